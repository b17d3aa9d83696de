"""The statistical clock of QĐ 766/QĐ-TTg, component 2.1: in time or late, without the applicant's waiting time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.core.worktime.calendar import Calendar
from motcua.core.worktime.events import ClockEvent
from motcua.core.worktime.minutes import add_minutes, office_minutes_between
from motcua.core.worktime.term import Term

SOURCE = "QĐ 766/QĐ-TTg, nhóm Tiến độ giải quyết, chỉ số 2.1"


@dataclass(frozen=True, slots=True)
class Supplement:
    """One request for a supplement: when it was asked and, if so, answered."""

    asked: datetime
    answered: datetime | None = None


@dataclass(frozen=True, slots=True)
class Statistical:
    """How the index counts a dossier: its end, the office minutes that count, and whether it is late and why."""

    end: datetime
    minutes: int
    late: bool
    finished: bool
    why: str


def statistical(
    calendar: Calendar,
    received: datetime,
    *,
    due: datetime | None,
    supplements: Sequence[Supplement] = (),
    processed: datetime | None = None,
    returned: datetime | None = None,
    closed: datetime | None = None,
    period_end: datetime,
    longest: Term | None = None,
) -> Statistical:
    """Return how QĐ 766 counts a dossier.

    The end is the moment it was processed, else returned, else stopped or refused (``closed``); a supplement still
    awaited ends it at the request; unfinished otherwise, the period's end counts. More than one request is late. The
    waiting time is subtracted, that until the closing too where no answer came; ``due`` is the appointment without what
    supplements did to it, and without one the time used may not exceed ``longest``.
    """
    done = processed or returned or closed
    pending = next((s.asked for s in supplements if s.answered is None), None)
    end = done or pending or period_end
    waiting = sum(
        office_minutes_between(calendar, s.asked, min(s.answered or end, end)) for s in supplements if s.asked < end
    )
    minutes = max(0, office_minutes_between(calendar, received, end) - waiting)
    finished = done is not None
    if len(supplements) > 1:
        return Statistical(end, minutes, True, finished, "yêu cầu bổ sung quá 01 lần")
    if due is not None:
        latest = add_minutes(calendar, due, waiting) if waiting else due
        late = end > latest
    else:
        late = longest is not None and minutes > _minutes(longest)
    return Statistical(end, minutes, late, finished, "quá hạn" if late else "đúng hạn")


def supplements_of(events: Sequence[ClockEvent]) -> list[Supplement]:
    """Return the requests for a supplement among a clock's events."""
    found: list[Supplement] = []
    for event in events:
        if event.kind == "paused" and event.ground == "supplement":
            found.append(Supplement(event.at))
        elif found and found[-1].answered is None and event.kind in ("resumed", "restarted"):
            found[-1] = Supplement(found[-1].asked, event.at)
    return found


def _minutes(term: Term) -> int:
    per_unit = {"working_hours": 60, "working_days": 480, "days": 480, "same_day": 0}[term.unit]
    return int(term.amount * per_unit) if term.unit != "same_day" else 480
