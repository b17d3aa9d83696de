"""Phrases out of plain data: what a stored trace or letter keeps for another language.

A text or number is itself; anything else is an object that says what it is: ``{"phrase": template, "facts": {…}}``
(with ``context`` where it has one), ``{"list": […], "between": ", "}``, ``{"day": "2026-05-06"}``, ``{"weekday": 2}``,
``{"moment": ["2026-05-06", 61200]}`` (a day and its second), ``{"office_time": 12000}`` (seconds), ``{"money": 12000}``
(đồng), ``{"term": "15 working days"}``.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from motcua.core.phrase import Listing, Money, Phrase, Value
from motcua.core.refusal import Refused
from motcua.core.worktime.facts import Day, Length, Moment, OfficeTime, Weekday
from motcua.core.worktime.term import Term


def from_data(data: Any) -> Value:
    """Return what ``phrase.to_data`` wrote; raises ``ValueError`` for anything else."""
    if isinstance(data, str) or (isinstance(data, int) and not isinstance(data, bool)):
        return data
    try:
        kind = next(iter(data.keys() & _READERS.keys()))
        return _READERS[kind](data)
    except (AttributeError, StopIteration, LookupError, TypeError, ValueError, Refused) as wrong:
        raise ValueError(f"not a stored phrase: {data!r}"[:200]) from wrong


def phrase_from(data: Any) -> Phrase:
    """Return a stored phrase; raises ``ValueError`` for anything else."""
    found = from_data(data)
    if not isinstance(found, Phrase):
        raise ValueError(f"not a stored phrase: {data!r}"[:200])
    return found


def _phrase(data: Mapping[str, Any]) -> Phrase:
    facts = {str(name): from_data(value) for name, value in data.get("facts", {}).items()}
    return Phrase(str(data["phrase"]), **facts).within(str(data.get("context", "")))


_READERS: dict[str, Callable[[Any], Value]] = {
    "phrase": _phrase,
    "list": lambda data: Listing(tuple(from_data(item) for item in data["list"]), str(data["between"])),
    "day": lambda data: Day(date.fromisoformat(data["day"])),
    "weekday": lambda data: Weekday(int(data["weekday"])),
    "moment": lambda data: Moment(Day(date.fromisoformat(data["moment"][0])), int(data["moment"][1])),
    "office_time": lambda data: OfficeTime(int(data["office_time"])),
    "money": lambda data: Money(int(data["money"])),
    "term": lambda data: Length(Term.parse(data["term"])),
}
