"""The facts of a trace that each language writes its own way: days, moments, times of day, lengths of time."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from motcua.core.worktime.term import Term
from motcua.core.worktime.vietnamese import WEEKDAYS, duration, local, long_date, second_of_day


class Day:
    """A day with its name, written out once: a calendar keeps one of each of its days."""

    __slots__ = ("_vi", "day")

    def __init__(self, day: date) -> None:
        self.day = day
        self._vi = long_date(day)

    def as_data(self) -> Mapping[str, Any]:
        """Return the day in ISO form."""
        return {"day": self.day.isoformat()}

    def __str__(self) -> str:
        return self._vi

    def __format__(self, spec: str) -> str:
        return self._vi

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Day) and other.day == self.day

    def __hash__(self) -> int:
        return hash(self.day)


class Weekday(NamedTuple):
    """The name of a day of the week, 0 for Monday."""

    number: int

    def as_data(self) -> Mapping[str, Any]:
        """Return the number."""
        return {"weekday": self.number}

    def __str__(self) -> str:
        return WEEKDAYS[self.number]


class Moment(NamedTuple):
    """A second of a day; 86400 is the end of that day."""

    day: Day
    second: int

    @classmethod
    def of(cls, at: datetime) -> "Moment":
        """Return an aware moment in Vietnam's time."""
        here = local(at)
        return cls(Day(here.date()), here.hour * 3600 + here.minute * 60)

    def as_data(self) -> Mapping[str, Any]:
        """Return day and second."""
        return {"moment": [self.day.day.isoformat(), self.second]}

    def __str__(self) -> str:
        return f"{second_of_day(self.second)} {self.day}"


class OfficeTime(NamedTuple):
    """A length of office time in seconds."""

    seconds: int

    def as_data(self) -> Mapping[str, Any]:
        """Return the seconds."""
        return {"office_time": self.seconds}

    def __str__(self) -> str:
        return duration(self.seconds)


class Length(NamedTuple):
    """A term of law as a fact (a term by itself is written in its canonical English)."""

    term: Term

    def as_data(self) -> Mapping[str, Any]:
        """Return the canonical form."""
        return {"term": str(self.term)}

    def __str__(self) -> str:
        return self.term.vi()
