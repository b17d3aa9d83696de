"""The approval of a draft, or the way back to its writers."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.procedure.draft import read
from motcua.core.refusal import Refused
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.people.queries import local_day
from motcua.procedures import draft_policies, draft_recipes
from motcua.procedures.drafting import reads, rules, timing, work
from motcua.procedures.drafting.answering import answer_with, asked_for, delegated, own_remark, seen
from motcua.procedures.drafting.gate import gate
from motcua.procedures.drafting.reads import APPROVAL
from motcua.procedures.events import drafts as events
from motcua.procedures.models.drafts import DRAFTING
from motcua.procedures.recording import record


def approve_draft(request: UUID, revision_read: int, *, actor: Actor, at: datetime, key: Key | None = None) -> None:
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
        told = {"asked": asked.seq, "unit": asked.unit, "role": asked.role, "revision": now.revision}
        entry = NewEntry(events.APPROVED.name, told | delegated(actor, asked))
        due = None if written.plan.effective_date is None else work.due_on(written.plan.effective_date)
        beside = {"due": due, "keeper": current.keeper}
        record(draft_recipes.DRAFTS, now.row, [entry], actor=actor.id, at=at, key=key, aside=beside)

    once(key, actor.id, attempt, lambda _first: None)


def return_draft(request: UUID, revision_read: int, *, actor: Actor, at: datetime, key: Key | None = None) -> None:
    """Send the draft back to its writers instead of approving it; why stands in a remark of one's own."""

    def attempt() -> None:
        asked, now = asked_for(request, APPROVAL)
        draft_policies.can_answer(actor, asked).enforce()
        own_remark(
            now,
            actor,
            _("Trả lại thì phải ghi ít nhất một góp ý: sửa chỗ nào, vì sao."),
            _("Ghi góp ý rồi trả lại."),
        )
        answer_with(now, asked, "change", seen(now, revision_read), DRAFTING, actor=actor, at=at, key=key)

    once(key, actor.id, attempt, lambda _first: None)
