"""Runs our own few statements straight on the database's driver, inside Django's connection and transaction.

Django's cursor reads the placeholders of a text anew each time it is executed (psycopg too, from fifty values on); on
the way of every transition that is a good part of the work. Here a text is turned into the driver's form once.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Protocol

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.transaction import atomic

Values = Sequence[Any]


class Cursor(Protocol):
    """What a statement left: rows to fetch, or how many it wrote."""

    rowcount: int

    def fetchone(self) -> Any:
        """Return the next row."""

    def fetchall(self) -> list[Any]:
        """Return all rows."""


def run(text: str, values: Values = ()) -> Cursor:
    """Execute a text that is always the same (``%s`` for each value) and return the driver's cursor."""
    django = _open()
    with django.wrap_database_errors:
        if django.vendor == "postgresql":
            cursor = django.Database.RawCursor(django.connection)
            cursor.execute(_numbered(text), values)
        else:
            cursor = django.connection.execute(_marked(text), values)
    return _logged(django, cursor, text)


@contextmanager
def transaction() -> Iterator[None]:
    """Hold the statements of the block together; nothing but this module's statements may run inside.

    On SQLite that is BEGIN IMMEDIATE and COMMIT alone, unless a transaction is open already.
    """
    django = _open()
    if django.vendor != "sqlite" or django.in_atomic_block:
        with atomic():
            yield
        return
    run("BEGIN IMMEDIATE")
    try:
        yield
        run("COMMIT")
    except BaseException:
        if django.connection.in_transaction:
            run("ROLLBACK")
        raise


def _open() -> Any:
    django: Any = connections[DEFAULT_DB_ALIAS]
    if django.connection is None:
        django.ensure_connection()
    if django.needs_rollback:
        django.validate_no_broken_transaction()
    return django


def _logged(django: Any, cursor: Any, text: str) -> Cursor:
    if django.force_debug_cursor:
        django.queries_log.append({"sql": text, "time": ""})
    found: Cursor = cursor
    return found


@cache
def _numbered(text: str) -> str:
    """Return the text with PostgreSQL's own placeholders."""
    first, *rest = text.split("%s")
    return first + "".join(f"${number}{part}" for number, part in enumerate(rest, start=1))


@cache
def _marked(text: str) -> str:
    """Return the text with SQLite's placeholders."""
    return text.replace("%s", "?")
