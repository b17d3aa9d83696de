"""Recording a step on the way of a proposal: sent, answered, act changed, version published."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.core.text import nfc
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.procedures import recipes, review_policies
from motcua.procedures.models import Procedure, ProcedureVersion, Proposal
from motcua.procedures.models.proposals import ADOPTED, DRAFT
from motcua.procedures.recording import record

STEPS: Final = ("sent", "answered", "act_changed", "published")
AFTER_ADOPTION: Final = ("act_changed", "published")


def record_step(
    proposal: UUID,
    kind: str,
    day: date,
    reference: str,
    note: str = "",
    *,
    actor: Actor,
    at: datetime,
    key: Key | None = None,
) -> Proposal:
    """Write down a step with its day and document; publication of the version named by number ends the proposal."""
    review_policies.can_keep(actor).enforce()
    if kind not in STEPS:
        raise Refused("unknown_step", _("Hãy chọn bước thực hiện."))
    named = " ".join(nfc(reference).split())
    if not named:
        raise Refused("reference_missing", _("Hãy nhập số, ký hiệu văn bản, hoặc số của bản thủ tục."))
    if day > timezone.localdate(at):
        raise Refused("future_step", _("Ngày ở tương lai: chỉ ghi bước đã làm."))

    def attempt() -> None:
        row = Proposal.objects.get(pk=proposal)
        if row.state != ADOPTED and (row.state != DRAFT or kind in AFTER_ADOPTION):
            raise Refused(
                "not_adopted",
                _("Phương án chưa được thông qua, hoặc đã kết thúc, nên chưa ghi được bước này."),
                _("Ghi quyết định về phương án trước."),
            )
        if kind == "published":
            _published(row, named)
        words = nfc(note).strip()
        told = {"kind": kind, "day": day.isoformat(), "reference": named}
        entry = NewEntry("proposal.step_recorded", told, {"note": words} if words else None)
        record(recipes.PROPOSALS, row, [entry], actor=actor.id, at=at, key=key)

    once(key, actor.id, attempt, lambda _first: None)
    return Proposal.objects.get(pk=proposal)


def _published(row: Proposal, reference: str) -> None:
    """Refuse a version that does not exist or stood before the proposal, and a repeal that was not decided."""
    if row.measure in ("replace", "repeal"):
        if not Procedure.objects.filter(code=row.procedure).exclude(repealed_from=None).exists():
            raise Refused(
                "not_repealed",
                _("Thủ tục %(code)s chưa có quyết định bãi bỏ.") % {"code": row.procedure},
                _("Ghi quyết định bãi bỏ ở trang của thủ tục trước."),
            )
        return
    versions = ProcedureVersion.objects.filter(procedure__code=row.procedure)
    before = versions.get(pk=row.procedure_version).number
    later = [str(number) for number in versions.filter(number__gt=before).values_list("number", flat=True)]
    if reference not in later:
        raise Refused(
            "no_later_version",
            _("Thủ tục %(code)s không có bản số %(number)s công bố sau phương án.")
            % {"code": row.procedure, "number": reference[:20]},
            _("Công bố bản mới của thủ tục trước, rồi ghi số của bản đó."),
        )
