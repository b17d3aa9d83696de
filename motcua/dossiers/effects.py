"""What an act would do now: the decision that its action would make, worked out and not written.

The desk's pages ask here why an act is not possible and which due date it would give, so that no rule is told twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.core.process.decide import clock, intake, steps, supplements
from motcua.core.process.decide.clock import Law
from motcua.core.process.decide.decision import Decision
from motcua.core.process.events import moment
from motcua.core.process.fold import Snapshot
from motcua.core.refusal import Refused
from motcua.core.worktime import Term, deadline
from motcua.core.worktime.vietnamese import local
from motcua.dossiers.actions.ask_supplement import answer_by
from motcua.dossiers.consequences import TOLD
from motcua.dossiers.law import definition_of, law_for, law_of
from motcua.dossiers.reading import Found
from motcua.dossiers.sign_rules import more_supplements
from motcua.ui import formatting, refusals
from motcua.ui.formatting import moment as spoken

LONGER = (1, 2, 3, 5, 7, 10, 15, 20)
ANYTHING = "-"


@dataclass(frozen=True, slots=True)
class Moved:
    """One possible new due date: what leads to it, in words, and the moment (None while the clock stands still)."""

    code: str
    words: str
    due: datetime | None


def hindrance(noun: str, found: Found, at: datetime) -> str:
    """Return why the law does not allow an act now, "" where it does; who may do it is a question for the policies."""
    rehearsal = REHEARSALS.get(noun)
    if rehearsal is None:
        return ""
    try:
        rehearsal(found.now, at, _law(found.now, at))
    except Refused as refused:
        return refusals.sentences(refused)
    return ""


def effect(noun: str, found: Found, at: datetime) -> list[str]:
    """Say in sentences, before it is confirmed, what an act does to the due date and to the dossier."""
    tell = EFFECTS.get(noun)
    return tell(found.now, at) if tell else []


def extensions(now: Snapshot, at: datetime) -> list[Moved]:
    """Return the choices of an apology with the new date that each gives."""
    law = _law(now, at)
    assert law is not None
    found = []
    for days in LONGER:
        term = Term.of(days, "working_days")
        decision = clock.extend(now, at, term=term, ground="apology", reason=ANYTHING, number="", law=law)
        found.append(Moved(str(days), formatting.term(term), _due(decision)))
    return found


def verifications(now: Snapshot, at: datetime) -> dict[str, str]:
    """Return for each ground of verification the new due date, or why it cannot be used again."""
    law, told = _law(now, at), {}
    assert law is not None
    for ground in definition_of(now).clock_grounds:
        if ground.kind == "verification" and ground.term is not None:
            try:
                decision = clock.verify(now, at, term=ground.term, ground=ground.code, law=law)
            except Refused as refused:
                told[ground.code] = refusals.message(refused)
            else:
                told[ground.code] = _new(_due(decision))
    return told


def ways(now: Snapshot, at: datetime) -> dict[str, str]:
    """Return the ways out of the current step that can be taken by moving on, each with the reason if it is shut."""
    law, told = _law(now, at), {}
    if law is None or not now.step:
        return {}
    for out in law.route.step(now.step).outcomes:
        try:
            steps.route(now, at, outcome=out.code, note=ANYTHING, law=law)
        except Refused as refused:
            if refused.code not in {"decision_needed", "return_needed"}:
                told[out.code] = refusals.sentences(refused)
        else:
            told[out.code] = ""
    return told


def _law(now: Snapshot, at: datetime) -> Law | None:
    return None if now.before_reception else law_of(now, local(at).date())


def _route(now: Snapshot, at: datetime, law: Law | None) -> None:
    assert law is not None
    shut = ways(now, at)
    if shut and all(shut.values()):
        raise Refused("shut", next(iter(shut.values())))


def _decide(now: Snapshot, at: datetime, law: Law | None) -> None:
    assert law is not None
    steps.decide(now, at, outcome=steps.GRANTED, electronic=True, number="", reason="", law=law)


def _ask(now: Snapshot, at: datetime, law: Law | None) -> None:
    until = answer_by(now.reception_unit, at)
    item, more = ["x"], more_supplements(now.procedure)
    reasons = {"x": ANYTHING}
    supplements.ask(now, at, items=item, known=item, reasons=reasons, answer_by=until, number="", law=law, more=more)


def _extend(now: Snapshot, at: datetime, law: Law | None) -> None:
    assert law is not None
    term = Term.of(1, "working_days")
    clock.extend(now, at, term=term, ground="apology", reason=ANYTHING, number="", law=law)


def _suspend(now: Snapshot, at: datetime, law: Law | None) -> None:
    assert law is not None
    ground = next(g for g in definition_of(now).clock_grounds if g.kind == "pause")
    clock.suspend(now, at, ground=ground.code, law=law)


def _verify(now: Snapshot, at: datetime, law: Law | None) -> None:
    refusals: list[Refused] = []
    grounds = [g for g in definition_of(now).clock_grounds if g.kind == "verification" and g.term is not None]
    for ground in grounds:
        assert law is not None
        assert ground.term is not None
        try:
            clock.verify(now, at, term=ground.term, ground=ground.code, law=law)
        except Refused as refused:
            refusals.append(refused)
    if refusals and len(refusals) == len(grounds):
        raise refusals[0]


def _annul(now: Snapshot, at: datetime, law: Law | None) -> None:
    intake.annul(now, at, ground="mistake", reason=ANYTHING)


REHEARSALS: dict[str, Callable[[Snapshot, datetime, Law | None], None]] = {
    "route": _route,
    "decision": _decide,
    "supplement-request": _ask,
    "apology": _extend,
    "suspension": _suspend,
    "verification": _verify,
    "annulment": _annul,
}


def _asked(now: Snapshot, at: datetime) -> list[str]:
    until = answer_by(now.reception_unit, at)
    told = [_("Người nộp có tới %(until)s để bổ sung; chỉ được yêu cầu một lần.") % {"until": spoken(until)}]
    law = _law(now, at)
    if law is None:
        return [*told, _("Hồ sơ chưa tiếp nhận nên thời hạn chưa chạy.")]
    told.append(_("Thời hạn dừng từ lúc gửi phiếu; thời gian chờ không tính cho cơ quan."))
    tomorrow = deadline(at, Term.of(1, "working_days"), law.calendar, law.rules).due
    assert tomorrow is not None
    for when in (tomorrow, until):
        due = _after(now, law, at, when, "restarted" if law.rules.after_supplement == "restart" else "resumed")
        told.append(
            _("Nếu bổ sung lúc %(when)s thì hẹn trả mới là %(due)s.") % {"when": spoken(when), "due": spoken(due)}
            if due
            else ""
        )
    return [line for line in told if line]


def _after(now: Snapshot, law: Law, at: datetime, when: datetime, kind: str) -> datetime | None:
    return law.due(now, ("paused", moment(at), "supplement", None), (kind, moment(when), "supplement", None)).due


def _paused(now: Snapshot, at: datetime) -> list[str]:
    law = _law(now, at)
    assert law is not None
    told = [_("Thời hạn dừng từ lúc này cho tới khi bấm «Tính tiếp thời hạn».")]
    for days in (1, 5):
        until = deadline(at, Term.of(days, "working_days"), law.calendar, law.rules).due
        assert until is not None
        due = _after(now, law, at, until, "resumed")
        facts = {"days": days, "due": spoken(due) if due else ""}
        told.append(_("Nếu dừng %(days)d ngày làm việc thì hẹn trả mới là %(due)s.") % facts)
    return told


def _resumed(now: Snapshot, at: datetime) -> list[str]:
    law = _law(now, at)
    assert law is not None
    decision: Decision = clock.resume(now, at, law=law)
    return [_new(_due(decision))]


def _received(now: Snapshot, at: datetime) -> list[str]:
    law = law_for(now.procedure_version, now.case, now.competent_unit, local(at).date())
    due = deadline(at, law.term, law.calendar, law.rules).due
    facts = {"term": formatting.term(law.term), "due": spoken(due) if due else ""}
    return [_("Thời hạn %(term)s. Nếu tiếp nhận bây giờ thì hẹn trả %(due)s.") % facts]


def _extended(now: Snapshot, at: datetime) -> list[str]:
    due = spoken(now.due_at) if now.due_at else ""
    return [
        _("Hẹn trả hiện nay: %(due)s. Pháp luật chỉ cho hẹn lại một lần.") % {"due": due},
        _("Văn bản xin lỗi (mẫu 04) được cấp số và gửi người nộp."),
    ]


def _due(decision: Decision) -> datetime | None:
    return decision.deadline.due if decision.deadline else None


def _new(due: datetime | None) -> str:
    return _("Hẹn trả mới: %(due)s.") % {"due": spoken(due)} if due else _("Thời hạn đang dừng, chưa có ngày hẹn.")


EFFECTS: dict[str, Callable[[Snapshot, datetime], list[str]]] = {
    "reception": _received,
    "supplement-request": _asked,
    "suspension": _paused,
    "resumption": _resumed,
    "apology": _extended,
    **TOLD,
}
