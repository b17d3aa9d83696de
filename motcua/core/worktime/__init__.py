"""The legal clock: calendar, term, rule set, deadline with its trace, and the three clocks of a dossier."""

from motcua.core.worktime.calendar import Calendar
from motcua.core.worktime.deadline import Deadline, capped, deadline
from motcua.core.worktime.events import ClockEvent
from motcua.core.worktime.minutes import Remaining, add_minutes, office_minutes_between, remaining
from motcua.core.worktime.rules import CIVIL_CODE_RULES, RuleSet
from motcua.core.worktime.statistical import Statistical, Supplement, statistical, supplements_of
from motcua.core.worktime.summary import summary
from motcua.core.worktime.term import Term
from motcua.core.worktime.trace import Line

__all__ = [
    "CIVIL_CODE_RULES",
    "Calendar",
    "ClockEvent",
    "Deadline",
    "Line",
    "Remaining",
    "RuleSet",
    "Statistical",
    "Supplement",
    "Term",
    "add_minutes",
    "capped",
    "deadline",
    "office_minutes_between",
    "remaining",
    "statistical",
    "summary",
    "supplements_of",
]
