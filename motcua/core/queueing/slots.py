"""Slots of an appointment book, cut from the office hours of a day, and how a booked person joins the line."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from motcua.core.worktime.calendar import Calendar

Arrival = Literal["early", "on_time", "late"]


@dataclass(frozen=True, slots=True)
class BookingRule:
    """The book of a unit: length of a slot and people in it by minutes and number, how far ahead, how many a phone.

    ``early`` and ``late`` are the minutes around the slot's begin in which an arrival is on time.
    """

    minutes: int = 30
    capacity: int = 2
    days_ahead: int = 14
    per_phone: int = 2
    early: int = 30
    late: int = 15
    kept_days: int = 30


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot: from when to when."""

    start: datetime
    end: datetime


def office_periods(calendar: Calendar, day: date) -> list[tuple[datetime, datetime]]:
    """Return the office hours of a day as moments; none on a day off or beyond the calendar."""
    index = (day - calendar.first).days
    if not 0 <= index < len(calendar.periods):
        return []
    midnight = datetime(day.year, day.month, day.day, tzinfo=calendar.origin.tzinfo)
    return [(midnight + timedelta(seconds=a), midnight + timedelta(seconds=b)) for a, b in calendar.periods[index]]


def slots_of(calendar: Calendar, day: date, rule: BookingRule) -> list[Slot]:
    """Return the whole slots that fit into the office hours of a day."""
    length, found = timedelta(minutes=rule.minutes), list[Slot]()
    for opens, closes in office_periods(calendar, day):
        start = opens
        while start + length <= closes:
            found.append(Slot(start, start + length))
            start += length
    return found


def arrival(slot: datetime, at: datetime, rule: BookingRule) -> Arrival:
    """Say how somebody comes who is booked for a slot."""
    if at < slot - timedelta(minutes=rule.early):
        return "early"
    return "on_time" if at <= slot + timedelta(minutes=rule.late) else "late"
