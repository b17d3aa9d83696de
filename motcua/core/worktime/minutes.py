"""Office time between moments: how much has passed, how much is left ("còn 1 ngày 3 giờ")."""

from dataclasses import dataclass
from datetime import datetime

from motcua.core.worktime.calendar import DAY, Calendar


@dataclass(frozen=True, slots=True)
class Remaining:
    """Office time until a due moment, or since it (``late``): whole working days, hours and minutes."""

    late: bool
    days: int
    hours: int
    minutes: int

    def vi(self) -> str:
        """Return ``còn 1 ngày 3 giờ``, ``quá hạn 2 giờ``, ``vừa đến hạn``."""
        parts = [f"{n} {word}" for n, word in ((self.days, "ngày"), (self.hours, "giờ")) if n]
        if self.minutes and not self.days:
            parts.append(f"{self.minutes} phút")
        if not parts:
            return "vừa quá hạn" if self.late else "còn dưới 1 phút"
        return ("quá hạn " if self.late else "còn ") + " ".join(parts)


def office_minutes_between(calendar: Calendar, start: datetime, end: datetime) -> int:
    """Return the whole office minutes between two moments (negative if ``end`` comes first)."""
    seconds = calendar.office_seconds_before(calendar.second(end)) - calendar.office_seconds_before(
        calendar.second(start)
    )
    return seconds // 60 if seconds >= 0 else -(-seconds // 60)


def add_minutes(calendar: Calendar, at: datetime, minutes: int) -> datetime:
    """Return when so many office minutes, counted from the next office minute, are used up."""
    start = calendar.next_office_minute(calendar.second(at))
    return calendar.at(calendar.used_up(start, minutes * 60) if minutes > 0 else start)


def remaining(calendar: Calendar, now: datetime, due: datetime) -> Remaining:
    """Return the office time from ``now`` to ``due``; a working day counts as one whatever its length."""
    late = now > due
    first, last = sorted((calendar.second(now), calendar.second(due)))
    share = calendar.position(last) - calendar.position(first)
    days = share.numerator // share.denominator
    rest = share - days
    day = last // DAY if calendar.periods[last // DAY] else calendar.working[max(0, calendar.through[last // DAY] - 1)]
    hours, minutes = divmod(int(rest * calendar.seconds_of_day[day]) // 60, 60)
    return Remaining(late, days, hours, minutes)
