"""One consistent view of the database for a long read, which stops nobody from writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final

from django.db import connection, transaction

ROWS: Final = 1000


@contextmanager
def snapshot() -> Iterator[None]:
    """Hold one snapshot for the block; inside a transaction that is already open, that one serves."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            connection.connection.rollback()


def rows(query: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query, holding a thousand at a time."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        while some := cursor.fetchmany(ROWS):
            yield from some


def moment(value: Any) -> datetime:
    """Return a stored time as an aware one: SQLite's are in UTC and do not say so."""
    read = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
