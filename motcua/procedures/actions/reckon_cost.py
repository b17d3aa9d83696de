"""Writing down the compliance cost of a proposal, before and after."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.core.procedure.control import COST
from motcua.core.procedure.cost import LARGEST, Burden, rounded
from motcua.core.refusal import Refused
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.procedures import cost_sheets, parameters, recipes, review_policies
from motcua.procedures.actions.write_proposal import still_draft
from motcua.procedures.models import Proposal
from motcua.procedures.recording import record


def reckon_cost(
    proposal: UUID, before: Burden, after: Burden, *, actor: Actor, at: datetime, key: Key | None = None
) -> Proposal:
    """Keep both cost sheets and their sums in whole đồng, by the parameters in force at the moment.

    Whatever income the sheets were tried with, an hour is worth what the parameters say; the entry holds their number.
    """
    on = timezone.localdate(at)
    rules, version = parameters.cost(on), parameters.version(COST, on)
    assert version is not None  # the rules come from it
    before, after = (replace(burden, income=rules.income) for burden in (before, after))
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
        entry = NewEntry("proposal.costed", {**sums, "parameters": version.number}, sheets)
        record(recipes.PROPOSALS, row, [entry], actor=actor.id, at=at, key=key)

    once(key, actor.id, attempt, lambda _first: None)
    return Proposal.objects.get(pk=proposal)
