"""The public directory of offices: find one by its name, code, or the old name of the place."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from motcua.core.text import search_key, vietnamese_sort_key
from motcua.people import queries
from motcua.people.models import FormerUnit, OrgUnit

OFFICES = ("province", "department", "office", "centre", "branch", "outside")


@dataclass(frozen=True, slots=True)
class Listed:
    """One office of the list, with the former units for which it was found."""

    unit: OrgUnit
    former: tuple[FormerUnit, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """What a search found, province and communes apart."""

    province: tuple[Listed, ...] = ()
    communes: tuple[Listed, ...] = ()

    @property
    def count(self) -> int:
        """Return how many offices were found."""
        return len(self.province) + len(self.communes)


@dataclass(slots=True)
class _Hits:
    direct: set[str] = field(default_factory=set)
    former: dict[str, list[FormerUnit]] = field(default_factory=lambda: defaultdict(list))


def find(text: str, on: date) -> Directory:
    """Search offices that exist on a day; without words, list all of them. Accents, case and old names don't matter."""
    offices = [unit for unit in queries.units(on=on) if unit.kind in OFFICES or unit.kind == "commune"]
    offices = [unit for unit in offices if unit.level == "province" or unit.kind == "commune"]
    wanted = search_key(text)
    hits = _hits(wanted, offices)
    listed = [
        Listed(unit, tuple(hits.former.get(unit.code, ())))
        for unit in offices
        if not wanted or unit.code in hits.direct or unit.code in hits.former
    ]
    communes = [one for one in listed if one.unit.kind == "commune"]
    communes.sort(key=lambda one: (not one.unit.is_ward, vietnamese_sort_key(one.unit.place)))
    return Directory(tuple(one for one in listed if one.unit.kind != "commune"), tuple(communes))


def former_of(code: str) -> list[FormerUnit]:
    """Return the ended units that went, whole or in part, into this one."""
    return [former for former in _former() if code in former.into]


def _hits(wanted: str, offices: Iterable[OrgUnit]) -> _Hits:
    hits = _Hits()
    if not wanted:
        return hits
    for unit in offices:
        if wanted in search_key(f"{unit.name} | {unit.code} | {unit.agency_code}"):
            hits.direct.add(unit.code)
    for former in _former():
        if wanted in search_key(former.name) or wanted == search_key(former.code):
            for code in former.into:
                hits.former[code].append(former)
    return hits


def _former() -> list[FormerUnit]:
    """Return ended communes and departments; districts are left out, for they went into a dozen units each."""
    districts = set(FormerUnit.objects.exclude(district="").values_list("district", flat=True))
    return [former for former in FormerUnit.objects.all() if former.code not in districts]
