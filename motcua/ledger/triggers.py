"""Append-only by trigger on both databases: entries and positions cannot be changed, deleted or replaced."""

from typing import Any, Final

from django.apps import AppConfig
from django.db import connection

PROTECTED: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "ledger_entry": (("id",), ("stream", "seq")),
    "ledger_position": (("position",), ("entry_id",)),
}
_MESSAGE: Final = "append-only: rows of {table} are never changed or deleted"

_FUNCTION: Final = (
    "BEGIN RAISE EXCEPTION 'append-only: rows of % are never changed or deleted', TG_TABLE_NAME "
    "USING ERRCODE = 'restrict_violation'; END"
)


def install(app_config: AppConfig | None = None, **_: Any) -> None:
    """Create the triggers again; runs after every migrate, because SQLite drops them when it rebuilds a table."""
    existing = _tables()
    with connection.cursor() as cursor:
        for statement in _statements(existing):
            cursor.execute(statement)


def missing() -> list[str]:
    """Return the triggers that are not in the database exactly as this program made them."""
    present = _present_postgresql() if connection.vendor == "postgresql" else _present_sqlite()
    wanted = {name for table in _tables() for name in _sqlite(table)}
    if connection.vendor == "postgresql":
        wanted = {f"{table}_append_only" for table in _tables()}
    return sorted(wanted - present)


def _tables() -> list[str]:
    return [name for name in PROTECTED if name in connection.introspection.table_names()]


def _statements(tables: list[str]) -> list[str]:
    if connection.vendor != "postgresql":
        made = [pair for table in tables for pair in _sqlite(table).items()]
        return [text for name, create in made for text in (f"DROP TRIGGER IF EXISTS {name}", create)]
    function = f"CREATE OR REPLACE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS $${_FUNCTION}$$"
    statements = [function]
    for table in tables:
        statements += [
            f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}",
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_append_only",
        ]
    return statements


def _sqlite(table: str) -> dict[str, str]:
    refuse = f"SELECT RAISE(ABORT, '{_MESSAGE.format(table=table)}'); END"
    keys = " OR ".join(
        "(" + " AND ".join(f"old.{column} = NEW.{column}" for column in key) + ")" for key in PROTECTED[table]
    )
    replaced = f"EXISTS (SELECT 1 FROM {table} AS old WHERE {keys})"  # noqa: S608
    events = {
        "update": f"BEFORE UPDATE ON {table}",
        "delete": f"BEFORE DELETE ON {table}",
        "replace": f"BEFORE INSERT ON {table} WHEN {replaced}",
    }
    return {
        f"{table}_no_{verb}": f"CREATE TRIGGER {table}_no_{verb} {event} BEGIN {refuse}"
        for verb, event in events.items()
    }


def _present_sqlite() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = dict(cursor.fetchall())
    return {name for table in PROTECTED for name, text in _sqlite(table).items() if found.get(name) == text}


def _present_postgresql() -> set[str]:
    """Return the triggers that fire always, before UPDATE, DELETE and TRUNCATE (type 58), by the function as made."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE t.tgenabled = 'A' AND t.tgtype = 58 AND t.tgqual IS NULL AND t.tgattr = '' AND p.prosrc = %s "
            "AND t.tgname = c.relname || '_append_only' AND pg_table_is_visible(c.oid)",
            [_FUNCTION],
        )
        return {name for (name,) in cursor.fetchall()}
