"""Answering a draft: an opinion by those who were asked, the approval or the way back by who approves."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.procedure.draft import read
from motcua.core.refusal import Refused
from motcua.ledger.commit import NewEntry, Subject, Update, commit, retrying
from motcua.people.actor import Actor
from motcua.people.queries import local_day
from motcua.people.roles import REGISTRAR
from motcua.procedures import draft_policies
from motcua.procedures.drafting import reads, rules, timing, work
from motcua.procedures.drafting.gate import gate
from motcua.procedures.drafting.reads import APPROVAL, REVIEW, Opened
from motcua.procedures.events import drafts as events
from motcua.procedures.models import DraftRequest
from motcua.procedures.models.drafts import APPROVED, DRAFTING, REVIEWING

Answer = Literal["agree", "change"]


def answer_review(request: UUID, answer: Answer, revision_read: int, *, actor: Actor, at: datetime) -> None:
    """Say that the draft is agreed to, or is to be changed, as it stood at the revision that was read.

    Whoever wants it changed has said where: a remark of one's own, on any place, must be open.
    """

    def attempt() -> None:
        asked, now = _asked(request, REVIEW)
        draft_policies.can_answer(actor, asked).enforce()
        own = [remark for remark in reads.remarks(now.row) if remark.row.author == actor.id and not remark.resolved]
        if answer == "change" and not own:
            raise Refused(
                "no_remark",
                _("Đề nghị sửa thì phải ghi ít nhất một góp ý: sửa chỗ nào, vì sao."),
                _("Ghi góp ý rồi trả lời lại."),
            )
        _commit(now, asked, answer, _seen(now, revision_read), REVIEWING, actor, at)

    retrying(attempt)


def approve_draft(request: UUID, revision_read: int, *, actor: Actor, at: datetime) -> None:
    """Approve the draft as it was read: it may now be published, and only its publication may still change."""

    def attempt() -> None:
        asked, now = _asked(request, APPROVAL)
        current = rules.on(local_day(at))
        draft_policies.can_approve(actor, asked, reads.editors(now.row), current).enforce()
        if now.revision != revision_read:
            raise Refused(
                "draft_changed",
                _("Bản nháp vừa được sửa sau khi bạn mở trang nên chưa duyệt."),
                _("Tải lại trang, xem phần vừa sửa rồi duyệt."),
            )
        written = read(now.document)
        found = gate(now, written, timing.clocks_of(now.row, written, local_day(at)), local_day(at)).content
        if found:
            raise Refused(
                "unsound_draft",
                _("Chưa duyệt được: còn %(count)d điểm phải sửa.") % {"count": len(found)},
                " ".join(line.message for line in found[:5]),
            )
        seq = now.row.version + 1
        told = {"asked": asked.seq, "unit": asked.unit, "role": asked.role, "revision": now.revision}
        columns = {
            "state": APPROVED,
            "approved_revision": now.revision,
            "approved_by": actor.id,
            "changed_at": at,
        }
        due = None if written.plan.effective_date is None else work.due_on(written.plan.effective_date)
        commit(
            Subject.of(now.row, **columns),
            [NewEntry(events.APPROVED.name, told | _delegated(actor, asked))],
            actor=actor.id,
            at=at,
            children=[
                _answered(asked, "agree", now.revision, actor, at),
                work.ended(now.row.pk, asked.seq, work.APPROVAL, at=at, by=actor, outcome="agree"),
                work.opened(now.row.pk, seq, work.PUBLICATION, unit=current.keeper, role=REGISTRAR, at=at, due=due),
            ],
        )

    retrying(attempt)


def return_draft(request: UUID, revision_read: int, *, actor: Actor, at: datetime) -> None:
    """Send the draft back to its writers instead of approving it; why stands in a remark of one's own."""

    def attempt() -> None:
        asked, now = _asked(request, APPROVAL)
        draft_policies.can_answer(actor, asked).enforce()
        own = [remark for remark in reads.remarks(now.row) if remark.row.author == actor.id and not remark.resolved]
        if not own:
            raise Refused(
                "no_remark",
                _("Trả lại thì phải ghi ít nhất một góp ý: sửa chỗ nào, vì sao."),
                _("Ghi góp ý rồi trả lại."),
            )
        _commit(now, asked, "change", _seen(now, revision_read), DRAFTING, actor, at)

    retrying(attempt)


def _asked(request: UUID, kind: str) -> tuple[DraftRequest, Opened]:
    asked = DraftRequest.objects.filter(pk=request, kind=kind).first()
    now = reads.current(asked.draft_id) if asked is not None else None
    if asked is None or now is None:
        raise Refused("not_found", _("Không có lần hỏi ý kiến này."))
    draft_policies.is_open(now.row).enforce()
    return asked, now


def _seen(now: Opened, revision_read: int) -> int:
    if not 1 <= revision_read <= now.revision:
        raise Refused("unknown_revision", _("Không có lần sửa %(number)d.") % {"number": revision_read})
    return revision_read


def _commit(
    now: Opened, asked: DraftRequest, answer: Answer, revision: int, state: str, actor: Actor, at: datetime
) -> None:
    told = {
        "asked": asked.seq,
        "kind": asked.kind,
        "unit": asked.unit,
        "role": asked.role,
        "answer": answer,
        "revision": revision,
        "state": state,
    }
    commit(
        Subject.of(now.row, state=state, changed_at=at),
        [NewEntry(events.ANSWERED.name, told | _delegated(actor, asked))],
        actor=actor.id,
        at=at,
        children=[
            _answered(asked, answer, revision, actor, at),
            work.ended(now.row.pk, asked.seq, asked.kind, at=at, by=actor, outcome=answer),
        ],
    )


def _answered(asked: DraftRequest, answer: str, revision: int, actor: Actor, at: datetime) -> Update:
    values = {"answer": answer, "answered_by": actor.id, "answered_at": at, "answered_revision": revision}
    return Update(DraftRequest, {"id": asked.pk}, values)


def _delegated(actor: Actor, asked: DraftRequest) -> dict[str, str]:
    duty = draft_policies.duty_of(actor, asked)
    return {"delegation": duty.delegation} if duty is not None and duty.delegation else {}
