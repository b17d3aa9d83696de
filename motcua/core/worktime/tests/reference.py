"""The clock once more, as simply as it can be: day by day and minute by minute, without arrays or shortcuts.

Written from the words of the rules, not from the code it checks. Slow on purpose.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import ceil

from motcua.core.worktime import RuleSet, Term
from motcua.core.worktime.vietnamese import LOCAL

Minutes = list[tuple[time, time]]
Hours = Callable[[date], Minutes]
Pause = tuple[datetime, datetime | None]
FOREVER = datetime(2030, 1, 1, tzinfo=LOCAL)
LAST = date(2027, 12, 31)
MINUTES_OF: dict[tuple[date, time, time], list[datetime]] = {}


class Reference:
    """One reckoning. ``hours(day)`` gives the office periods of a day, none on a day off."""

    def __init__(self, hours: Hours, rules: RuleSet, received: datetime, pauses: list[Pause]) -> None:
        self.hours, self.rules = hours, rules
        self.receipt = self._receipt(received)
        self.pauses = [(max(a, self.receipt), max(b or FOREVER, self.receipt)) for a, b in pauses]

    def due(self, term: Term) -> datetime | None:
        """Return the due moment, ``None`` if the clock stands still for ever."""
        if term.unit == "working_hours":
            return self._hours(int(term.amount * 60))
        if term.unit == "same_day":
            return self._same_day()
        if self.rules.whole_days == "office_minutes" and term.unit == "working_days":
            return self._shares(term.amount)
        return self._days(term.amount, working=term.unit == "working_days")

    def _works(self, day: date) -> bool:
        return bool(self.hours(day))

    def _close(self, day: date) -> datetime:
        return datetime.combine(day, self.hours(day)[-1][1], LOCAL)

    def _open(self, day: date) -> datetime:
        return datetime.combine(day, self.hours(day)[0][0], LOCAL)

    def _next_working(self, day: date) -> date:
        day += timedelta(days=1)
        while not self._works(day):
            day += timedelta(days=1)
        return day

    def _receipt(self, received: datetime) -> datetime:
        rules, day = self.rules, received.date()
        midnight = datetime.combine(day, time(), LOCAL)
        moves = not self._works(day) and rules.receipt_on_day_off == "move"
        if rules.receipt_cutoff is not None and received > midnight + timedelta(seconds=rules.receipt_cutoff):
            moves = True
        if self._works(day) and rules.receipt_last_minutes:
            moves = moves or received >= self._close(day) - timedelta(minutes=rules.receipt_last_minutes)
        if not moves:
            return received
        following = self._next_working(day)
        if rules.receipt_moved_to is None:
            return self._open(following)
        return datetime.combine(following, time(), LOCAL) + timedelta(seconds=rules.receipt_moved_to)

    def _stands(self, day: date, end: datetime, *, including: bool) -> bool:
        """Whether a pause takes this day: it began before the day's end and went on to this day or later."""
        return any((start <= end if including else start < end) and stop.date() >= day for start, stop in self.pauses)

    def _days(self, amount: Fraction, *, working: bool) -> datetime | None:
        day, left = self.receipt.date(), amount
        while day < LAST:
            day += timedelta(days=1)
            if working and not self._works(day):
                continue
            midnight = datetime.combine(day + timedelta(days=1), time(), LOCAL)
            if 0 < left < 1:
                if self._works(day):
                    due = self._minutes_into(day, left)
                    if not self._stands(day, due, including=False):
                        return due
                continue
            if working and self._stands(day, self._close(day), including=True):
                continue
            if not working and self._stands(day, midnight, including=False):
                continue
            left = max(left - 1, Fraction(0))
            if left == 0 and self._works(day):
                return self._close(day)
        return None

    def _minutes_into(self, day: date, share: Fraction) -> datetime:
        minutes = [m for a, b in self.hours(day) for m in _minutes(day, a, b)]
        return minutes[ceil(share * len(minutes)) - 1] + timedelta(minutes=1)

    def _office(self) -> Iterator[datetime]:
        """Every office minute from the receipt on in which the clock runs."""
        day = self.receipt.date()
        while day <= LAST:
            for a, b in self.hours(day):
                for minute in _minutes(day, a, b):
                    if minute >= self.receipt and not any(s <= minute < e for s, e in self.pauses):
                        yield minute
            day += timedelta(days=1)

    def _hours(self, left: int) -> datetime | None:
        for minute in self._office():
            left -= 1
            if left == 0:
                return minute + timedelta(minutes=1)
        return None

    def _shares(self, left: Fraction) -> datetime | None:
        for minute in self._office():
            left -= Fraction(1, sum(len(_minutes(minute.date(), a, b)) for a, b in self.hours(minute.date())))
            if left <= 0:
                return minute + timedelta(minutes=1)
        return None

    def _same_day(self) -> datetime | None:
        start = self.receipt
        while True:
            day = start.date()
            cutoff = datetime.combine(day, time(15), LOCAL)
            if not self._works(day) or start > cutoff or start >= self._close(day):
                day = self._next_working(day)
            due = self._close(day)
            stops = [e for s, e in self.pauses if s <= due and e > start]
            if not stops:
                return due
            if min(stops) == FOREVER:
                return None
            start = min(stops)


def _minutes(day: date, start: time, end: time) -> list[datetime]:
    found = MINUTES_OF.get((day, start, end))
    if found is None:
        first = datetime.combine(day, start, LOCAL)
        count = (datetime.combine(day, end, LOCAL) - first) // timedelta(minutes=1)
        found = MINUTES_OF[day, start, end] = [first + timedelta(minutes=i) for i in range(count)]
    return found
