"""The three clocks of one dossier, and the decisions that move them: suspend, resume, verify, extend, recompute."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import dropwhile
from typing import get_args

from motcua.core.process.decide.decision import Decision, Draft, permit
from motcua.core.process.events import moment, read_moment
from motcua.core.process.fold import Snapshot
from motcua.core.process.route import Route, Step, in_days
from motcua.core.refusal import Refused
from motcua.core.worktime import (
    Calendar,
    ClockEvent,
    Deadline,
    RuleSet,
    Term,
    add_minutes,
    deadline,
    office_minutes_between,
)
from motcua.core.worktime.events import Kind

ClockRow = tuple[str, str, str, str | None]
STILL: dict[str, Kind] = {"paused": "paused", "resumed": "resumed", "restarted": "resumed"}
KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}


@dataclass(frozen=True, slots=True)
class Law:
    """What a decision needs to know: the term and rule set of the case, the unit's calendar, the route.

    ``basis`` names the versions of calendar and rules, so that a later change can be told from this one;
    ``route_version`` the published route, frozen in the dossier that starts on it.
    """

    term: Term
    calendar: Calendar
    rules: RuleSet
    steps: RuleSet
    route: Route
    basis: str
    route_version: str = ""

    def due(self, before: Snapshot, *more: ClockRow) -> Deadline:
        """Return the legal due date of a received dossier after everything that moved its clock and ``more``."""
        assert before.received_at is not None
        events = [_event(row) for row in (*before.clock, *more)]
        return deadline(before.received_at, self.term, self.calendar, self.rules, events)

    def step_due(
        self, step: Step, since: datetime, legal: datetime | None, rows: Iterable[ClockRow] = ()
    ) -> datetime | None:
        """Return the moment by which a step should end: its own office time, never later than the legal due.

        ``rows`` are the dossier's clock events; what the dossier stood still since the step began does not count. A
        resumption before the first pause belongs to the step before this one: it began when that one ended.
        """
        if step.time is None:
            return None
        stood = [ClockEvent(STILL[row[0]], at) for row in rows if row[0] in STILL and (at := _moment(row)) >= since]
        still = list(dropwhile(lambda event: event.kind != "paused", stood))
        own = deadline(since, step.time, self.calendar, self.steps, still).due
        if legal is None or own is None:
            return own
        return min(own, legal, self._share(step, still[-1].at if still else since, legal))

    def _share(self, step: Step, since: datetime, legal: datetime) -> datetime:
        """Return where the step's part of the office time left ends, for a step given in calendar days.

        Such steps cannot follow one another like terms of their own: each would begin with a day 0 and end with an
        office day, and seven of them outlast the term of which they are parts (QĐ 2487/QĐ-UBND Lạng Sơn: 15 days).
        """
        assert step.time is not None
        if not any(part.unit == "days" for part in step.time.parts):
            return legal
        part = in_days(step.time)
        whole = sum((in_days(one.time) for one in self.route.ahead(step.code) if one.time), Fraction(0))
        left = office_minutes_between(self.calendar, since, legal)
        return legal if part == whole or left <= 0 else add_minutes(self.calendar, since, int(left * part / whole))


def written(at: datetime | None) -> str | None:
    """Write a moment for a payload; None stays None."""
    return None if at is None else moment(at)


def _moment(row: ClockRow) -> datetime:
    when = read_moment(row[1])
    assert when is not None
    return when


def _event(row: ClockRow) -> ClockEvent:
    kind, _, ground, term = row
    return ClockEvent(kind=KINDS[kind], at=_moment(row), ground=ground, term=Term.parse(term) if term else None)


def moved(before: Snapshot, law: Law, *row: ClockRow) -> tuple[Deadline, dict[str, str | None]]:
    """Return the new deadline and its payload part ``due``, ``step_due`` after one more clock event."""
    assert before.step_since is not None
    new = law.due(before, *row)
    due = law.step_due(law.route.step(before.step), before.step_since, new.due, (*before.clock, *row))
    return new, {"due": written(new.due), "step_due": written(due)}


def suspend(before: Snapshot, at: datetime, *, ground: str, law: Law, paper: str = "") -> Decision:
    """Stop the clock on a ground that the rule set knows; ``paper`` names the document that orders it."""
    kind = permit(before, "suspend", at)
    if before.pending:
        raise Refused(
            "opinions_open",
            "Còn ý kiến chưa trả lời nên chưa thể tạm dừng.",
            "Chờ đơn vị được hỏi trả lời, hoặc nhắc họ trên trang hồ sơ.",
        )
    new = law.due(before, ("paused", moment(at), ground, None))
    return Decision((Draft(kind, {"ground": ground, "paper": paper, "due": new.due and moment(new.due)}),), new)


def resume(before: Snapshot, at: datetime, *, law: Law) -> Decision:
    """Let the clock run on; the day of resumption is day 0 of what is left of the term."""
    kind = permit(before, "resume", at)
    ground = next(row[2] for row in reversed(before.clock) if row[0] == "paused")
    new, dates = moved(before, law, ("resumed", moment(at), ground, None))
    return Decision((Draft(kind, {"ground": ground, **dates}),), new)


def verify(before: Snapshot, at: datetime, *, term: Term, ground: str, law: Law) -> Decision:
    """Add the days that the procedure's rules give for a verification (birth registration: 3 → 5 working days)."""
    kind = permit(before, "verify", at)
    if any(row[0] == "verification" and row[2] == ground for row in before.clock):
        raise Refused("verified_before", "Thời gian xác minh theo căn cứ này đã được cộng một lần rồi.")
    new, dates = moved(before, law, ("verification", moment(at), ground, str(term)))
    return Decision((Draft(kind, {"ground": ground, "term": str(term), **dates}),), new)


def extend(before: Snapshot, at: datetime, *, term: Term, ground: str, reason: str, number: str, law: Law) -> Decision:
    """Move the appointment once, with an apology (form 04; NĐ 118/2025: a new appointment at most once)."""
    kind = permit(before, "extend", at)
    if before.extensions:
        raise Refused(
            "extended_before",
            "Hồ sơ này đã xin lỗi và hẹn lại một lần; pháp luật chỉ cho hẹn lại tối đa một lần.",
            "Hãy giải quyết ngay; hồ sơ sẽ được tính là quá hạn theo ngày hẹn hiện tại.",
        )
    if not reason.strip():
        raise Refused("reason_missing", "Chưa ghi lý do xin lỗi.", "Ghi rõ lý do để người nộp được biết.")
    new, dates = moved(before, law, ("extended", moment(at), ground, str(term)))
    payload = {
        "count": before.extensions + 1,
        "ground": ground,
        "term": str(term),
        "was": before.due_at and moment(before.due_at),
        "number": number,
        **dates,
    }
    return Decision((Draft(kind, payload, {"reason": reason.strip()}),), new)


def recompute(before: Snapshot, at: datetime, *, cause: str, law: Law) -> Decision | None:
    """Recompute the due date after a calendar or rule set changed; None when the date stays."""
    kind = permit(before, "move_due", at)
    new, dates = moved(before, law)
    if dates == {
        "due": before.due_at and moment(before.due_at),
        "step_due": before.step_due_at and moment(before.step_due_at),
    }:
        return None
    was = before.due_at and moment(before.due_at)
    return Decision((Draft(kind, {"cause": cause, "was": was, "basis": law.basis, **dates}),), new)
