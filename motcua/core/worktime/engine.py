"""Runs the parts of a term over a calendar and its pauses, and notes each step so that a trace can be written later."""

from fractions import Fraction

from motcua.core.worktime.calendar import DAY, Calendar
from motcua.core.worktime.plan import Pause, Stretch, merged
from motcua.core.worktime.receipt import same_day_end
from motcua.core.worktime.rules import RuleSet
from motcua.core.worktime.term import Term
from motcua.core.worktime.trace import Line

# A step: what, first day or second, last day or second, and a fact. Written out by ``story``.
Step = tuple[str, int, int, object]


class Engine:
    """One stretch of a clock. ``due`` is ``None`` while the clock stands still before the term has run out."""

    __slots__ = ("at", "calendar", "counted", "day_zero", "due", "next_pause", "pauses", "rules", "steps", "used")

    def __init__(self, calendar: Calendar, rules: RuleSet, stretch: Stretch) -> None:
        self.calendar, self.rules = calendar, rules
        self.pauses: list[Pause] = stretch.pauses
        self.next_pause = 0
        self.steps: list[Step] = []
        self.at = stretch.start
        self.day_zero = stretch.start // DAY
        self.counted = 0
        self.used = False  # a day counted before a pause must not count again after it
        self.due: int | None = None
        if rules.receipt_day == "day_one" and stretch.why != "financial_obligation":
            self._let_this_day_count()

    def run(self, parts: list[Term]) -> int | None:
        """Run all parts one after another and return the due second, or ``None`` while the clock stands."""
        for part in parts:
            self.due = self._run_part(part)
            if self.due is None:
                return None
            self.at = self.due
        return self.due

    def _run_part(self, part: Term) -> int | None:
        if part.unit == "same_day":
            return self._same_day()
        if part.unit == "working_hours":
            return self._office_time(int(part.amount * 3600))
        if part.unit == "days":
            return self._calendar_days(part.whole, part.share)
        whole, share = part.whole, part.share
        rules = self.rules
        if rules.whole_days == "office_minutes" or (share and rules.fraction_from == "receipt_minute"):
            if rules.fraction_of_day is not None:
                return self._office_time(_seconds(part.amount * rules.fraction_of_day * 60))
            return self._day_shares(part.amount)
        return self._working_days(whole, share)

    # -- pauses ------------------------------------------------------------------------------------------------------

    def _pause(self) -> Pause | None:
        return self.pauses[self.next_pause] if self.next_pause < len(self.pauses) else None

    def _resume(self, pause: Pause, first_still: int, kind: str = "still") -> bool:
        """Note the days of a pause and move to its end; ``False`` while the clock still stands."""
        if pause.end is None:
            self.steps.append(("standing", first_still, pause.start // DAY, pause))
            return False
        end_day = pause.end // DAY
        self.steps.append((kind, first_still, end_day, pause))
        self.next_pause += 1
        self.at = pause.end
        self.used = first_still > end_day
        self.day_zero = end_day
        if self.rules.resumed_day == "day_one" and not self.used:
            self._let_this_day_count()
        return True

    def _let_this_day_count(self) -> None:
        day = self.at // DAY
        if self.calendar.periods[day] and self.at < self.calendar.closing[day]:
            self.day_zero = day - 1

    # -- terms of working days ---------------------------------------------------------------------------------------

    def _working_days(self, whole: int, share: Fraction) -> int | None:
        calendar = self.calendar
        rest = -1  # seconds left of a fraction that is measured in minutes and runs over several days
        while True:
            zero = self.day_zero
            index = calendar.through[zero] if zero >= 0 else 0
            if share:
                day, due = self._share_of_day(index + whole, share, rest)
            else:
                day = calendar.nth_working_day(index + whole - 1) if whole else zero
                due = calendar.closing[day]
            pause = self._pause()
            if pause is None or (due <= pause.start if share else self._still_from(day) < pause.start):
                self._note_working_days(zero, index + whole if share else -1, whole, day, due)
                return due if share else self._end_of_day(day)
            stop = pause.start // DAY
            last = stop if calendar.periods[stop] and self._still_from(stop) < pause.start else stop - 1
            counted = calendar.through[last] - index if last > zero else 0
            if counted > whole:
                rest = self._spend_days(index + whole, index + counted, share, rest)
                last_whole = calendar.working[index + whole] - 1
                self._note_days("working", zero + 1, last_whole, whole)
                self._note_partial(last_whole + 1, last, calendar.closing[last])
                counted = whole
            else:
                self._note_days("working", zero + 1, last, counted)
            whole -= counted
            if not self._resume(pause, max(last, zero) + 1):
                return None

    def _still_from(self, day: int) -> int:
        """The last second at which a pause that begins then still takes the day out of the count."""
        if self.rules.paused_day == "end_of_day":
            return (day + 1) * DAY - 1
        return self.calendar.closing[day]

    def _share_of_day(self, index: int, share: Fraction, rest: int) -> tuple[int, int]:
        calendar = self.calendar
        day = calendar.nth_working_day(index)
        minutes = self.rules.fraction_of_day
        if minutes is None:
            return day, calendar.used_up(calendar.opening[day], _seconds(share * calendar.seconds_of_day[day]))
        seconds = rest if rest >= 0 else _seconds(share * minutes * 60)
        due = calendar.used_up(calendar.opening[day], seconds)
        return due // DAY, due

    def _spend_days(self, first: int, last: int, share: Fraction, rest: int) -> int:
        """Take the office time of whole days off a fraction that is measured in minutes; return the seconds left."""
        seconds = rest if rest >= 0 else _seconds(share * (self.rules.fraction_of_day or 0) * 60)
        return seconds - sum(self.calendar.seconds_of_day[self.calendar.working[k]] for k in range(first, last))

    def _note_working_days(self, zero: int, share_index: int, whole: int, day: int, due: int) -> None:
        self.day_zero = day
        if share_index < 0:
            self._note_days("working", zero + 1, day, whole)
            return
        opening_day = self.calendar.nth_working_day(share_index)
        self._note_days("working", zero + 1, opening_day - 1, whole)
        self._note_partial(opening_day, day, due)

    def _note_partial(self, first: int, last: int, until: int) -> None:
        self.steps.extend(("partial", day, until, None) for day in range(first, last + 1))

    def _note_days(self, kind: str, first: int, last: int, counted: int) -> None:
        if last >= first:
            self.steps.append((kind, first, last, self.counted))
            self.counted += counted

    def _end_of_day(self, day: int) -> int:
        """Note that the term ends with this day and return the moment of the appointment."""
        self.steps.append(("end_of_day", day, day, None))
        if self.rules.day_end == "end_of_day" or not self.calendar.periods[day]:
            return (day + 1) * DAY
        return self.calendar.closing[day]

    # -- terms of calendar days --------------------------------------------------------------------------------------

    def _calendar_days(self, whole: int, share: Fraction) -> int | None:
        while True:
            zero = self.day_zero
            last = zero + whole
            day, due = self._calendar_end(last, share)
            pause = self._pause()
            if pause is None or (due <= pause.start if share else (day + 1) * DAY <= pause.start):
                self._note_days("calendar", zero + 1, last, whole)
                if day > last:
                    self.steps.append(("rolled", last if not share else last + 1, day, None))
                self.day_zero = last
                if not share:
                    return self._end_of_day(day)
                self._note_partial(day, day, due)
                return due
            stop = pause.start // DAY
            counted = max(0, min(stop - 1 - zero, whole))
            self._note_days("calendar", zero + 1, zero + counted, counted)
            if stop - 1 > zero + counted:
                self.steps.append(("rolled", zero + counted, stop - 1, None))
            whole -= counted
            if not self._resume(pause, max(stop, zero + 1)):
                return None

    def _calendar_end(self, last: int, share: Fraction) -> tuple[int, int]:
        calendar = self.calendar
        day = last + 1 if share else last
        if day >= len(calendar.periods):
            raise calendar.outside(calendar.last.year + 1)
        # With nothing left (a pause ate the day that the last day moved to) the resume's day is day 0, not the end.
        stays = self.rules.last_day_off == "stays" and not share
        if not stays and (not calendar.periods[day] or day == self.day_zero):
            day = calendar.next_working_day(day)
        if share:
            minutes = self.rules.fraction_of_day
            if minutes is None:
                seconds = _seconds(share * calendar.seconds_of_day[day])
            else:
                seconds = _seconds(share * minutes * 60)
            due = calendar.used_up(calendar.opening[day], seconds)
            return due // DAY, due
        return day, (day + 1) * DAY

    # -- office time, shares of days, same day -----------------------------------------------------------------------

    def _office_time(self, seconds: int) -> int | None:
        calendar, rules = self.calendar, self.rules
        start = self._first_office_minute()
        while True:
            due = calendar.used_up(start, seconds, at_next_start=rules.hours_end == "next_start")
            pause = self._pause()
            ended = pause is None or calendar.used_up(start, seconds) <= pause.start
            if pause is None or ended:
                self.steps.append(("office", start, due, self.at))
                self.day_zero = due // DAY
                return due
            if pause.start > start:
                seconds -= calendar.office_seconds_before(pause.start) - calendar.office_seconds_before(start)
            self.steps.append(("office", start, pause.start, self.at))
            if not self._resume(pause, pause.start // DAY + 1, "gap"):
                return None
            start = self._first_office_minute()

    def _first_office_minute(self) -> int:
        if self.rules.hours_start == "next_opening":
            return self.calendar.opening[self.calendar.next_working_day(self.at // DAY)]
        return self.calendar.next_office_minute(self.at)

    def _day_shares(self, amount: Fraction) -> int | None:
        calendar = self.calendar
        while True:
            start = calendar.next_office_minute(self.at)
            here = calendar.position(start)
            due = calendar.at_position(here + amount)
            pause = self._pause()
            if pause is None or due <= pause.start:
                self.steps.append(("office", start, due, self.at))
                self.day_zero = due // DAY
                return due
            if pause.start > start:
                amount -= calendar.position(pause.start) - here
            self.steps.append(("office", start, pause.start, self.at))
            if not self._resume(pause, pause.start // DAY + 1, "gap"):
                return None

    def _same_day(self) -> int | None:
        calendar = self.calendar
        while True:
            first = self.at // DAY
            day, line = same_day_end(calendar, self.rules, self.at)
            due = calendar.closing[day]
            pause = self._pause()
            if pause is None or due < pause.start:
                self._note_line(line)
                self._note_days("working", first + 1, day, 0)
                self.day_zero = day
                return due
            if not self._resume(pause, max(pause.start // DAY, first + 1)):
                return None

    def _note_line(self, line: Line) -> None:
        self.steps.append(("line", 0, 0, line))


def run(calendar: Calendar, rules: RuleSet, stretch: Stretch) -> Engine:
    """Run a stretch with everything that was added to its term."""
    engine = Engine(calendar, rules, stretch)
    term = stretch.term
    if term.then is None and not stretch.additions:
        engine.run([term])
    else:
        engine.run(merged([term, *(addition.term for addition in stretch.additions)]))
    return engine


def _seconds(exact: Fraction) -> int:
    """Return a share of office time in seconds: a started minute is a whole one, appointments have no seconds."""
    return -(-exact.numerator // (exact.denominator * 60)) * 60
