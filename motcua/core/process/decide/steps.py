"""Decisions on the route: claim, move to the next step, decide, ask another unit and take its answer."""

from __future__ import annotations

from datetime import datetime

from motcua.core.phrase import Listing, Phrase
from motcua.core.process.decide import clock
from motcua.core.process.decide.clock import Law
from motcua.core.process.decide.decision import Decision, Draft, permit
from motcua.core.process.decide.intake import opened, units_of
from motcua.core.process.events import Event, moment
from motcua.core.process.fold import Snapshot, fold
from motcua.core.process.route import END, Outcome, Route, Step
from motcua.core.process.states import State
from motcua.core.refusal import Refused
from motcua.core.worktime import deadline

GRANTED, REJECTED = "granted", "rejected"
REJECT_WAY = "reject"  # the code of the outcome by which a route tells a rejection apart, where it does


def claim(before: Snapshot, at: datetime, *, assignee: str) -> Decision:
    """Take the current step, or hand it to somebody; nothing changes if they hold it already."""
    kind = permit(before, "claim", at)
    if before.assignee == assignee:
        return Decision(())
    return Decision((Draft(kind, {"step": before.step, "assignee": assignee}),))


def route(before: Snapshot, at: datetime, *, outcome: str, note: str, law: Law) -> Decision:
    """Leave the current step by one of its outcomes; going back needs a reason, deciding has its own verb."""
    kind = permit(before, "route", at)
    if before.state is State.SUSPENDED:
        return _leave_a_pause(before, at, outcome=outcome, note=note, law=law)
    step, way = _way(before, law.route, outcome)
    if step.decides and way.to != END and law.route.follows(way.to, step.code):
        raise Refused("decision_needed", "Bước này phải ra quyết định.", "Bấm «Quyết định» và chọn kết quả.")
    if way.to == END:
        raise Refused("return_needed", "Bước này kết thúc bằng việc trả kết quả.", "Bấm «Trả kết quả».")
    back = not law.route.follows(way.to, step.code)
    if back and not note.strip():
        raise Refused("reason_missing", "Chưa ghi lý do trả lại bước trước.", "Ghi rõ cần sửa gì.")
    _no_open_opinions(before, step, back)
    target = law.route.step(way.to)
    payload = {
        "from": step.code,
        "outcome": way.code,
        "back": back,
        **opened(target, units_of(before), law, at, before.due_at),
    }
    routed = Decision((Draft(kind, payload, {"note": note.strip()} if note.strip() else None),))
    if not target.pauses or before.state is State.DECIDED:
        return routed
    return _joined(routed, clock.suspend(_after(before, at, routed), at, ground=target.pauses, law=law))


def _leave_a_pause(before: Snapshot, at: datetime, *, outcome: str, note: str, law: Law) -> Decision:
    """Leave a step that holds the clock: what it waited for is there, the clock runs on and the dossier moves."""
    if not law.route.step(before.step).pauses:
        raise Refused(
            "suspended", "Thời hạn đang tạm dừng nên chưa chuyển bước được.", "Bấm «Tính tiếp thời hạn» trước."
        )
    resumed = clock.resume(before, at, law=law)
    return _joined(resumed, route(_after(before, at, resumed), at, outcome=outcome, note=note, law=law))


def _after(before: Snapshot, at: datetime, decision: Decision) -> Snapshot:
    events = [Event(d.type, seq, at, "", d.payload) for seq, d in enumerate(decision.drafts, start=before.seq + 1)]
    return fold(events, before)


def _joined(first: Decision, second: Decision) -> Decision:
    return Decision((*first.drafts, *second.drafts), second.deadline or first.deadline)


