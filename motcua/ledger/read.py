"""Reading the log: entries of a stream, entries by position, and the personal contents that still exist."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery

from motcua.ledger import models
from motcua.ledger.registry import current_form

_COLUMNS = ("id", "stream", "seq", "type", "type_version", "at", "recorded_at", "actor", "payload", "hash", "leaf_salt")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as readers see it: the payload decoded, in its type's current version."""

    id: int
    stream: str
    seq: int
    type: str
    type_version: int
    at: datetime
    recorded_at: datetime
    actor: str
    payload: dict[str, Any]
    hash: bytes
    leaf_salt: bytes
    position: int | None

    @property
    def late(self) -> bool:
        """Whether it was entered afterwards, with a legal time before the minute of its recording."""
        return (self.recorded_at - self.at).total_seconds() > 60


def stream(name: str, *, after: int = 0, most: int | None = None) -> list[Entry]:
    """Return the entries of a stream in order, at most ``most`` with a sequence number above ``after``."""
    place = models.Position.objects.filter(entry_id=OuterRef("id")).values("position")[:1]
    rows = models.Entry.objects.filter(stream=name, seq__gt=after).order_by("seq").annotate(place=Subquery(place))
    return list(_decoded(rows.values_list(*_COLUMNS, "place")[:most]))


def at(name: str, seq: int) -> Entry | None:
    """Return one entry of a stream, None where there is none."""
    return next(iter(stream(name, after=seq - 1, most=1)), None)


def by_position(after: int, *, limit: int = 500, types: Collection[str] | None = None) -> list[Entry]:
    """Return the log's next entries, positions ``after + 1`` to ``after + limit``, only of some types if given."""
    places = models.Position.objects.filter(position__gt=after, position__lte=after + limit).order_by("position")
    place_of = {entry_id: position for position, entry_id in places.values_list("position", "entry_id")}
    rows = models.Entry.objects.filter(id__in=list(place_of))
    if types is not None:
        rows = rows.filter(type__in=types)
    found = _decoded((*row, place_of[row[0]]) for row in rows.values_list(*_COLUMNS))
    return sorted(found, key=lambda entry: entry.position or 0)


def last_position() -> int:
    """Return the position of the log's last positioned entry, 0 for an empty log."""
    return models.Position.objects.aggregate(last=Max("position"))["last"] or 0


def content(name: str, seq: int) -> dict[str, Any] | None:
    """Return the personal content of an entry; None when it has none or it was erased."""
    return contents(name, only=(seq,)).get(seq)


def contents(name: str, *, only: Collection[int] | None = None) -> dict[int, dict[str, Any]]:
    """Return the personal contents of a stream that still exist, by sequence number."""
    rows: QuerySet[models.Content] = models.Content.objects.filter(stream=name)
    if only is not None:
        rows = rows.filter(seq__in=only)
    return {seq: json.loads(body) for seq, body in rows.values_list("seq", "body")}


def _decoded(rows: Iterable[tuple[Any, ...]]) -> Iterator[Entry]:
    for id_, name, seq, type_, version, at, recorded_at, actor, payload, hash_, salt, place in rows:
        fields = current_form(type_, version, json.loads(payload))
        yield Entry(id_, name, seq, type_, version, at, recorded_at, actor, fields, bytes(hash_), bytes(salt), place)
