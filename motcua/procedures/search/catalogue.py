"""The index that is kept in each worker's memory, and how a worker learns that the register has changed (ADR 0031)."""

import threading
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from django.db import connection

from motcua.procedures.search.accents import Accents
from motcua.procedures.search.entries import Entry, entries, texts
from motcua.procedures.search.facets import Facets
from motcua.procedures.search.index import Index
from motcua.procedures.search.lexicon import lexicon
from motcua.procedures.search.places import Gazetteer, gazetteer

DAYS_KEPT: Final = 3


class Stamp(NamedTuple):
    """What changes with every publication and repeal, and with every change of units."""

    register: str
    units: str


@dataclass(frozen=True)
class Catalogue:
    """What is in force on a day, indexed, and the places that people may name; ``stamp`` says of which state."""

    on: date
    stamp: Stamp
    index: Index
    places: Gazetteer

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return all procedures in force, internal ones too, by field and title."""
        return self.index.entries

    @cached_property
    def public(self) -> tuple[Entry, ...]:
        """Return the procedures that everybody may see."""
        return tuple(entry for entry in self.entries if entry.public)

    @cached_property
    def events(self) -> tuple[str, ...]:
        """Return the events of life that public procedures belong to, the commonest first."""
        names = [event for entry in self.public for event in entry.events]
        return tuple(sorted(dict.fromkeys(names), key=lambda event: (-names.count(event), event)))

    @cached_property
    def facets(self) -> Facets:
        """Return what the procedures are filtered by."""
        return Facets(self.entries)

    @cached_property
    def accents(self) -> Accents:
        """Return how the register writes its words."""
        return Accents([*texts(self.entries), *lexicon().written, *self.places.names])


_lock = threading.Lock()
_kept: dict[date, Catalogue] = {}


def catalogue(on: date) -> Catalogue:
    """Return the catalogue of a day after one short question; built anew by whoever asks first after a change."""
    stamp = stamp_now()
    kept = _kept.get(on)
    if kept is not None and kept.stamp == stamp:
        return kept
    with _lock:
        kept = _kept.get(on)
        if kept is None or kept.stamp != stamp:
            same = kept is not None and kept.stamp.register == stamp.register
            index = kept.index if kept is not None and same else Index(entries(on), lexicon().later_acts)
            kept = Catalogue(on, stamp, index, gazetteer(on, stamp.units))
            if len(_kept) >= DAYS_KEPT:
                _kept.clear()
            _kept[on] = kept
    return kept


def stamp_now() -> Stamp:
    """Return the stamp of the register: how many streams and entries there are, and a few bytes of each last hash.

    The hashes alone would do, for chains never repeat; a few bytes of each are read faster.
    """
    with connection.cursor() as cursor:
        cursor.execute(_POSTGRESQL if connection.vendor == "postgresql" else _SQLITE)
        number, versions, heads, units = cursor.fetchone()
    return Stamp(f"{number} {versions} {heads}", str(units))


# Table names are those of the models; written out, so that nothing is put together.
_UNITS = "SELECT head FROM people_orgunit UNION ALL SELECT head FROM people_reorganisation"
_SQLITE = f"""
    SELECT count(*), sum(version), group_concat(hex(substr(head, 1, 3)), ''),
        (SELECT group_concat(hex(substr(head, 1, 3)), '') FROM ({_UNITS}))
    FROM procedures_procedure"""  # noqa: S608
_POSTGRESQL = f"""
    SELECT count(*), sum(version), sum(get_byte(head, 0) * 65536 + get_byte(head, 1) * 256 + get_byte(head, 2)),
        (SELECT sum(get_byte(head, 0) * 65536 + get_byte(head, 1) * 256 + get_byte(head, 2)) FROM ({_UNITS}) AS units)
    FROM procedures_procedure"""  # noqa: S608
