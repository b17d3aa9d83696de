"""The trace in one breath: "Nhận 15:30 Thứ Tư 29/04. Luật cho 3 ngày làm việc. 30/4, 1/5 nghỉ lễ. Tính 4, 5/5."."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from motcua.core.phrase import Listing, Phrase, marked, named
from motcua.core.worktime.deadline import Deadline
from motcua.core.worktime.facts import Length, Weekday
from motcua.core.worktime.story import AFTER_HOURS
from motcua.core.worktime.trace import Line
from motcua.core.worktime.vietnamese import clock, short_date

_OFF: Final = {
    "holiday": marked("nghỉ lễ"),
    "day_off": marked("nghỉ hoán đổi"),
    "weekend": marked("cuối tuần"),
    "closed": marked("không làm việc"),
}
_COUNTED = ("counted", "partial", "worked")


def summary(deadline: Deadline) -> str:
    """Return the trace as a few short Vietnamese sentences for a citizen's page."""
    return " ".join(map(str, sentences(deadline)))


def sentences(deadline: Deadline) -> tuple[Phrase, ...]:
    """Return the sentences of the summary, to be said in any language."""
    said = _beginning(deadline)
    last_restart = max((i for i, line in enumerate(deadline.trace) if line.kind == "restarted"), default=-1)
    if last_restart >= 0:
        said.append(Phrase("Tính lại từ đầu ngày {day}.", day=short_date(deadline.trace[last_restart].day)))
    lines = deadline.trace[last_restart + 1 :]
    off = _skipped(deadline, lines)
    if off:
        said.append(Phrase("{days_off}.", days_off=Listing(off)))
    counted = [line.day for line in lines if line.kind in _COUNTED]
    if counted:
        said.append(Phrase("Tính {days}.", days=_ranges(counted)))
    if any(line.kind == "rolled" for line in lines):
        said.append(Phrase("Ngày cuối là ngày nghỉ nên chuyển sang ngày làm việc tiếp theo."))
    if deadline.due is None:
        said.append(Phrase("Thời hạn đang tạm dừng, chưa có ngày hẹn trả."))
    return tuple(said)


def _beginning(deadline: Deadline) -> list[Phrase]:
    received, receipt = deadline.received, deadline.receipt
    day = Weekday(received.weekday())
    said = [Phrase("Nhận {time} {day} {date}.", time=clock(received), day=day, date=short_date(received.date()))]
    if receipt != received and not any(line.kind == "restarted" for line in deadline.trace):
        said.append(Phrase("Coi như nhận {time} {date}.", time=clock(receipt), date=short_date(receipt.date())))
    if deadline.term.unit == "same_day":
        said.append(Phrase("Luật định trả trong ngày."))
    else:
        said.append(Phrase("Luật cho {term}.", term=Length(deadline.term)))
    return said + [line.said for line in deadline.trace if line.kind in ("extended", "verification")]


def _skipped(deadline: Deadline, lines: Sequence[Line]) -> tuple[Phrase, ...]:
    days = [(line.day, _reason(deadline, line)) for line in lines if line.kind == "skipped"]
    runs = groupby(days, key=lambda one: one[1])
    return tuple(Phrase("{days} {why}", days=_ranges([day for day, _ in run]), why=named(why)) for why, run in runs)


def _reason(deadline: Deadline, line: Line) -> str:
    offset = (line.day - deadline.calendar.first).days
    off = deadline.calendar.off.get(offset)
    if off is not None:
        return _OFF[off.kind]
    return marked("hết giờ làm việc") if line.said.template == AFTER_HOURS else marked("tạm dừng")


def _ranges(days: Iterable[date]) -> str:
    """Return ``30/4, 1/5`` or ``2–3/5`` or ``4, 5, 6/5``: two or more than three neighbours join."""
    runs: list[list[date]] = []
    for day in sorted(set(days)):
        if runs and runs[-1][-1] + timedelta(days=1) == day and runs[-1][0].month == day.month:
            runs[-1].append(day)
        else:
            runs.append([day])
    pieces: list[tuple[int, str]] = []
    for run in runs:
        if len(run) == 1:
            pieces.append((run[0].month, str(run[0].day)))
        elif len(run) == 3:
            pieces += [(day.month, str(day.day)) for day in run]
        else:
            pieces.append((run[0].month, f"{run[0].day}–{run[-1].day}"))
    groups = [(month, [text for _, text in run]) for month, run in groupby(pieces, key=lambda piece: piece[0])]
    return ", ".join(", ".join(texts) + f"/{month}" for month, texts in groups)
