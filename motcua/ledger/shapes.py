"""SQL texts of a commit, one per shape and kept: on PostgreSQL one statement, on SQLite plain ones."""
# ruff: noqa: S608 - names come from models, every value is a parameter

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models

ENTRY_COLUMNS = {
    "stream": "text",
    "seq": "integer",
    "type": "text",
    "type_version": "smallint",
    "at": "timestamptz",
    "recorded_at": "timestamptz",
    "actor": "text",
    "payload": "text",
    "content_digest": "bytea",
    "hash": "bytea",
    "leaf_salt": "bytea",
}
KEY_IS_USED = "SELECT 1 FROM ledger_idempotencykey AS used WHERE used.actor = %s AND used.key = %s"


class Arm(NamedTuple):
    """The shape of one write: which columns of which table, found by which columns."""

    verb: Literal["insert", "update", "delete"]
    table: str
    columns: tuple[str, ...] = ()
    where: tuple[tuple[str, bool], ...] = ()  # column, and whether it is compared with NULL
    ignore: bool = False  # an insert that does nothing on a conflict


class Shape(NamedTuple):
    """The shape of a whole commit."""

    key: Arm | None
    subject: Arm
    entries: int
    children: tuple[Arm, ...]

    @property
    def creates(self) -> bool:
        """Whether the commit begins a stream."""
        return self.subject.verb == "insert"


