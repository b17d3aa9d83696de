"""What the index holds of a procedure: its line in the catalogue, what it is filtered by, and the words it has."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import F

from motcua.procedures import queries
from motcua.procedures.models import ProcedureVersion
from motcua.procedures.queries import Listed
from motcua.procedures.search.typed import split

LINE: Final = tuple(entry.name for entry in fields(Listed))
CHUNK: Final = 200
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a definition says to the index. A published version never changes, so it is read once in a process."""

    events: tuple[str, ...]
    channels: tuple[str, ...]
    cases: tuple[tuple[str, str], ...]
    title: Phrase
    also: tuple[Phrase, ...]
    name: Phrase
    rest: frozenset[str]
    written: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One procedure in force: its line, whether people may see it, and what it is found by."""

    line: Listed
    public: bool
    read: Reading

    @property
    def events(self) -> tuple[str, ...]:
        """Return the events of life that it belongs to."""
        return self.read.events

    @property
    def channels(self) -> tuple[str, ...]:
        """Return the ways of lodging."""
        return self.read.channels


_read: dict[UUID, Reading] = {}


def entries(on: date) -> tuple[Entry, ...]:
    """Return all procedures in force on a day, by field and title; only what was not read before is read whole."""
    rows = queries.in_force(on).annotate(code=F("procedure__code")).values_list("id", "register", *LINE)
    found = list(rows)
    missing = [row[0] for row in found if row[0] not in _read]
    for start in range(0, len(missing), CHUNK):
        texts = ProcedureVersion.objects.filter(pk__in=missing[start : start + CHUNK])
        for pk, text in texts.values_list("id", "definition"):
            _read[pk] = _reading(json.loads(text))
    made = (Entry(Listed(*line), register == "public", _read[pk]) for pk, register, *line in found)
    return tuple(sorted(made, key=lambda entry: (split(entry.line.field), entry.read.title, entry.line.code)))


def _reading(data: dict[str, Any]) -> Reading:
    results = [result["name"] for result in data["results"]]
    also = [*data["keywords"], *results]
    rest = [data["summary"], data["field"], data["agency"], *data["life_events"], *data["audience"]]
    return Reading(
        events=tuple(data["life_events"]),
        channels=tuple(channel["code"] for channel in data["channels"]),
        cases=tuple((case["code"], case["name"]) for case in data["cases"]),
        title=_phrase(data["title"]),
        also=tuple(dict.fromkeys(map(_phrase, also))),
        name=_phrase(data["name"]),
        rest=frozenset(word for text in rest for word in _phrase(text)),
        written=(data["title"], *also, data["field"], *data["life_events"]),
    )


def _phrase(text: str) -> Phrase:
    return tuple(split(text))


def texts(found: Iterable[Entry]) -> Sequence[str]:
    """Return how the register writes its words, with accents."""
    return [text for entry in found for text in entry.read.written]
