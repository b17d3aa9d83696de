"""Where a procedure is lodged: the one-stop shop of a commune, or of the province, with what is known of it."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from motcua.core.procedure.definition import ProcedureDefinition, competence
from motcua.core.refusal import Refused
from motcua.core.worktime import Calendar
from motcua.core.worktime.vietnamese import local
from motcua.people import queries as people
from motcua.procedures.search import Catalogue
from motcua.procedures.search.places import Place
from motcua.procedures.search.typed import words
from motcua.worktime import queries as worktime

WEEKS: Final = 8
Hours = tuple[tuple[str, str], ...]  # from and until, "07:30"


@dataclass(frozen=True, slots=True)
class ServicePoint:
    """A place where dossiers are taken in; what nobody has entered is empty.

    ``week`` are the office hours of the days from Monday to Sunday, ``unverified`` that nobody has checked them.
    """

    code: str
    name: str
    address: str
    phone: str
    week: tuple[Hours, ...] = ()
    unverified: bool = False

    @property
    def hours(self) -> str:
        """Write the office hours of an ordinary day, "7:30–11:30, 13:00–17:00"; empty where unknown."""
        worked = Counter(hours for hours in self.week if hours)
        usual = worked.most_common(1)[0][0] if worked else ()
        return ", ".join(f"{first.removeprefix('0')}–{last.removeprefix('0')}" for first, last in usual)


@dataclass(frozen=True, slots=True)
class Where:
    """The answer to "where?": the commune chosen, its service point, and what the typed name may mean if not one."""

    place: str = ""
    place_name: str = ""
    point: ServicePoint | None = None
    needs_place: bool = True
    near: str = ""
    offered: tuple[Place, ...] = ()


def where(
    definition: ProcedureDefinition,
    answers: Mapping[str, str],
    given: tuple[str, str],
    known: Callable[[], Catalogue],
    at: datetime,
) -> Where:
    """Return where to go for a procedure: at a commune by its code, or by any name that people use for it.

    ``given`` are the code and the name from the address; the catalogue is asked for only where there is one of them.
    """
    place, near = given
    if competence(definition, answers).unit:
        return Where(point=_point({"level": "province"}, at), needs_place=False)
    if not place and not near:
        return Where()
    places = known().places
    named = places.named(words(near)) or places.named(words(near), nearly=True) if near else None
    offered = named.places if named else ()
    codes = {code for one in offered for code, _name in one.now}
    chosen = place if place in places.communes else next(iter(codes)) if len(codes) == 1 else ""
    if not chosen:
        return Where(near=near, offered=offered)
    return Where(chosen, places.communes[chosen], _point({"parent__code": chosen}, at), near=near, offered=offered)


def _point(filters: Mapping[str, str], at: datetime) -> ServicePoint | None:
    day = local(at).date()
    found = people.units(kind="centre", on=day).filter(**filters).first()
    if found is None:
        return None
    try:
        calendar = worktime.calendar_for(found.code)
    except Refused:
        return ServicePoint(found.code, found.name, found.address, found.phone)
    unverified = worktime.is_unverified(calendar)
    return ServicePoint(found.code, found.name, found.address, found.phone, week(calendar, day), unverified)


def week(calendar: Calendar, on: date) -> tuple[Hours, ...]:
    """Return the usual office hours of the days of a week, as the coming weeks have them."""
    start = (on - calendar.first).days
    days = calendar.periods[start : start + 7 * WEEKS] if start >= 0 else ()
    found = []
    for weekday in range(7):
        same = Counter(days[(weekday - on.weekday()) % 7 :: 7])
        usual = same.most_common(1)[0][0] if same else ()
        found.append(tuple((_clock(first), _clock(last)) for first, last in usual))
    return tuple(found)


def _clock(second: int) -> str:
    return f"{second // 3600:02d}:{second % 3600 // 60:02d}"
