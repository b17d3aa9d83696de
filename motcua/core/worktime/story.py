"""Writes the trace of a deadline: plain Vietnamese lines from the steps that the engine noted."""

from collections.abc import Callable, Sequence
from typing import cast

from motcua.core.worktime.calendar import DAY, Calendar
from motcua.core.worktime.engine import Engine, Step
from motcua.core.worktime.plan import Addition, Pause, Stretch
from motcua.core.worktime.rules import RuleSet
from motcua.core.worktime.trace import Line
from motcua.core.worktime.vietnamese import duration, second_of_day


class Story:
    """Collects the lines of one deadline."""

    def __init__(self, calendar: Calendar, rules: RuleSet) -> None:
        self.calendar, self.rules = calendar, rules
        self.lines: list[Line] = []
        self.ended_with_day = False

    def tell(self, received: int, runs: Sequence[tuple[Stretch, Engine | None]], due: int | None) -> tuple[Line, ...]:
        """Return all lines: the receipt, the term, every day, every pause, and the due moment."""
        day = received // DAY
        self._say("received", day, f"Nhận hồ sơ lúc {self._moment(received)}.")
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
                text = f"Tạm dừng từ {self._moment(start)} không đổi ngày hẹn trả: thời hạn đã hết trước đó."
                self._say("note", start // DAY, text)
        self._provisional(day, due)
        return tuple(self.lines)

    # -- beginnings --------------------------------------------------------------------------------------------------

    def _head(self, stretch: Stretch) -> None:
        day = stretch.start // DAY
        if stretch.why == "restarted":
            text = f"{self._moment(stretch.start)}: tính lại toàn bộ thời hạn từ đầu, bỏ phần đã tính trước đó."
            self._say("restarted", day, text, self.rules.source("after_supplement"))
        elif stretch.why == "financial_obligation":
            text = (
                f"{self._moment(stretch.start)}: đã xong nghĩa vụ tài chính, tính tiếp phần sau: {stretch.term.vi()}."
            )
            self._say("resumed", day, text, self.rules.source("after_financial_obligation"))
        if stretch.moved is not None:
            self.lines.append(stretch.moved)
        if stretch.why != "financial_obligation":
            self._say("term", day, f"Thời hạn: {stretch.term.vi()}. Quy tắc: {self.rules.name}.")
        if stretch.term.unit in ("working_days", "days") and self.rules.whole_days == "days":
            self._day_zero(stretch, day)

    def _day_zero(self, stretch: Stretch, day: int) -> None:
        calendar = self.calendar
        if self.rules.receipt_day == "day_one":
            if stretch.why == "financial_obligation":
                return
            text = "ngày nhận được tính nếu còn trong giờ làm việc"
        elif stretch.why == "financial_obligation":
            text = "ngày này là ngày 0, không tính"
        else:
            off = "" if calendar.periods[day] else f" dù {calendar.off[day].reason}"
            text = f"ngày nhận là ngày 0{off}, không tính"
        self._say("day_zero", day, f"{calendar.names[day]}: {text}.", self.rules.source("receipt_day"))

    def _addition(self, addition: Addition) -> None:
        event = addition.event
        why = f" ({event.why()})" if event.ground else ""
        when = self._moment(addition.second)
        if event.kind == "extended":
            text = f"Gia hạn lúc {when}: thêm {addition.term.vi()}{why}."
            self._say("extended", addition.second // DAY, text, self.rules.source("extensions"))
        else:
            text = f"Cộng thêm {addition.term.vi()} theo quy định{why}, ghi lúc {when}."
            self._say("verification", addition.second // DAY, text, self.rules.source("verification_cap"))

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
            text = f"{calendar.names[day]}: tính, ngày thứ {number}."
            self.lines.append(Line("counted", calendar.days[day], text))

    def _partial(self, step: Step) -> None:
        _, day, until, _ = step
        off = self.calendar.off_lines[day]
        if off is not None:
            self.lines.append(off)
            return
        seconds = self._clipped(day, self.calendar.opening[day], until)
        text = f"{self.calendar.names[day]}: tính phần lẻ của ngày, {self._periods(seconds)}."
        self._say("partial", day, text, self.rules.source("fraction_of_day"))

    def _rolled(self, step: Step) -> None:
        _, first, last, _ = step
        calendar = self.calendar
        text = f"Ngày cuối là ngày nghỉ: chuyển sang ngày làm việc tiếp theo, {calendar.names[last]}."
        self._say("rolled", first, text, self.rules.source("last_day_off"))
        for day in range(first + 1, last + 1):
            text = f"{calendar.names[day]}: ngày làm việc tiếp theo."
            self.lines.append(calendar.off_lines[day] or Line("rolled", calendar.days[day], text))

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
                self._say("worked", day, f"{calendar.names[day]}: tính {self._periods(worked)}.")
            elif at >= calendar.closing[day]:
                self._say("skipped", day, f"{calendar.names[day]}: đã hết giờ làm việc, không tính.")

    def _clipped(self, day: int, start: int, end: int) -> list[tuple[int, int]]:
        clipped = [(max(day * DAY + a, start), min(day * DAY + b, end)) for a, b in self.calendar.periods[day]]
        return [(a, b) for a, b in clipped if a < b]

    def _periods(self, periods: list[tuple[int, int]]) -> str:
        spans = ", ".join(f"{second_of_day(a % DAY)}–{second_of_day(b % DAY)}" for a, b in periods)
        return f"{spans} ({duration(sum(b - a for a, b in periods))} làm việc)"

    # -- pauses ------------------------------------------------------------------------------------------------------

    def _paused(self, pause: Pause) -> None:
        why = f": {pause.event.why()}" if pause.event.ground else ""
        self._say(
            "paused",
            pause.start // DAY,
            f"Tạm dừng từ {self._moment(pause.start)}{why}.",
            self.rules.source("paused_day"),
        )

    def _still(self, step: Step) -> None:
        kind, first, last, _ = step
        pause = cast(Pause, step[3])
        end = cast(int, pause.end)
        calendar = self.calendar
        self._paused(pause)
        counts_again = self.rules.resumed_day == "day_one" and end < calendar.closing[last]
        zero = first <= last and kind == "still" and not counts_again
        self._still_days(first, last - 1)
        self._say("resumed", last, f"Tiếp tục tính từ {self._moment(end)}.", self.rules.source("resumed_day"))
        if zero:
            off = calendar.off_lines[last]
            text = f"{calendar.names[last]}: ngày tiếp tục là ngày 0 của phần còn lại, không tính."
            self.lines.append(off or Line("skipped", calendar.days[last], text, self.rules.source("resumed_day")))

    def _still_days(self, first: int, last: int) -> None:
        calendar = self.calendar
        for day in range(first, last + 1):
            text = f"{calendar.names[day]}: thời hạn đang tạm dừng, không tính."
            line = Line("skipped", calendar.days[day], text, self.rules.source("paused_day"))
            self.lines.append(calendar.off_lines[day] or line)

    def _standing(self, step: Step) -> None:
        pause = cast(Pause, step[3])
        self._paused(pause)
        text = "Đồng hồ đang đứng: chưa có ngày hẹn trả; ngày mới được tính khi tiếp tục."
        self._say("standing", pause.start // DAY, text)

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
            self._say("due", due // DAY, f"Hẹn trả: {self._moment(due)}.")
            return
        midnight = due % DAY == 0
        day = due // DAY - midnight
        text = f"Thời hạn kết thúc lúc 24:00 {calendar.names[day]}"
        if not midnight:
            text += f"; hẹn trả lúc hết giờ làm việc: {self._moment(due)}"
        self._say("due", day, f"{text}.", self.rules.source("day_end"))

    def _provisional(self, first: int, due: int | None) -> None:
        calendar = self.calendar
        last = due // DAY if due is not None else self.lines[-1].day.toordinal() - calendar.first.toordinal()
        for year in range(calendar.days[first].year, calendar.days[min(last, len(calendar.days) - 1)].year + 1):
            if year in calendar.provisional:
                text = f"Lịch nghỉ lễ năm {year} là tạm tính, có thể thay đổi khi Nhà nước công bố."
                self._say("note", first, text, calendar.provisional[year] or None)

    def _say(self, kind: str, day: int, text: str, source: str | None = None) -> None:
        days = self.calendar.days
        # The end of the last day that the calendar knows is still told as that day.
        self.lines.append(Line(kind, days[day] if day < len(days) else days[-1], text, source))

    def _moment(self, second: int) -> str:
        day = min(second // DAY, len(self.calendar.names) - 1)
        return f"{second_of_day(second - day * DAY)} {self.calendar.names[day]}"


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
