"""How acts, reviews, plans and proposals are written: one recipe a stream says what an entry does to its rows.

The same recipe serves the action that commits an entry and the verification that replays the stream, so that columns
and child rows are what follows from the entries and nothing else.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import models

from motcua.core.ledger.chain import START
from motcua.ledger import read
from motcua.ledger.children import Delete, Insert, Update, Write
from motcua.ledger.commit import Change, Committed, Key, NewEntry, Subject, commit
from motcua.ledger.streams import StreamedModel
from motcua.ledger.verification.folds import Comparison, Damage, Streams, Told

NOTHING: Final[Mapping[str, Any]] = {}


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry as a recipe reads it; ``aside`` is what the ledger does not keep (the trace of a due date)."""

    seq: int
    type: str
    at: datetime
    actor: str
    payload: Mapping[str, Any]
    content: Mapping[str, Any]
    aside: Mapping[str, Any] = field(default_factory=dict)

    def day(self, name: str) -> date | None:
        """Return a day of the payload, None where it has none."""
        return date.fromisoformat(self.payload[name]) if self.payload.get(name) else None

    def moment(self, name: str) -> datetime:
        """Return a moment of the payload."""
        return datetime.fromisoformat(self.payload[name])

    def uuid(self, name: str) -> UUID | None:
        """Return an id of the payload, None where it has none."""
        return UUID(self.payload[name]) if self.payload.get(name) else None


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the entries of a kind of stream do to its row and to its child rows.

    ``tables`` names each child table with the column that holds the subject's id. ``erasable`` are columns whose words
    go when a content is erased, ``worded`` are tables that exist by a content alone, ``aside`` columns that the ledger
    does not hold (in every table, ``beside`` in one). ``sealed`` says of a table's stored row what its own text makes
    of its columns: a text is held to the digest that the entry told.
    """

    model: type[StreamedModel]
    columns: Callable[[Happening], Mapping[str, Any]]
    children: Callable[[UUID, Happening], list[Write]]
    tables: Mapping[type[models.Model], str]
    erasable: frozenset[str] = frozenset()
    worded: frozenset[type[models.Model]] = frozenset()
    aside: frozenset[str] = frozenset()
    beside: Mapping[type[models.Model], frozenset[str]] = field(default_factory=dict)
    sealed: Mapping[type[models.Model], Callable[[Mapping[str, Any]], Mapping[str, Any]]] = field(default_factory=dict)


def prepared(
    recipe: Recipe,
    row: StreamedModel | None,
    entries: Sequence[NewEntry],
    *,
    actor: str,
    at: datetime,
    key: Key | None = None,
    aside: Mapping[str, Any] = NOTHING,
    result: Any = None,
) -> Change:
    """Return the commit of entries of one stream with the columns and child rows that follow, for one or for many.

    ``row`` None begins a new stream.
    """
    version = row.version if row is not None else 0
    pk = row.pk if row is not None else uuid4()
    columns: dict[str, Any] = {}
    children: list[Write] = []
    for n, entry in enumerate(entries, start=version + 1):
        happening = Happening(n, entry.type, at, actor, entry.payload, entry.content or {}, aside)
        columns.update(recipe.columns(happening))
        children += recipe.children(pk, happening)
    last = read.at(row.stream, version) if row is not None else None
    head = bytes(row.head) if row is not None else START
    subject = Subject(recipe.model, pk, version, head, columns, last_at=last.at if last else None)
    return Change(subject, entries, children, key, result)


def record(
    recipe: Recipe,
    row: StreamedModel | None,
    entries: Sequence[NewEntry],
    *,
    actor: str,
    at: datetime,
    key: Key | None = None,
    aside: Mapping[str, Any] = NOTHING,
    result: Any = None,
) -> Committed:
    """Commit entries of one stream with the columns and child rows that follow; ``row`` None begins a new stream."""
    made = prepared(recipe, row, entries, actor=actor, at=at, key=key, aside=aside, result=result)
    return commit(made.subject, made.entries, actor=actor, at=at, key=key, children=made.children, result=made.result)


def compared(recipe: Recipe) -> Comparison:
    """Return the comparison of a kind of stream for ``motcua ledger verify``."""

    def comparison(streams: Streams, damage: Damage) -> None:
        rows = recipe.model._base_manager.in_bulk([UUID(key) for key in streams])
        stored = {model: _grouped(model, owner, list(rows)) for model, owner in recipe.tables.items()}
        for key, entries in streams.items():
            pk, prefix = UUID(key), recipe.model.stream_prefix
            if pk not in rows:
                damage(f"Thiếu dòng của chuỗi {prefix}:{key}.", entries[-1].position)
                continue
            erased = any(entry.erased for entry in entries)
            columns, wanted = _replayed(recipe, pk, entries)
            wrong = [name for name, value in columns.items() if getattr(rows[pk], name) != value]
            if wrong:
                damage(f"{prefix}:{key}: cột {', '.join(wrong)} không khớp với sổ cái.", entries[-1].position)
            for model, table in stored.items():
                if erased and model in recipe.worded:
                    continue
                hidden = recipe.aside | recipe.beside.get(model, frozenset())
                hidden |= recipe.erasable if erased else frozenset()
                there = table.get(pk, [])
                if not _sealed(recipe, model, there) or not _same(wanted[model], there, hidden):
                    name = model._meta.db_table
                    damage(f"{prefix}:{key}: bảng {name} không khớp với sổ cái.", entries[-1].position)

    return comparison


def _replayed(
    recipe: Recipe, pk: UUID, entries: Iterable[Told]
) -> tuple[dict[str, Any], dict[type[models.Model], list[dict[str, Any]]]]:
    """Work out from the entries alone what the row and its child rows must be."""
    columns: dict[str, Any] = {}
    tables: dict[type[models.Model], list[dict[str, Any]]] = {model: [] for model in recipe.tables}
    for told in entries:
        happening = Happening(told.seq, told.type, told.at, told.actor, told.payload, told.content or {})
        columns.update(recipe.columns(happening))
        for write in recipe.children(pk, happening):
            _apply(tables[write.model], write)
    return columns, tables


def _apply(table: list[dict[str, Any]], write: Write) -> None:
    """Do to rows in memory what a commit does to those of the database."""
    if isinstance(write, Insert):
        table.append(dict(write.values))
        return
    fitting = [row for row in table if all(row.get(name) == value for name, value in write.where.items())]
    if isinstance(write, Delete):
        table[:] = [row for row in table if not any(row is gone for gone in fitting)]
    elif isinstance(write, Update):
        for row in fitting:
            row.update(write.values)


def _grouped(model: type[models.Model], owner: str, ids: list[Any]) -> dict[UUID, list[dict[str, Any]]]:
    grouped: dict[UUID, list[dict[str, Any]]] = {}
    for row in model._base_manager.filter(**{f"{owner}__in": ids}).values():
        grouped.setdefault(row[owner], []).append(row)
    return grouped


def _sealed(recipe: Recipe, model: type[models.Model], rows: list[dict[str, Any]]) -> bool:
    """Tell whether the columns of stored rows are what their own text makes of them."""
    seal = recipe.sealed.get(model)
    if seal is None:
        return True
    try:
        return all(_text(row, told) == _text(told, told) for row in rows for told in [seal(row)])
    except ValueError:
        return False  # a text that cannot be read any more


def _same(wanted: list[dict[str, Any]], there: list[dict[str, Any]], hidden: frozenset[str]) -> bool:
    """Compare rows as sets, in the columns that the entries decide."""
    names = sorted({name for row in wanted for name in row} - hidden)
    return sorted(_text(row, names) for row in wanted) == sorted(_text(row, names) for row in there)


def _text(row: Mapping[str, Any], names: Iterable[str]) -> str:
    return json.dumps([row.get(name) for name in names], sort_keys=True, default=_plain)


def _plain(value: Any) -> str:
    return bytes(value).hex() if isinstance(value, (bytes, memoryview)) else str(value)
