"""The clocks of publishing a procedure: decided long enough before it takes effect, public and received soon after.

NĐ 63/2010/NĐ-CP asks a province to decide at least 5 days before effect, QĐ 766/QĐ-TTg counts working days and wants it
public within 5 of them; provinces order the electronic process within 3. All of it is dated data (``PublishingRules``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from motcua.core.refusal import Refused
from motcua.core.worktime import Calendar, Term

ClockCode = Literal["before_effect", "public", "e_process"]
State = Literal["unknown", "running", "soon", "late", "met", "met_late"]
SOON: Final = 2


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One clock: how long, and who says so."""

    code: ClockCode
    term: Term
    source: str
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """A role in a unit: who is asked, or who may approve."""

    unit: str
    role: str


@dataclass(frozen=True, slots=True)
class PublishingRules:
    """How a province publishes, from a day on: its clocks, who reviews and within what time, who approves.

    ``four_eyes``: whoever wrote in a draft does not approve it. ``reviewers`` are offered first when a draft is sent;
    others can be asked as well.
    """

    valid_from: date
    clocks: tuple[ClockRule, ...]
    calendar_of: str
    keeper: str
    review_within: Term
    approval_within: Term
    four_eyes: bool
    review_required: bool
    approvers: tuple[Office, ...]
    reviewers: tuple[Office, ...]
    source: str = ""

    def clock(self, code: ClockCode) -> ClockRule | None:
        """Return the rule of a clock, None where this province has none."""
        return next((rule for rule in self.clocks if rule.code == code), None)


@dataclass(frozen=True, slots=True)
class Dates:
    """What the clocks read: what was decided or planned, and what has been done, None where it has not."""

    effective: date | None = None
    decided: date | None = None
    public: date | None = None
    received: date | None = None
    receivable: bool = True


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock on a day: ``days`` left until ``due`` (0 on the last day), or late, in the unit of the rule.

    State unknown: the day from which it counts is not known yet, or the calendar ends before.
    """

    rule: ClockRule
    state: State
    due: date | None = None
    done: date | None = None
    days: int = 0

    @property
    def code(self) -> ClockCode:
        """Return which clock it is."""
        return self.rule.code

    @property
    def open(self) -> bool:
        """Tell whether something is still to be done."""
        return self.state in ("running", "soon", "late")

    @property
    def is_late(self) -> bool:
        """Tell whether it is or was too late."""
        return self.state in ("late", "met_late")


def rules_on(versions: Iterable[PublishingRules], on: date) -> PublishingRules:
    """Return the rules in force on a day, the first ones for a day before all of them."""
    known = sorted(versions, key=lambda rules: rules.valid_from)
    return next((rules for rules in reversed(known) if rules.valid_from <= on), known[0])


def clocks(rules: PublishingRules, dates: Dates, calendar: Calendar, today: date) -> tuple[Clock, ...]:
    """Return where each clock stands on a day."""
    return tuple(_clock(rule, dates, calendar, today) for rule in rules.clocks if _applies(rule, dates))


def _applies(rule: ClockRule, dates: Dates) -> bool:
    return rule.code != "e_process" or dates.receivable


def _clock(rule: ClockRule, dates: Dates, calendar: Calendar, today: date) -> Clock:
    done = {"before_effect": dates.decided, "public": dates.public, "e_process": dates.received}[rule.code]
    try:
        due = _due(rule, dates, calendar)
        if due is None:
            return Clock(rule, "unknown", done=done)
        reached = done or today
        late = count(calendar, due, reached, rule.term)
        if done is not None:
            return Clock(rule, "met_late" if late else "met", due, done, late)
        left = count(calendar, today, due, rule.term)
        state: State = "late" if late else "soon" if left <= SOON else "running"
        return Clock(rule, state, due, None, late or left)
    except Refused:
        return Clock(rule, "unknown", done=done)


def _due(rule: ClockRule, dates: Dates, calendar: Calendar) -> date | None:
    if rule.code == "before_effect":
        return None if dates.effective is None else before(calendar, dates.effective, rule.term)
    return None if dates.decided is None else after(calendar, dates.decided, rule.term)


def after(calendar: Calendar, day: date, term: Term) -> date:
    """Return the last day of a term of whole days that begins the day after ``day`` (Bộ luật Dân sự 2015 Đ147)."""
    if term.unit == "days":
        return day + timedelta(term.whole)
    return calendar.days[calendar.nth_working_day(_through(calendar, day) + term.whole - 1)]


def before(calendar: Calendar, day: date, term: Term) -> date:
    """Return the last day that lies a term of whole days before ``day``: 5 working days, the fifth one before it."""
    if term.unit == "days":
        return day - timedelta(term.whole)
    index = _through(calendar, day - timedelta(1)) - term.whole
    if index < 0:
        raise calendar.outside(day.year - 1)
    return calendar.days[calendar.working[index]]


def count(calendar: Calendar, first: date, last: date, term: Term) -> int:
    """Return how many days of the term's unit lie after ``first``, through ``last``; 0 where ``last`` is not later."""
    if last <= first:
        return 0
    if term.unit == "days":
        return (last - first).days
    return _through(calendar, last) - _through(calendar, first)


def _through(calendar: Calendar, day: date) -> int:
    """Return how many working days the calendar has through a day."""
    offset = (day - calendar.first).days
    if not 0 <= offset < len(calendar.through):
        raise calendar.outside(day.year)
    return calendar.through[offset]
