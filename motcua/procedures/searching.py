"""Search in the register: an index of what is in force, kept in each worker's memory and rebuilt when it changes.

A province's register has some two thousand procedures: all of their words fit into memory, and looking through them
takes less time than asking a database to rank them (ADR 0031).
"""

import re
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final, Literal

from django.db.models import Count, F, Sum

from motcua.core.procedure.codes import BadCode, normalise
from motcua.core.text import search_key
from motcua.people import former_places
from motcua.procedures import queries, spelling
from motcua.procedures.models import Procedure

LONGEST: Final = 200
MOST_WORDS: Final = 16
NEAREST: Final = 10
KEPT: Final = 4
CODE: Final = re.compile(r"(?<![\d.])\d\s?\.\s?\d{3}\s?\.?\s?\d{3}(?!\d)")
LINE: Final = tuple(field.name for field in fields(queries.Listed))
How = Literal["all", "code", "exact", "guessed", "place", "near", "nothing"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One procedure in the index: its line, and what it is found by."""

    line: queries.Listed
    title: str
    key: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """What is in force on a day; ``stamp`` tells whether the register has changed since."""

    stamp: tuple[object, ...]
    entries: tuple[Entry, ...]
    counts: Mapping[str, int]
    words: frozenset[str]

    @classmethod
    def of(cls, stamp: tuple[object, ...], entries: tuple[Entry, ...]) -> "Index":
        """Return the index of some entries with the words that they know."""
        counts = Counter(word for entry in entries for word in set(entry.key.split()))
        return cls(stamp, entries, counts, frozenset(counts))

    def rarity(self, word: str) -> int:
        """Return how much a word tells: a thousandth share of the procedures that lack it; 0 for an unknown word."""
        has = self.counts.get(word, 0)
        return 1000 * (len(self.entries) - has) // len(self.entries) + 1 if has else 0


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found, and how: ``read_as`` are the words it was taken for when nothing has the words typed."""

    entries: tuple[Entry, ...]
    how: How
    read_as: str = ""
    places: tuple[former_places.Place, ...] = ()

    @property
    def lines(self) -> list[queries.Listed]:
        """Return the lines of the catalogue, best first."""
        return [entry.line for entry in self.entries]


_lock = threading.Lock()
_kept: dict[tuple[date, str], Index] = {}


def index(on: date, register: str = "public") -> Index:
    """Return the index of what is in force on a day, built anew only when the register has changed.

    ``register``: public, internal, or empty for both.
    """
    stamp = _stamp()
    kept = _kept.get((on, register))
    if kept is not None and kept.stamp == stamp:
        return kept
    built = _build(on, register, stamp)
    with _lock:
        if len(_kept) >= KEPT:
            _kept.clear()
        _kept[on, register] = built
    return built


def _stamp() -> tuple[object, ...]:
    """Return what changes with every publication and repeal: each raises the version of its procedure's stream."""
    found = Procedure.objects.aggregate(number=Count("*"), versions=Sum("version"), last=Sum("last_number"))
    return found["number"], found["versions"], found["last"], Procedure.objects.db


def _build(on: date, register: str, stamp: tuple[object, ...]) -> Index:
    rows = queries.in_force(on).annotate(code=F("procedure__code"))
    if register:
        rows = rows.filter(register=register)
    entries = tuple(_entry(row) for row in rows.values_list(*LINE, "search_key", "life_events"))
    return Index.of(stamp, entries)


def _entry(row: tuple[Any, ...]) -> Entry:
    *of_line, key, events = row
    line = queries.Listed(*of_line)
    return Entry(line, search_key(line.title), key, tuple(event for event in events.split("|") if event))


def search(text: str, on: date, *, register: str = "public", exactly: bool = False) -> Hits:
    """Return the procedures that a text means, best first.

    In turn: its code in any written form; all its words that tell something; a place and the rest; what its words
    resemble; what has most of them (``exactly`` leaves the guesses out). An empty text means all, by field and title.
    """
    known = index(on, register)
    key = search_key(text[:LONGEST].replace("\x00", ""))
    if not key:
        ordered = sorted(known.entries, key=lambda entry: (search_key(entry.line.field), entry.title))
        return Hits(tuple(ordered), "all")
    try:
        within = CODE.search(text[:LONGEST])
        code = normalise(within[0] if within else text[:LONGEST]).national
    except BadCode:
        return _words(key, known, on, exactly=exactly)
    return Hits(tuple(entry for entry in known.entries if entry.line.code == code), "code")


def _words(key: str, known: Index, on: date, *, exactly: bool) -> Hits:
    typed = key.split()[:MOST_WORDS]
    words = spelling.opened(typed)
    few = spelling.telling(words)
    if found := _having(few, known.entries):
        return Hits(found, "exact" if words == typed else "guessed", " ".join(few) if words != typed else "")
    if exactly:
        return Hits((), "nothing")
    places, rest = former_places.named(typed, former_places.places(on))
    if places:
        return _at(places, spelling.telling(rest) if rest else [], known)
    return _guessed(words, few, known)


def _at(places: list[former_places.Place], rest: list[str], known: Index) -> Hits:
    """Return what is done at a place: with the other words where there are any, else all that communes decide."""
    named = tuple(places)
    if not [word for word in rest if word not in spelling.FILLERS]:
        own = sorted((e for e in known.entries if e.line.level == "commune"), key=lambda e: (e.line.field, e.title))
        return Hits(tuple(own), "place", places=named)
    if found := _having(rest, known.entries):
        return Hits(found, "place", " ".join(rest), named)
    return replace(_guessed(rest, rest, known), places=named)


def _guessed(words: list[str], few: list[str], known: Index) -> Hits:
    tries = []
    for wanted in dict.fromkeys((tuple(words), tuple(few))):
        whole = {word for word in wanted if _is_known(word, known)}
        tries += [(guess, True) for guess in spelling.guesses(list(wanted), known.words, whole)]
        tries.append(([word for word in wanted if word in whole], False))
    first: Hits | None = None
    for guess, all_kept in tries:
        found = _having(guess, known.entries)
        if found and (len(guess) > 1 or all_kept):
            hits = Hits(found, "guessed", " ".join(guess))
            if f" {hits.read_as}" in f" {found[0].title}":
                return hits
            first = first or hits
    return first or _nearest(few, known)


def _nearest(words: Sequence[str], known: Index) -> Hits:
    """Return what has most of the words, a rare word counting more; at least half of them by that measure."""
    parts = {f" {word}": known.rarity(word) for word in words}
    whole = sum(parts.values())
    ranked = []
    for place, entry in enumerate(known.entries):
        key = f" {entry.key}"
        share = sum(weight for part, weight in parts.items() if part in key)
        if share * 2 > whole:
            ranked.append((-share, len(entry.title), entry.line.code, place))
    found = tuple(known.entries[ranking[-1]] for ranking in sorted(ranked)[:NEAREST])
    return Hits(found, "near" if found else "nothing")


def _is_known(word: str, known: Index) -> bool:
    return word in known.words or (len(word) > 2 and any(have.startswith(word) for have in known.words))


def _having(words: Sequence[str], entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries that have all words, also as beginnings of words: the phrase in the title first."""
    if not words:
        return ()
    parts = [f" {word}" for word in words]
    phrase = f" {' '.join(words)}"
    ranked = []
    for place, entry in enumerate(entries):
        key = f" {entry.key}"
        if all(part in key for part in parts):
            title = f" {entry.title}"
            missing = sum(part not in title for part in parts)
            ranked.append((phrase not in title, phrase not in key, missing, len(title), entry.line.code, place))
    return tuple(entries[ranking[-1]] for ranking in sorted(ranked))


def life_events(on: date) -> list[str]:
    """Return the events of life that procedures in force belong to, in the order of the alphabet."""
    return sorted({event for entry in index(on).entries for event in entry.events}, key=search_key)
