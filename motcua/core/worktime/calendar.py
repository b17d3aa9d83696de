"""A unit's working calendar, compiled to arrays: office periods, days off and make-up days of the years it covers."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction

from motcua.core.phrase import Phrase, named
from motcua.core.refusal import Refused
from motcua.core.worktime.facts import Day
from motcua.core.worktime.trace import Line
from motcua.core.worktime.vietnamese import LOCAL

DAY = 86400
REMEMBERED = 30  # the numbers up to which a day's line is kept: most terms are short and ask for the same lines
Periods = tuple[tuple[int, int], ...]


class DayOff:
    """Why an office doesn't work on a day, and who says so."""

    __slots__ = ("kind", "reason", "source")

    def __init__(self, kind: str, reason: Phrase, source: str | None) -> None:
        self.kind = kind  # "holiday", "day_off" (swapped), "weekend", "closed"
        self.reason = reason
        self.source = source


class Calendar:
    """Office time of one unit. Moments are counted in whole local seconds since midnight of the first day.

    Immutable after it is built. ``version`` names the stored versions it was built from.
    """

    __slots__ = (
        "before",
        "closing",
        "code",
        "counted_lines",
        "days",
        "ends",
        "first",
        "kept",
        "name",
        "names",
        "notes",
        "off",
        "off_lines",
        "opening",
        "origin",
        "periods",
        "provisional",
        "seconds_of_day",
        "starts",
        "through",
        "version",
        "working",
    )

    def __init__(
        self,
        code: str,
        name: str,
        first: date,
        periods: Sequence[Periods],
        off: Mapping[int, DayOff],
        *,
        provisional: Mapping[int, str],
        notes: Mapping[int, Line] | None = None,
        version: str = "",
    ) -> None:
        self.code, self.name, self.version = code, name, version
        self.first = first
        self.origin = datetime(first.year, first.month, first.day, tzinfo=LOCAL)
        self.periods = tuple(periods)
        self.off = dict(off)
        self.provisional = dict(provisional)
        self.notes = dict(notes or {})
        self.days = [first + timedelta(days=i) for i in range(len(self.periods))]
        self.names = [Day(day) for day in self.days]
        self.off_lines = [self._off_line(i) for i in range(len(self.days))]
        self.counted_lines: dict[int, Line] = {}
        self.kept: dict[tuple[str, int], Phrase] = {}
        self._compile()

    def _compile(self) -> None:
        self.working: list[int] = []
        self.through: list[int] = []
        self.opening: list[int] = []
        self.closing: list[int] = []
        self.seconds_of_day: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.before: list[int] = [0]
        for i, periods in enumerate(self.periods):
            if periods:
                self.working.append(i)
            self.through.append(len(self.working))
            self.opening.append(i * DAY + periods[0][0] if periods else -1)
            self.closing.append(i * DAY + periods[-1][1] if periods else -1)
            self.seconds_of_day.append(sum(end - start for start, end in periods))
            for start, end in periods:
                self.starts.append(i * DAY + start)
                self.ends.append(i * DAY + end)
                self.before.append(self.before[-1] + end - start)

    def _off_line(self, i: int) -> Line | None:
        if self.periods[i]:
            return None
        off = self.off[i]
        said = Phrase("{day}: {why}, không tính.", day=self.names[i], why=off.reason)
        return Line("skipped", self.days[i], said, off.source)

    def counted_line(self, day: int, number: int) -> Line:
        """Return the line of the working day that counts as the ``number``-th of a term."""
        said = Phrase("{day}: tính, ngày làm việc thứ {number}.", day=self.names[day], number=number)
        line = Line("counted", self.days[day], said)
        if number <= REMEMBERED:
            self.counted_lines[day << 10 | number] = line
        return line

    @property
    def last(self) -> date:
        """The last day the calendar knows."""
        return self.days[-1]

    def second(self, at: datetime) -> int:
        """Return an aware moment as seconds since the first day; refuses years the calendar doesn't cover."""
        if at.tzinfo is None:
            raise Refused("naive_time", "Thời điểm thiếu múi giờ.", "Ghi thời điểm theo giờ Việt Nam (+07:00).")
        here = at if at.tzinfo is LOCAL else at.astimezone(LOCAL)
        day = here.toordinal() - self.first.toordinal()
        if not 0 <= day < len(self.days):
            raise self.outside(here.year)
        # A started second is a whole one: 15:00:00.5 is after 15:00.
        return day * DAY + here.hour * 3600 + here.minute * 60 + here.second + (here.microsecond > 0)

    def at(self, second: int) -> datetime:
        """Return seconds since the first day as a local moment."""
        return self.origin + timedelta(seconds=second)

    def outside(self, year: int) -> Refused:
        """Say which years are covered and who can add one."""
        return Refused(
            "outside_calendar",
            Phrase(
                "Lịch làm việc “{calendar}” chỉ có từ {first} đến {last}; không tính được sang năm {year}.",
                calendar=named(self.name),
                first=f"{self.first:%d/%m/%Y}",
                last=f"{self.last:%d/%m/%Y}",
                year=year,
            ),
            "Quản trị hệ thống công bố lịch nghỉ, làm bù của năm còn thiếu rồi tính lại.",
            year=year,
        )

    def nth_working_day(self, index: int) -> int:
        """Return the day offset of the working day with this index (0 = the first of the calendar)."""
        if index >= len(self.working):
            raise self.outside(self.last.year + 1)
        return self.working[index]

    def next_working_day(self, day: int) -> int:
        """Return the first working day after ``day``."""
        return self.nth_working_day(self.through[day])

    def office_seconds_before(self, second: int) -> int:
        """Return how many office seconds lie before a moment."""
        i = bisect_right(self.starts, second)
        if i == 0:
            return 0
        return self.before[i - 1] + min(second, self.ends[i - 1]) - self.starts[i - 1]

    def next_office_minute(self, second: int) -> int:
        """Return the moment itself (its whole minute upwards) if the office is open, else the next opening."""
        whole = -(-second // 60) * 60
        i = bisect_right(self.starts, whole)
        if i and whole < self.ends[i - 1]:
            return whole
        if i >= len(self.starts):
            raise self.outside(self.last.year + 1)
        return self.starts[i]

    def used_up(self, start: int, seconds: int, *, at_next_start: bool = False) -> int:
        """Return when ``seconds`` of office time from ``start`` are used up: at a period's end, not the next start."""
        target = self.office_seconds_before(start) + seconds
        i = (bisect_right if at_next_start else bisect_left)(self.before, target)
        if i >= len(self.before):
            raise self.outside(self.last.year + 1)
        return self.starts[i - 1] + target - self.before[i - 1]

    def position(self, second: int) -> Fraction:
        """Return a moment as working days since the first day, each day weighing 1 whatever its length."""
        day = second // DAY
        if not self.periods[day]:
            return Fraction(self.through[day])
        worked = self.office_seconds_before(second) - self.office_seconds_before(day * DAY)
        return self.through[day] - 1 + Fraction(worked, self.seconds_of_day[day])

    def at_position(self, position: Fraction) -> int:
        """Return the first whole minute that lies at a position (see :meth:`position`)."""
        index = -(-position.numerator // position.denominator) - 1
        day = self.nth_working_day(index)
        share = (position - index) * self.seconds_of_day[day]
        return self.used_up(self.opening[day], -(-share.numerator // (share.denominator * 60)) * 60)
