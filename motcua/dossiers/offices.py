"""What a citizen's page says of an office: its name, telephone, address and hours; remembered for a minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from motcua.core.refusal import Refused
from motcua.core.worktime.calendar import DAY
from motcua.people import queries as people
from motcua.worktime import queries as worktime

KEPT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Office:
    """An office as a person looks for it."""

    code: str
    name: str
    phone: str
    address: str


def office(code: str, at: datetime) -> Office:
    """Return an office; a code that nobody knows (any more) stands for itself."""
    return _office(code, int(at.timestamp()) // KEPT_SECONDS)


@lru_cache(maxsize=1024)
def _office(code: str, minute: int) -> Office:
    try:
        found = people.unit(code)
    except Refused:
        return Office(code, code, "", "")
    return Office(code, found.name, found.phone, found.address)


def hours(code: str, day: date, at: datetime) -> str:
    """Return the office hours of a unit on the first working day from ``day`` on: "07:30–11:30, 13:00–17:00"."""
    return _hours(code, day, int(at.timestamp()) // KEPT_SECONDS)


@lru_cache(maxsize=1024)
def _hours(code: str, day: date, minute: int) -> str:
    try:
        calendar = worktime.calendar_for(code)
    except Refused:
        return ""
    offset = (day - calendar.first).days
    for later in range(14):
        if 0 <= offset + later < len(calendar.periods) and calendar.periods[offset + later]:
            return ", ".join(f"{_clock(start)}–{_clock(end)}" for start, end in calendar.periods[offset + later])
    return ""


def closing(code: str, at: datetime) -> datetime | None:
    """Return the close of office of the day of a moment, None on a day off or outside the calendar."""
    try:
        calendar = worktime.calendar_for(code)
        day = calendar.second(at) // DAY
    except Refused:
        return None
    return calendar.at(calendar.closing[day]) if calendar.periods[day] else None


def _clock(second: int) -> str:
    return f"{second // 3600}:{second % 3600 // 60:02d}"