def decide(
    before: Snapshot, at: datetime, *, outcome: str, electronic: bool, number: str, reason: str, law: Law
) -> Decision:
    """Grant or reject, with the result's number; the dossier moves to the step that follows the decision."""
    kind = permit(before, "decide", at)
    step = law.route.step(before.step)
    if not step.decides:
        deciding = next(s for s in law.route.steps if s.decides)
        raise Refused(
            "not_the_deciding_step",
            Phrase("Hồ sơ đang ở bước «{step}», chưa tới bước quyết định.", step=step.name),
            Phrase("Bước «{step}» mới được quyết định.", step=deciding.name),
        )
    if outcome == REJECTED and not reason.strip():
        raise Refused("reason_missing", "Chưa ghi lý do không chấp thuận.", "Ghi rõ căn cứ để người nộp được biết.")
    _no_open_opinions(before, step, back=False)
    ways = [out for out in step.outcomes if out.to != END and law.route.follows(out.to, step.code)]
    way = next((out for out in ways if (out.code == REJECT_WAY) == (outcome == REJECTED)), ways[0])
    target = law.route.step(way.to)
    content = {"reason": reason.strip()} if reason.strip() else None
    moved = {
        "from": step.code,
        "outcome": way.code,
        "back": False,
        **opened(target, units_of(before), law, at, before.due_at),
    }
    return Decision(
        (
            Draft(kind, {"outcome": outcome, "electronic": electronic, "number": number}, content),
            Draft("dossier.routed", moved),
        )
    )


def consult(before: Snapshot, at: datetime, *, code: str, question: str, law: Law) -> Decision:
    """Ask the unit that the step names for its opinion, with an answer due in working time."""
    kind = permit(before, "consult", at)
    step = law.route.step(before.step)
    asked = next((c for c in step.consultations if c.code == code), None)
    if asked is None:
        raise Refused("no_such_consultation", "Bước này không có đơn vị đó trong danh sách lấy ý kiến.")
    unit = units_of(before).resolve(asked.unit)
    if any(row[1] == unit for row in before.pending):
        raise Refused(
            "asked_before", "Đã hỏi đơn vị này và đang chờ trả lời.", "Chờ trả lời hoặc nhắc đơn vị được hỏi."
        )
    if not question.strip():
        raise Refused("question_missing", "Chưa ghi nội dung cần lấy ý kiến.")
    due = deadline(at, asked.answer_within, law.calendar, law.rules).due
    payload = {
        "consultation_code": asked.code,
        "unit": unit,
        "answer_by": due and moment(due),
        "silence": asked.silence,
    }
    return Decision((Draft(kind, payload, {"question": question.strip()}),))


def answer_consultation(before: Snapshot, at: datetime, *, consultation: int, verdict: str, text: str) -> Decision:
    """Take the asked unit's answer: ``agree``, ``disagree`` or ``other`` (silence is written as ``silence``)."""
    kind = permit(before, "answer_consultation", at)
    row = next((row for row in before.pending if row[0] == consultation), None)
    if row is None:
        raise Refused(
            "answered_before", "Ý kiến này đã được trả lời.", "Xem câu trả lời trong phần trao đổi của hồ sơ."
        )
    if verdict in {"disagree", "other"} and not text.strip():
        raise Refused("reason_missing", "Chưa ghi nội dung ý kiến.")
    payload = {"consultation": consultation, "unit": row[1], "verdict": verdict, "late": moment(at) > row[2]}
    return Decision((Draft(kind, payload, {"text": text.strip()} if text.strip() else None),))


def _way(before: Snapshot, route: Route, outcome: str) -> tuple[Step, Outcome]:
    step = route.step(before.step)
    way = step.outcome(outcome)
    if way is None:
        choices = Listing(tuple(out.label for out in step.outcomes), "; ")
        raise Refused(
            "no_such_outcome",
            Phrase("Bước «{step}» không có lối ra đó.", step=step.name),
            Phrase("Chọn một trong: {choices}.", choices=choices),
        )
    return step, way


def _no_open_opinions(before: Snapshot, step: Step, back: bool) -> None:
    if before.pending and not back:
        raise Refused(
            "opinions_open",
            Phrase("Còn {number} ý kiến chưa trả lời nên chưa thể chuyển tiếp.", number=len(before.pending)),
            "Chờ đơn vị được hỏi trả lời, hoặc nhắc họ trên trang hồ sơ.",
        )
