"""The trace in one breath: "Nhận 15:30 Thứ Tư 29/04. Luật cho 3 ngày làm việc. 30/4, 1/5 nghỉ lễ. Tính 4, 5/5."."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from motcua.core.worktime.deadline import Deadline
from motcua.core.worktime.trace import Line
from motcua.core.worktime.vietnamese import clock, short_date, weekday_name

_OFF = {"holiday": "nghỉ lễ", "day_off": "nghỉ hoán đổi", "weekend": "cuối tuần", "closed": "không làm việc"}
_COUNTED = ("counted", "partial", "worked")


def summary(deadline: Deadline) -> str:
    """Return the trace as a few short Vietnamese sentences for a citizen's page."""
    received = deadline.received
    said = [f"Nhận {clock(received)} {weekday_name(received.date())} {short_date(received.date())}."]
    if deadline.receipt != received and not any(line.kind == "restarted" for line in deadline.trace):
        said.append(f"Coi như nhận {clock(deadline.receipt)} {short_date(deadline.receipt.date())}.")
    same_day = deadline.term.unit == "same_day"
    said.append("Luật định trả trong ngày." if same_day else f"Luật cho {deadline.term.vi()}.")
    said += [f"{_without_stop(line.text)}." for line in deadline.trace if line.kind in ("extended", "verification")]
    last_restart = max((i for i, line in enumerate(deadline.trace) if line.kind == "restarted"), default=-1)
    if last_restart >= 0:
        day = deadline.trace[last_restart].day
        said.append(f"Tính lại từ đầu ngày {short_date(day)}.")
    lines = deadline.trace[last_restart + 1 :]
    off = _skipped(deadline, lines)
    if off:
        said.append(f"{off[:1].upper()}{off[1:]}.")
    counted = [line.day for line in lines if line.kind in _COUNTED]
    if counted:
        said.append(f"Tính {_ranges(counted)}.")
    if any(line.kind == "rolled" for line in lines):
        said.append("Ngày cuối là ngày nghỉ nên chuyển sang ngày làm việc tiếp theo.")
    if deadline.due is None:
        said.append("Thời hạn đang tạm dừng, chưa có ngày hẹn trả.")
    return " ".join(said)


def _skipped(deadline: Deadline, lines: Sequence[Line]) -> str:
    days = [(line.day, _reason(deadline, line)) for line in lines if line.kind == "skipped"]
    return ", ".join(f"{_ranges([day for day, _ in run])} {why}" for why, run in groupby(days, key=lambda d: d[1]))


def _reason(deadline: Deadline, line: Line) -> str:
    offset = (line.day - deadline.calendar.first).days
    off = deadline.calendar.off.get(offset)
    if off is not None:
        return _OFF[off.kind]
    return "hết giờ làm việc" if "hết giờ" in line.text else "tạm dừng"


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


def _without_stop(text: str) -> str:
    return text.rstrip(".")
