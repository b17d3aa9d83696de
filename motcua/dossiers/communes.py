"""Today's communes, found by their names or by the names that ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.core.text import search_key, vietnamese_sort_key
from motcua.people import queries as people
from motcua.people.models import FormerUnit

MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Place:
    """A commune of today; ``former`` says by which old name it was found, ``divided`` that only a person can tell."""

    code: str
    name: str
    former: str = ""
    divided: bool = False


def listed(on: date) -> list[Place]:
    """Return today's communes in the order of their names, wards first."""
    rows = people.units(kind="commune", on=on)
    found = [(not row.is_ward, vietnamese_sort_key(row.place), Place(row.code, row.place)) for row in rows]
    return [place for _ward, _key, place in sorted(found, key=lambda item: item[:2])]


def commune(code: str, on: date) -> Place | None:
    """Return the commune with that code if it exists on the day."""
    row = people.units(kind="commune", on=on).filter(code=code).first()
    return Place(row.code, row.place) if row else None


def search(text: str, on: date) -> list[Place]:
    """Return the communes that a text means, by today's names and then by the names that ended.

    A former commune leads to the one that took it over; a divided one to each of its parts, marked as such.
    """
    words = search_key(text[:100]).split()
    if not words:
        return []
    names = {place.code: place.name for place in listed(on)}
    found = {code: Place(code, name) for code, name in names.items() if _fits(words, name)}
    own = set(found)
    for name, into in _former(words):
        codes = [code for code in into if code in names]
        for code in codes:
            before = found.get(code)
            if code not in own:
                said = f"{before.former}; {name}" if before else name
                found[code] = Place(code, names[code], said, len(codes) > 1 or bool(before and before.divided))
    return list(found.values())[:MOST_FOUND]


def _former(words: list[str]) -> list[tuple[str, list[str]]]:
    """Return the ended communes that fit, with district and successors; those whose own name fits come first."""
    rows = list(FormerUnit.objects.values_list("code", "name", "district", "into"))
    districts = {code: name for code, name, _district, _into in rows if len(code) == 3}
    found = []
    for _code, name, district, into in rows:
        full = ", ".join(filter(None, (name, districts.get(district, ""))))
        if district and _fits(words, full):
            found.append((not _fits(words, name), len(full), full, list(into)))
    return [(full, into) for _other, _length, full, into in sorted(found)]


def _fits(words: list[str], name: str) -> bool:
    parts = search_key(name).replace(",", " ").split()
    return all(any(part.startswith(word) for part in parts) for word in words)
