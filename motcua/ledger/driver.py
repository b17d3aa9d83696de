"""Runs our own few statements straight on the database's driver, inside Django's connection and transaction.

Django's cursor reads the placeholders of a text anew each time it is executed (psycopg too, from fifty values on); on
the way of every transition that is a good part of the work. Here a text is turned into the driver's form once.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Protocol

from django.db import DEFAULT_DB_ALIAS, connections

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


def run_many(text: str, rows: Iterable[Values]) -> Cursor:
    """Execute a text for each of the rows of values."""
    django = _open()
    with django.wrap_database_errors:
        if django.vendor == "postgresql":
            cursor = django.Database.RawCursor(django.connection)
            cursor.executemany(_numbered(text), rows)
        else:
            cursor = django.connection.executemany(_marked(text), rows)
    return _logged(django, cursor, text)


def _open() -> Any:
    django: Any = connections[DEFAULT_DB_ALIAS]
    django.ensure_connection()
    django.validate_no_broken_transaction()
    return django


def _logged(django: Any, cursor: Any, text: str) -> Cursor:
    if django.queries_logged:
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
