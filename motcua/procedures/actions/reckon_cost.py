"""Writing down the compliance cost of a proposal, before and after."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.procedure.cost import LARGEST, Burden, rounded
from motcua.core.refusal import Refused
from motcua.ledger.commit import NewEntry, retrying
from motcua.people.actor import Actor
from motcua.procedures import cost_sheets, recipes, review_policies
from motcua.procedures.actions.write_proposal import still_draft
from motcua.procedures.models import Proposal
from motcua.procedures.recording import record


def reckon_cost(
    proposal: UUID, before: Burden, after: Burden, parameters: int, *, actor: Actor, at: datetime
) -> Proposal:
    """Keep both cost sheets and their sums in whole đồng; ``parameters`` is the number of the version reckoned by."""
    sums = {
        "one_before": rounded(before.one),
        "one_after": rounded(after.one),
        "year_before": rounded(before.year),
        "year_after": rounded(after.year),
    }
    if max(sums.values()) > LARGEST:
        raise Refused("cost_too_large", _("Chi phí tính ra lớn quá mức hợp lý: xem lại số giờ, số lượt, số đối tượng."))
    sheets = {"before": cost_sheets.as_data(before), "after": cost_sheets.as_data(after)}

    def attempt() -> None:
        row = Proposal.objects.get(pk=proposal)
        review_policies.can_write_proposal(actor, row.unit).enforce()
        still_draft(row)
        if {one.side: one.sheet for one in row.costs.all()} == sheets:
            return
        entry = NewEntry("proposal.costed", {**sums, "parameters": parameters}, sheets)
        record(recipes.PROPOSALS, row, [entry], actor=actor.id, at=at)

    retrying(attempt)
    return Proposal.objects.get(pk=proposal)
