"""Writes the trace of a deadline: lines in plain words from the steps that the engine noted."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import cast

from motcua.core.phrase import Phrase, Value, marked, named
from motcua.core.worktime.calendar import DAY, REMEMBERED, Calendar
from motcua.core.worktime.engine import Engine, Step
from motcua.core.worktime.facts import Length, Moment, OfficeTime
from motcua.core.worktime.plan import Addition, Pause, Stretch
from motcua.core.worktime.rules import RuleSet
from motcua.core.worktime.term import Term
from motcua.core.worktime.trace import Line
from motcua.core.worktime.vietnamese import second_of_day

PROVISIONAL = marked("Lịch nghỉ lễ năm {year} là tạm tính, có thể thay đổi khi Nhà nước công bố.")
AFTER_HOURS = marked("{day}: đã hết giờ làm việc, không tính.")
_DAY_ZERO = marked("{day}: ngày nhận là ngày 0, không tính.")
_DAY_ZERO_OFF = marked("{day}: ngày nhận là ngày 0 dù {why}, không tính.")
_STILL = marked("{day}: thời hạn đang tạm dừng, không tính.")
_CLOSE = marked("Thời hạn kết thúc lúc 24:00 {day}; hẹn trả lúc hết giờ làm việc: {at}.")
_DUE = marked("Hẹn trả: {at}.")
_WORKED = marked("{day}: tính {spans} ({time} làm việc).")
_COUNTED = marked("{day}: tính, ngày thứ {number}.")


class Story:
    """Collects the lines of one deadline."""

    def __init__(self, calendar: Calendar, rules: RuleSet) -> None:
        self.calendar, self.rules = calendar, rules
        self.lines: list[Line] = []
        self.ended_with_day = False

    def tell(self, received: int, runs: Sequence[tuple[Stretch, Engine | None]], due: int | None) -> tuple[Line, ...]:
        """Return all lines: the receipt, the term, every day, every pause, and the due moment."""
        day = received // DAY
        self._say("received", day, Phrase("Nhận hồ sơ lúc {at}.", at=self._moment(received)))
        last = len(runs) - 1
        for i, (stretch, engine) in enumerate(runs):
            self._head(stretch)
            for addition in stretch.additions:
                self._addition(addition)
            if engine is None:
                for pause in stretch.pauses:
                    self._paused(pause)
                continue
            self.ended_with_day = False
            for step in engine.steps:
                _WRITERS[step[0]](self, step)
            if i < last:
                self._until(runs[i + 1][0], engine)
        end = runs[last][1]
        if due is not None:
            self._due(due)
            if end is not None and end.next_pause < len(end.pauses):
                start = end.pauses[end.next_pause].start
                said = Phrase(
                    "Tạm dừng từ {at} không đổi ngày hẹn trả: thời hạn đã hết trước đó.", at=self._moment(start)
                )
                self._say("note", start // DAY, said)
        self._provisional(day, due)
        return tuple(self.lines)

    # -- beginnings --------------------------------------------------------------------------------------------------

    def _head(self, stretch: Stretch) -> None:
        day = stretch.start // DAY
        if stretch.why == "restarted":
            at = self._moment(stretch.start)
            said = Phrase("{at}: tính lại toàn bộ thời hạn từ đầu, bỏ phần đã tính trước đó.", at=at)
            self._say("restarted", day, said, self.rules.source("after_supplement"))
        elif stretch.why == "financial_obligation":
            at = self._moment(stretch.start)
            said = Phrase(
                "{at}: đã xong nghĩa vụ tài chính, tính tiếp phần sau: {term}.", at=at, term=Length(stretch.term)
            )
            self._say("resumed", day, said, self.rules.source("after_financial_obligation"))
        if stretch.moved is not None:
            self.lines.append(stretch.moved)
        if stretch.why != "financial_obligation":
            self._say("term", day, _term(stretch.term, self.rules.name))
        if stretch.term.unit in ("working_days", "days") and self.rules.whole_days == "days":
            self._day_zero(stretch, day)

    def _day_zero(self, stretch: Stretch, day: int) -> None:
        calendar, name = self.calendar, self.calendar.names[day]
        if self.rules.receipt_day == "day_one":
            if stretch.why == "financial_obligation":
                return
            said = Phrase("{day}: ngày nhận được tính nếu còn trong giờ làm việc.", day=name)
        elif stretch.why == "financial_obligation":
            said = Phrase("{day}: ngày này là ngày 0, không tính.", day=name)
        elif calendar.periods[day]:
            said = calendar.kept.get((_DAY_ZERO, day)) or self._keep(_DAY_ZERO, day, day=name)
        else:
            said = calendar.kept.get((_DAY_ZERO_OFF, day)) or self._keep(
                _DAY_ZERO_OFF, day, day=name, why=calendar.off[day].reason
            )
        self._say("day_zero", day, said, self.rules.source("receipt_day"))

    def _addition(self, addition: Addition) -> None:
        event, term, at = addition.event, Length(addition.term), self._moment(addition.second)
        day, why = addition.second // DAY, event.why()
        if event.kind == "extended":
            if event.ground:
                said = Phrase("Gia hạn lúc {at}: thêm {term} ({why}).", at=at, term=term, why=why)
            else:
                said = Phrase("Gia hạn lúc {at}: thêm {term}.", at=at, term=term)
            self._say("extended", day, said, self.rules.source("extensions"))
            return
        if event.ground:
            said = Phrase("Cộng thêm {term} theo quy định ({why}), ghi lúc {at}.", at=at, term=term, why=why)
        else:
            said = Phrase("Cộng thêm {term} theo quy định, ghi lúc {at}.", at=at, term=term)
        self._say("verification", day, said, self.rules.source("verification_cap"))

    # -- days --------------------------------------------------------------------------------------------------------

    def _working(self, step: Step) -> None:
        _, first, last, counted = step
        number = cast(int, counted)
        calendar, add = self.calendar, self.lines.append
        off, notes, counted_lines = calendar.off_lines, calendar.notes, calendar.counted_lines
        for day in range(first, last + 1):
            line = off[day]
            if line is None:
                number += 1
                if day in notes:
                    add(notes[day])
                line = counted_lines.get(day << 10 | number) or calendar.counted_line(day, number)
            add(line)

    def _calendar(self, step: Step) -> None:
        _, first, last, counted = step
        number = cast(int, counted)
        calendar = self.calendar
        for day in range(first, last + 1):
            number += 1
            said = self._numbered(day, number)
            self.lines.append(Line("counted", calendar.days[day], said))

    def _partial(self, step: Step) -> None:
        _, day, until, _ = step
        off = self.calendar.off_lines[day]
        if off is not None:
            self.lines.append(off)
            return
        seconds = self._clipped(day, self.calendar.opening[day], until)
        said = Phrase(
            "{day}: tính phần lẻ của ngày, {spans} ({time} làm việc).",
            day=self.calendar.names[day],
            spans=_spans(seconds),
            time=OfficeTime(_length(seconds)),
        )
        self._say("partial", day, said, self.rules.source("fraction_of_day"))

    def _rolled(self, step: Step) -> None:
        _, first, last, _ = step
        calendar = self.calendar
        said = Phrase("Ngày cuối là ngày nghỉ: chuyển sang ngày làm việc tiếp theo, {day}.", day=calendar.names[last])
        self._say("rolled", first, said, self.rules.source("last_day_off"))
        for day in range(first + 1, last + 1):
            said = Phrase("{day}: ngày làm việc tiếp theo.", day=calendar.names[day])
            self.lines.append(calendar.off_lines[day] or Line("rolled", calendar.days[day], said))

    def _end_of_day(self, step: Step) -> None:
        self.ended_with_day = True

    def _line(self, step: Step) -> None:
        self.lines.append(cast(Line, step[3]))

    # -- office time -------------------------------------------------------------------------------------------------

    def _office(self, step: Step) -> None:
        _, start, end, since = step
        at = cast(int, since)
        calendar = self.calendar
        for day in range(at // DAY, max(end, at) // DAY + 1):
            line = calendar.off_lines[day]
            if line is not None:
                self.lines.append(line)
                continue
            worked = self._clipped(day, max(start, at), end)
            if worked:
                self._say("worked", day, self._worked(day, worked))
            elif at >= calendar.closing[day]:
                self._say("skipped", day, Phrase(AFTER_HOURS, day=calendar.names[day]))

    def _worked(self, day: int, periods: list[tuple[int, int]]) -> Phrase:
        name, seconds = self.calendar.names[day], _length(periods)
        whole = seconds == self.calendar.seconds_of_day[day]
        if whole and (kept := self.calendar.kept.get((_WORKED, day))):
            return kept
        make = partial(self._keep, _WORKED, day) if whole else partial(Phrase, _WORKED)
        return make(day=name, spans=_spans(periods), time=OfficeTime(seconds))

    def _clipped(self, day: int, start: int, end: int) -> list[tuple[int, int]]:
        clipped = [(max(day * DAY + a, start), min(day * DAY + b, end)) for a, b in self.calendar.periods[day]]
        return [(a, b) for a, b in clipped if a < b]

    # -- pauses ------------------------------------------------------------------------------------------------------

    def _paused(self, pause: Pause) -> None:
        at = self._moment(pause.start)
        if pause.event.ground:
            said = Phrase("Tạm dừng từ {at}: {why}.", at=at, why=pause.event.why())
        else:
            said = Phrase("Tạm dừng từ {at}.", at=at)
        self._say("paused", pause.start // DAY, said, self.rules.source("paused_day"))

    def _still(self, step: Step) -> None:
        kind, first, last, _ = step
        pause = cast(Pause, step[3])
        end = cast(int, pause.end)
        calendar = self.calendar
        self._paused(pause)
        counts_again = self.rules.resumed_day == "day_one" and end < calendar.closing[last]
        zero = first <= last and kind == "still" and not counts_again
        self._still_days(first, last - 1)
        said = Phrase("Tiếp tục tính từ {at}.", at=self._moment(end))
        self._say("resumed", last, said, self.rules.source("resumed_day"))
        if zero:
            off = calendar.off_lines[last]
            said = Phrase("{day}: ngày tiếp tục là ngày 0 của phần còn lại, không tính.", day=calendar.names[last])
            self.lines.append(off or Line("skipped", calendar.days[last], said, self.rules.source("resumed_day")))

    def _still_days(self, first: int, last: int) -> None:
        calendar = self.calendar
        for day in range(first, last + 1):
            said = calendar.kept.get((_STILL, day)) or self._keep(_STILL, day, day=calendar.names[day])
            line = Line("skipped", calendar.days[day], said, self.rules.source("paused_day"))
            self.lines.append(calendar.off_lines[day] or line)

    def _standing(self, step: Step) -> None:
        pause = cast(Pause, step[3])
        self._paused(pause)
        said = Phrase("Đồng hồ đang đứng: chưa có ngày hẹn trả; ngày mới được tính khi tiếp tục.")
        self._say("standing", pause.start // DAY, said)

    def _until(self, following: Stretch, engine: Engine) -> None:
        """The days that a financial obligation took."""
        standing = engine.steps[-1] if engine.steps and engine.steps[-1][0] == "standing" else None
        if standing is None:
            return
        self.lines.pop()
        self._still_days(standing[1], following.start // DAY - 1)

    # -- ends --------------------------------------------------------------------------------------------------------

    def _due(self, due: int) -> None:
        calendar = self.calendar
        if not self.ended_with_day:
            said = calendar.kept.get((_DUE, due))
            if said is None:
                at = self._moment(due)
                said = self._keep(_DUE, due, at=at) if due == self._close(due) else Phrase(_DUE, at=at)
            self._say("due", due // DAY, said)
            return
        midnight = due % DAY == 0
        day = due // DAY - midnight
        if midnight:
            said = Phrase("Thời hạn kết thúc lúc 24:00 {day}.", day=calendar.names[day])
        else:
            said = calendar.kept.get((_CLOSE, due)) or self._keep(
                _CLOSE, due, day=calendar.names[day], at=self._moment(due)
            )
        self._say("due", day, said, self.rules.source("day_end"))

    def _provisional(self, first: int, due: int | None) -> None:
        calendar = self.calendar
        last = due // DAY if due is not None else self.lines[-1].day.toordinal() - calendar.first.toordinal()
        for year in range(calendar.days[first].year, calendar.days[min(last, len(calendar.days) - 1)].year + 1):
            if year in calendar.provisional:
                self._say("note", first, Phrase(PROVISIONAL, year=year), calendar.provisional[year] or None)

    def _say(self, kind: str, day: int, said: Phrase, source: str | None = None) -> None:
        days = self.calendar.days
        # The end of the last day that the calendar knows is still told as that day.
        self.lines.append(Line(kind, days[day] if day < len(days) else days[-1], said, source))

    def _keep(self, template: str, key: int, **facts: Value) -> Phrase:
        """Make a phrase that the calendar keeps: most reckonings ask for the same days and closes of office."""
        said = self.calendar.kept[template, key] = Phrase(template, **facts)
        return said

    def _close(self, second: int) -> int:
        day = second // DAY
        return self.calendar.closing[day] if day < len(self.calendar.closing) else -1

    def _numbered(self, day: int, number: int) -> Phrase:
        name = self.calendar.names[day]
        if number > REMEMBERED:
            return Phrase(_COUNTED, day=name, number=number)
        key = day << 10 | number
        return self.calendar.kept.get((_COUNTED, key)) or self._keep(_COUNTED, key, day=name, number=number)

    def _moment(self, second: int) -> Moment:
        day = min(second // DAY, len(self.calendar.names) - 1)
        return Moment(self.calendar.names[day], second - day * DAY)


@lru_cache(maxsize=1024)
def _term(term: Term, rules: str) -> Phrase:
    return Phrase("Thời hạn: {term}. Quy tắc: {rules}.", term=Length(term), rules=named(rules))


def _spans(periods: list[tuple[int, int]]) -> str:
    return ", ".join(f"{second_of_day(a % DAY)}–{second_of_day(b % DAY)}" for a, b in periods)


def _length(periods: list[tuple[int, int]]) -> int:
    return sum(b - a for a, b in periods)


_WRITERS: dict[str, Callable[[Story, Step], None]] = {
    "working": Story._working,
    "calendar": Story._calendar,
    "partial": Story._partial,
    "rolled": Story._rolled,
    "still": Story._still,
    "gap": Story._still,
    "standing": Story._standing,
    "office": Story._office,
    "end_of_day": Story._end_of_day,
    "line": Story._line,
}
