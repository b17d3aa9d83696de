"""The approval of a draft, or the way back to its writers."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.procedure.draft import read
from motcua.core.refusal import Refused
from motcua.ledger.commit import NewEntry, Subject, commit, retrying
from motcua.people.actor import Actor
from motcua.people.queries import local_day
from motcua.people.roles import REGISTRAR
from motcua.procedures import draft_policies
from motcua.procedures.drafting import reads, rules, timing, work
from motcua.procedures.drafting.answering import answered, asked_for, delegated, record, seen
from motcua.procedures.drafting.gate import gate
from motcua.procedures.drafting.reads import APPROVAL
from motcua.procedures.events import drafts as events
from motcua.procedures.models.drafts import APPROVED, DRAFTING


def approve_draft(request: UUID, revision_read: int, *, actor: Actor, at: datetime) -> None:
    """Approve the draft as it was read: it may now be published, and only its publication may still change."""

    def attempt() -> None:
        asked, now = asked_for(request, APPROVAL)
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
            [NewEntry(events.APPROVED.name, told | delegated(actor, asked))],
            actor=actor.id,
            at=at,
            children=[
                answered(asked, "agree", now.revision, actor, at),
                work.ended(now.row.pk, asked.seq, work.APPROVAL, at=at, by=actor, outcome="agree"),
                work.opened(now.row.pk, seq, work.PUBLICATION, unit=current.keeper, role=REGISTRAR, at=at, due=due),
            ],
        )

    retrying(attempt)


def return_draft(request: UUID, revision_read: int, *, actor: Actor, at: datetime) -> None:
    """Send the draft back to its writers instead of approving it; why stands in a remark of one's own."""

    def attempt() -> None:
        asked, now = asked_for(request, APPROVAL)
        draft_policies.can_answer(actor, asked).enforce()
        own = [remark for remark in reads.remarks(now.row) if remark.row.author == actor.id and not remark.resolved]
        if not own:
            raise Refused(
                "no_remark",
                _("Trả lại thì phải ghi ít nhất một góp ý: sửa chỗ nào, vì sao."),
                _("Ghi góp ý rồi trả lại."),
            )
        record(now, asked, "change", seen(now, revision_read), DRAFTING, actor, at)

    retrying(attempt)
