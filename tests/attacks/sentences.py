"""A second calculator of due dates, written from the sentences of the clock's contract and the calendar files alone.

It counts day by day and minute by minute, slowly and plainly, and imports nothing of Motcua.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

DEFINITIONS = Path(__file__).resolve().parents[2] / "definitions" / "calendars"
NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = timedelta(days=1)
MIDNIGHT = time()
Span = tuple[datetime, datetime]


class Office:
    """The days and hours of one unit, as its two files tell them."""

    def __init__(self, days: str = "vn", hours: str = "H37") -> None:
        """Read both files."""
        told = yaml.safe_load((DEFINITIONS / f"{days}.yaml").read_text())
        own = yaml.safe_load((DEFINITIONS / f"{hours}.yaml").read_text())
        self.kinds = {line["date"]: line["kind"] for line in told["days"]}
        self.like = NAMES.index(own["make_up_like"])
        self.week = {NAMES.index(name): row["periods"] for row in own["hours"] for name in row["weekdays"]}

    def spans(self, day: date) -> list[Span]:
        """Return the office hours of a day, none on a day off."""
        kind = self.kinds.get(day)
        if kind in ("holiday", "day_off"):
            return []
        weekday = self.like if kind == "working" else day.weekday()
        found = []
        for period in self.week.get(weekday, ()):
            first, last = (time.fromisoformat(part) for part in period.split("-"))
            found.append((datetime.combine(day, first), datetime.combine(day, last)))
        return found

    def works(self, day: date) -> bool:
        """Tell whether the office opens on this day."""
        return bool(self.spans(day))

    def close(self, day: date) -> datetime:
        """Return when the office closes on a working day."""
        return self.spans(day)[-1][1]

    def next_working(self, day: date) -> date:
        """Return the first working day after this one."""
        day += DAY
        while not self.works(day):
            day += DAY
        return day

    def share(self, day: date, part: Fraction) -> datetime:
        """Return when that share of the day's own office minutes is used up."""
        total = sum((last - first for first, last in self.spans(day)), timedelta())
        return self.spend(datetime.combine(day, MIDNIGHT), timedelta(seconds=float(total.total_seconds() * part)))

    def spend(self, start: datetime, amount: timedelta) -> datetime:
        """Return when so much office time is used up from here; at the end of a period it ends there."""
        day = start.date()
        while True:
            for first, last in self.spans(day):
                room = last - max(first, start)
                if room <= timedelta():
                    continue
                if amount <= room:
                    return max(first, start) + amount
                amount -= room
            day += DAY

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the office time between two moments."""
        total, day = timedelta(), start.date()
        while day <= end.date():
            for first, last in self.spans(day):
                total += max(min(last, end) - max(first, start), timedelta())
            day += DAY
        return total


Pause = tuple[datetime, datetime | None]


def stands(moment: datetime, pauses: Sequence[Pause]) -> bool:
    """Tell whether the clock stands still at a moment."""
    return any(start <= moment and (end is None or moment < end) for start, end in pauses)


def resumed_after(day: date, close: datetime, pauses: Sequence[Pause]) -> bool:
    """Tell whether the day became day 0 of the rest before it could be counted."""
    return any(end is not None and end.date() == day and end <= close for _start, end in pauses)


def counted(office: Office, received: date, pauses: Sequence[Pause], *, working: bool) -> Iterator[date]:
    """Give the days that count, the day of receipt being day 0."""
    last_known = max([end.date() for _start, end in pauses if end] + [received])
    opened = any(end is None for _start, end in pauses)
    day = received
    while True:
        day += DAY
        if opened and day > last_known + timedelta(days=4000):
            return
        if working and not office.works(day):
            continue
        end = office.close(day) if working else day_end(day) - timedelta(seconds=1)
        if stands(end, pauses) or resumed_after(day, end, pauses):
            continue
        yield day


def moved(office: Office, received: datetime, rules: str) -> datetime:
    """Return the receipt as a rule set moves it."""
    if rules not in {"decree-297-2025", "decree-63-2024"}:
        return received
    opening = time(8) if rules == "decree-297-2025" else None
    late = not office.works(received.date())
    if not late and rules == "decree-297-2025":
        close = office.close(received.date())
        late = received > datetime.combine(received.date(), time(17)) or close - timedelta(hours=1) <= received <= close
    if not late and rules == "decree-63-2024":
        late = received > datetime.combine(received.date(), time(15))
    if not late:
        return received
    day = office.next_working(received.date())
    return datetime.combine(day, opening) if opening else office.spans(day)[0][0]


def in_days(
    office: Office, amount: Fraction, received: datetime, pauses: Sequence[Pause], *, working: bool
) -> datetime | None:
    """Return the due moment of a term in days: whole days end with the office, a share within its own day."""
    days = counted(office, received.date(), pauses, working=working)
    whole, part = int(amount), amount - int(amount)
    day = received.date()
    for _ in range(whole):
        found = next(days, None)
        if found is None:
            return None
        day = found
    if not part:
        return last(office, day, pauses)
    while True:
        day += DAY
        if not office.works(day):
            continue
        moment = office.share(day, part)
        before = moment - timedelta(seconds=1)
        if any(end is None and start <= before for start, end in pauses):
            return None
        if not stands(before, pauses) and not resumed_after(day, moment, pauses):
            return moment


def last(office: Office, day: date, pauses: Sequence[Pause]) -> datetime | None:
    """Return the close of the last day; a day off moves on, and the term runs until that next working day is over."""
    if office.works(day):
        return office.close(day)
    moved_to = office.next_working(day)
    begun, ended = day_end(day), day_end(moved_to)
    for start, end in sorted(pauses, key=lambda pause: pause[0]):
        if begun <= start < ended:
            return None if end is None else last_after(office, end, pauses)
    return office.close(moved_to)


def last_after(office: Office, resumed: datetime, pauses: Sequence[Pause]) -> datetime | None:
    """Return the end of a term of which only its last day is left when it goes on again."""
    return in_days(office, Fraction(1), resumed, [pause for pause in pauses if pause[0] >= resumed], working=False)


def day_end(day: date) -> datetime:
    """Return the end of a day."""
    return datetime.combine(day + DAY, MIDNIGHT)


def in_hours(office: Office, amount: Fraction, received: datetime, pauses: Sequence[Pause]) -> datetime | None:
    """Return the due moment of a term in working hours: what runs while the clock stands still is not used up."""
    left, start = timedelta(hours=float(amount)), received
    for halt, end in sorted(pauses, key=lambda pause: pause[0]):
        used = office.between(start, halt)
        if used >= left:
            break
        left -= used
        if end is None:
            return None
        start = max(start, end)
    return office.spend(start, left)


def same_day(office: Office, received: datetime) -> datetime:
    """Return the due moment of a same-day procedure: after 15:00 it is the next working day."""
    day = received.date()
    if not office.works(day) or received > datetime.combine(day, time(15)):
        day = office.next_working(day)
    return office.close(day)


def due(office: Office, question: dict[str, Any]) -> datetime | None:
    """Answer one question of a batch."""
    received = datetime.fromisoformat(question["received"])
    pauses: list[Pause] = [
        (datetime.fromisoformat(start), datetime.fromisoformat(end) if end else None)
        for start, end in question.get("pauses", [])
    ]
    if question["term"] == "same day":
        return same_day(office, received)
    number, unit = question["term"].split(" ", 1)
    amount = Fraction(number)
    received = moved(office, received, question.get("rules", "default"))
    if "hour" in unit:
        return in_hours(office, amount, received, pauses)
    return in_days(office, amount, received, pauses, working="working" in unit)
