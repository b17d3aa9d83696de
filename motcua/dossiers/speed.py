"""How long results really took, from the facts: what a citizen may expect, beside what the law allows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from django.db import connection

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.refusal import Refused
from motcua.core.rules import Answers
from motcua.core.worktime import Calendar
from motcua.core.worktime.vietnamese import LOCAL, local
from motcua.dossiers.models import DossierFact
from motcua.dossiers.places import competent_for
from motcua.procedures import ports
from motcua.worktime import queries as worktime

DAYS: Final = 90
FEWEST: Final = 10
NEWEST: Final = 1000
SHARE: Final = 8
RETRY_SECONDS: Final = 600


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which dossiers the pace is asked; ``unit`` empty means those of the whole province, ``case`` of all cases."""

    procedure: str
    case: str
    unit: str
    working: bool


class FactsPace:
    """Fulfils ``procedures.ports.Paces`` from the facts of dossiers."""

    def pace(
        self, definition: ProcedureDefinition, case: str, answers: Answers, place: str, at: datetime
    ) -> ports.Pace | None:
        """Return the pace up to the end of yesterday; worked out once a day, and again where there was too little."""
        day = local(at).date()
        unit = _unit(definition, answers, place, day)
        if unit is None:
            return None
        cases = [one for one in definition.cases if not case or one.code == case]
        working = all(part.unit != "days" for one in cases for part in one.term.parts)
        asked = Asked(definition.code, case, unit, working)
        here = str(connection.settings_dict["NAME"])
        return _kept.get((here, asked, day)) or _lately(here, asked, day, int(at.timestamp()) // RETRY_SECONDS)


def _unit(definition: ProcedureDefinition, answers: Answers, place: str, day: date) -> str | None:
    if not place:
        return ""
    try:
        return competent_for(definition, answers, place, day)
    except Refused:
        return None


_kept: dict[tuple[str, Asked, date], ports.Pace] = {}


@lru_cache(maxsize=2048)
def _lately(here: str, asked: Asked, day: date, _time: int) -> ports.Pace | None:
    found = measured(asked, day)
    if found is not None:
        for old in [key for key in _kept if key[2] != day]:
            _kept.pop(old, None)
        _kept[here, asked, day] = found
    return found


def measured(asked: Asked, day: date) -> ports.Pace | None:
    """Return within how many days at least eight in ten results were ready; None under ten dossiers.

    Counted are the newest thousand dossiers whose result was ready in the ninety days before ``day``, from the day of
    reception to the day of the result, days in which the applicant was asked for papers included: so long people
    really waited.
    """
    until = datetime.combine(day, time.min, LOCAL)
    found = DossierFact.objects.filter(procedure=asked.procedure, finished_at__lt=until, received_at__isnull=False)
    found = found.filter(finished_at__gte=until - timedelta(DAYS))
    if asked.unit:
        found = found.filter(competent_unit=asked.unit)
    if asked.case:
        found = found.filter(case=asked.case)
    rows = found.order_by("-finished_at").values_list("competent_unit", "received_at", "finished_at")[:NEWEST]
    took = sorted(
        _days(
            ((unit, local(since).date(), local(ready).date()) for unit, since, ready in rows if since and ready), asked
        )
    )
    if len(took) < FEWEST:
        return None
    enough = took[-(-len(took) * SHARE // 10) - 1]
    return ports.Pace(len(took), sum(days <= enough for days in took) * 10 // len(took), enough, asked.working)


def _days(waits: Iterable[tuple[str, date, date]], asked: Asked) -> Iterable[int]:
    """Yield how many days each wait took, day 0 not counted; working days by the calendar of the unit."""
    calendars: dict[str, Calendar | None] = {}
    for unit, since, ready in waits:
        if unit not in calendars:
            calendars[unit] = _calendar(unit) if asked.working else None
        calendar = calendars[unit]
        yield (ready - since).days if calendar is None else _working_days(calendar, since, ready)


def _calendar(unit: str) -> Calendar | None:
    try:
        return worktime.calendar_for(unit)
    except Refused:
        return None


def _working_days(calendar: Calendar, since: date, ready: date) -> int:
    first, last = (since - calendar.first).days, (ready - calendar.first).days
    if first < 0 or last >= len(calendar.through):
        return (ready - since).days
    return calendar.through[last] - calendar.through[first]


def register() -> None:
    """Let the register ask."""
    ports.register_paces(FactsPace())