class Table:
    """What a commit needs to know of a model: its table, and how each field prepares a value."""

    def __init__(self, model: type[models.Model]) -> None:
        self.name = model._meta.db_table
        self.fields: dict[str, models.Field[Any, Any]] = {f.attname: f for f in model._meta.concrete_fields}
        self.columns = {name: quote(field.column) for name, field in self.fields.items()}
        self.defaults = {f.attname: f for f in model._meta.concrete_fields if _fills_itself(f)}
        self.quick = {f.attname: quick(f) for f in model._meta.concrete_fields}
        self.plain = {
            name: frozenset(t for t, way in ways.items() if way is _same) for name, ways in self.quick.items()
        }
        self.named: dict[tuple[str, ...], tuple[str, ...]] = {}

    def complete(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of a new row with the defaults of the fields that are not given."""
        missing = {name: field.get_default() for name, field in self.defaults.items() if name not in values}
        return {**missing, **values}

    def prepared(self, values: Mapping[str, Any]) -> tuple[tuple[str, ...], list[Any]]:
        """Return quoted columns and database values."""
        names, plain = tuple(values), self.plain
        columns = self.named.get(names) or self._columns(names)
        return columns, [
            value if type(value) in plain[name] else self._ready(name, value) for name, value in values.items()
        ]

    def _columns(self, names: tuple[str, ...]) -> tuple[str, ...]:
        try:
            return self.named.setdefault(names, tuple([self.columns[name] for name in names]))
        except KeyError as error:
            raise TypeError(f"{self.name} has no column {error}; columns are named by attname") from None

    def _ready(self, name: str, value: Any) -> Any:
        way = self.quick[name].get(type(value))
        return way(value) if way else self.fields[name].get_db_prep_save(value, connections[DEFAULT_DB_ALIAS])


def _fills_itself(field: "models.Field[Any, Any]") -> bool:
    if field.has_db_default() or field.generated or isinstance(field, models.AutoField):
        return False
    return field.has_default() or field.null or (field.blank and field.empty_strings_allowed)


def quick(field: "models.Field[Any, Any]") -> dict[type, Callable[[Any], Any]]:
    """Return, by a value's type, the short way to what ``get_db_prep_save`` makes of it; where none is, ask the field.

    A commit prepares some forty values, and nearly all of them go to the database as they are.
    """
    own = connections[DEFAULT_DB_ALIAS]
    native = own.vendor == "postgresql"
    if isinstance(field, models.IntegerField) and not field.generated:
        sized = getattr(own.ops, "integerfield_type_map", {}).get(field.get_internal_type(), _same)
        return {type(None): _same, int: sized}
    ways: dict[type, dict[type, Callable[[Any], Any]]] = {
        models.CharField: {str: _same},
        models.TextField: {str: _same},
        models.BooleanField: {bool: _same},
        models.BinaryField: {bytes: _same},
        models.UUIDField: {UUID: _same if native else _hex},
        models.DateTimeField: {datetime: _same if native else _utc_text},
    }
    return {type(None): _same, **ways.get(type(field), {})}


def _same(value: Any) -> Any:
    return value


def _hex(value: UUID) -> str:
    return value.hex


@lru_cache(maxsize=1024)
def _utc_text(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError(f"a time without time zone: {value}")
    return str(value.astimezone(UTC).replace(tzinfo=None))


@cache
def table(model: type[models.Model]) -> Table:
    """Return the table of a model."""
    return Table(model)


def quote(name: str | None) -> str:
    """Return a name in double quotes, as both databases take it."""
    if not name:
        raise TypeError("a field without a column is not written")
    return '"' + name.replace('"', '""') + '"'


@cache
def single_statement(shape: Shape) -> str:
    """Return PostgreSQL's one statement: every arm selects from the guarded subject, so nothing runs when it loses."""
    arms = []
    if shape.key and shape.creates:
        arms.append(f"key AS ({plain(shape.key)} RETURNING 1)")
        arms.append(f"subject AS ({_from(shape.subject, 'key')} RETURNING 1)")
    else:
        unused = f" AND NOT EXISTS ({KEY_IS_USED})" if shape.key else ""
        arms.append(f"subject AS ({plain(shape.subject)}{unused} RETURNING 1)")
        if shape.key:
            # a race that still meets the key must fail: ignoring it would leave the subject written twice
            arms.append(f"key AS ({_from(shape.key._replace(ignore=False), 'subject')})")
    arms.append(f"entries AS ({_entries(shape.entries)})")
    # PostgreSQL runs arms that nobody reads from the last to the first: written backwards, they run as given
    arms.extend(f"child{n} AS ({_from(arm, 'subject')})" for n, arm in reversed(list(enumerate(shape.children))))
    return "WITH " + ", ".join(arms) + " SELECT 1 FROM subject"


@cache
def plain(arm: Arm) -> str:
    """Return the statement of one write by itself."""
    name = quote(arm.table)
    if arm.verb == "insert":
        marks = ", ".join(["%s"] * len(arm.columns))
        conflict = " ON CONFLICT DO NOTHING" if arm.ignore else ""
        return f"INSERT INTO {name} ({', '.join(arm.columns)}) VALUES ({marks}){conflict}"
    return f"{_change(arm, name)} WHERE {_condition(arm, name)}"


def _from(arm: Arm, source: str) -> str:
    name = quote(arm.table)
    if arm.verb == "insert":
        marks = ", ".join(["%s"] * len(arm.columns))
        conflict = " ON CONFLICT DO NOTHING" if arm.ignore else ""
        return f"INSERT INTO {name} ({', '.join(arm.columns)}) SELECT {marks} FROM {source}{conflict}"
    joined = "USING" if arm.verb == "delete" else "FROM"
    return f"{_change(arm, name)} {joined} {source} WHERE {_condition(arm, name)}"


def _change(arm: Arm, name: str) -> str:
    if arm.verb == "delete":
        return f"DELETE FROM {name}"
    return f"UPDATE {name} SET {', '.join(f'{column} = %s' for column in arm.columns)}"


def _condition(arm: Arm, name: str) -> str:
    return " AND ".join(f"{name}.{column} IS NULL" if null else f"{name}.{column} = %s" for column, null in arm.where)


def _entries(count: int) -> str:
    """Return the insert of the entries, in the order of their numbers: ids must follow it."""
    names = ", ".join(map(quote, ENTRY_COLUMNS))
    row = ", ".join(f"%s::{kind}" for kind in ENTRY_COLUMNS.values())
    head = f"INSERT INTO ledger_entry ({names})"
    if count == 1:
        return f"{head} SELECT {row} FROM subject"
    rows = ", ".join([f"({row})"] * count)
    return f"{head} SELECT entry.* FROM subject, (VALUES {rows}) AS entry ({names}) ORDER BY entry.seq"
