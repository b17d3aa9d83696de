"""Deciding on a proposal: adopted or not, by which decision and why not."""

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.core.text import nfc
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.procedures import recipes, review_policies
from motcua.procedures.actions.write_proposal import still_draft
from motcua.procedures.models import Proposal
from motcua.procedures.recording import record


def decide_proposal(
    proposal: UUID,
    *,
    adopted: bool,
    decision: str,
    decision_date: date,
    why_not: str = "",
    actor: Actor,
    at: datetime,
    key: Key | None = None,
) -> Proposal:
    """Write down what was decided on a proposal: not adopted says why not, adopted needs its cost reckoned."""
    review_policies.can_keep(actor).enforce()
    number, words = " ".join(nfc(decision).split()), nfc(why_not).strip()
    if not number:
        raise Refused("decision_missing", _("Hãy nhập số, ký hiệu văn bản quyết định."))
    if not adopted and not words:
        raise Refused("reason_missing", _("Phương án không được thông qua: hãy ghi lý do."))
    if decision_date > timezone.localdate(at):
        raise Refused("future_decision", _("Ngày quyết định ở tương lai: chỉ ghi khi đã có quyết định."))

    def attempt() -> None:
        row = Proposal.objects.get(pk=proposal)
        still_draft(row)
        if adopted and row.year_before is None:
            raise Refused(
                "cost_missing",
                _("Chưa tính chi phí tuân thủ trước và sau nên chưa ghi thông qua được."),
                _("Mở “Chi phí tuân thủ” của phương án, nhập rồi lưu."),
            )
        told = {"adopted": adopted, "decision": number, "decision_date": decision_date.isoformat()}
        content = None if adopted else {"why_not": words}
        record(recipes.PROPOSALS, row, [NewEntry("proposal.decided", told, content)], actor=actor.id, at=at, key=key)

    once(key, actor.id, attempt, lambda _first: None)
    return Proposal.objects.get(pk=proposal)


def withdraw_proposal(proposal: UUID, why_not: str, *, actor: Actor, at: datetime, key: Key | None = None) -> Proposal:
    """Take back a proposal on which nobody has decided, saying why."""
    words = nfc(why_not).strip()
    if not words:
        raise Refused("reason_missing", _("Hãy ghi lý do rút phương án."))

    def attempt() -> None:
        row = Proposal.objects.get(pk=proposal)
        review_policies.can_write_proposal(actor, row.unit).enforce()
        still_draft(row)
        record(
            recipes.PROPOSALS,
            row,
            [NewEntry("proposal.withdrawn", {}, {"why_not": words})],
            actor=actor.id,
            at=at,
            key=key,
        )

    once(key, actor.id, attempt, lambda _first: None)
    return Proposal.objects.get(pk=proposal)
