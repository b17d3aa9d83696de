"""The compliance cost of a proposal: two sheets side by side, tried before they are kept."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.core.procedure.cost import Burden, Saving, percent_text, rounded
from motcua.core.procedure.cost_tasks import tasks_of
from motcua.core.refusal import Refused
from motcua.procedures import parameters, ports, queries, queries_proposals, review_policies
from motcua.procedures.actions.reckon_cost import reckon_cost
from motcua.procedures.models import Proposal
from motcua.procedures.models.proposals import DRAFT
from motcua.procedures.ports import Lateness
from motcua.procedures.web.officer import cost_form
from motcua.procedures.web.officer import review_words as words
from motcua.procedures.web.officer.access import BOTH, acted, keyed, seen, today
from motcua.procedures.web.officer.cost_form import SIDES, Side
from motcua.procedures.web.officer.proposals import found
from motcua.procedures.web.officer.reviews import frame
from motcua.ui.refusals import sentences

YEAR = timedelta(days=365)


@require_http_methods(BOTH)
@seen(review_policies.can_see_reviews)
def cost(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for tasks, hours and amounts before and after; ``look`` only reckons, ``keep`` keeps."""
    row = found(request, pk)
    if row.state != DRAFT or not review_policies.can_write_proposal(acted(request).actor, row.unit).allowed:
        raise Http404
    rules = parameters.cost(today(request))
    if request.method != "POST":
        return _page(request, row, _first(request, row), rules, (None, None))
    verb = request.POST.get("act", "keep")
    sides = {name: cost_form.read(request.POST, name) for name in SIDES}
    if verb == "copy":
        sides["after"] = cost_form.read(request.POST, "before")
    burdens = (cost_form.burden_of(sides["before"], rules.income), cost_form.burden_of(sides["after"], rules.income))
    before, after = burdens
    if verb == "keep" and before is not None and after is not None:
        try:
            actor, at = acted(request).actor, acted(request).at
            key = keyed(request, "reckon_cost", [str(pk), repr(before), repr(after)])
            reckon_cost(pk, before, after, actor=actor, at=at, key=key)
        except Refused as refused:
            return _page(request, row, sides, rules, burdens, refused=sentences(refused))
        messages.success(request, _("Đã lưu chi phí tuân thủ."))
        return redirect("procedures:proposal", pk)
    return _page(request, row, sides, rules, burdens, more=5 if verb == "more" else 0, verb=verb)


def _first(request: HttpRequest, row: Proposal) -> dict[str, Side]:
    """Return the sheets to begin with: those kept, else the tasks of the procedure on both sides."""
    before, after = queries_proposals.sheets(row)
    if before is not None and after is not None:
        return {"before": cost_form.show(before), "after": cost_form.show(after)}
    rules = parameters.cost(today(request))
    definition = queries.by_version(row.procedure_version).definition
    tasks = tasks_of(definition, rules.usual_hours())
    finished = ports.late_since(acted(request).at - YEAR).get(row.procedure, Lateness(0, 0)).finished
    first = Burden(tasks, rules.income, subjects_per_year=finished)
    then = Burden((), rules.income, subjects_per_year=finished) if row.measure == "repeal" else first
    return {"before": cost_form.show(first), "after": cost_form.show(then)}


def _page(
    request: HttpRequest,
    row: Proposal,
    sides: dict[str, Side],
    rules: Any,
    burdens: tuple[Burden | None, Burden | None],
    *,
    more: int = 0,
    verb: str = "",
    refused: str = "",
) -> HttpResponse:
    before, after = burdens
    reckoned = before is not None and after is not None
    each = Saving(before.one, after.one) if before is not None and after is not None else None
    yearly = Saving(before.year, after.year) if before is not None and after is not None else None
    wrong = cost_form.wrong(sides.values())
    labels = {"before": _("Trước: thủ tục đang áp dụng"), "after": _("Sau: theo phương án")}
    context = {
        "proposal": row,
        "name": queries.by_version(row.procedure_version).definition.title,
        "sides": [(name, labels[name], cost_form.padded(side, more)) for name, side in sides.items()],
        "kinds": words.choices(words.TASK_KINDS),
        "rules": rules,
        "hourly_text": f"{rounded(rules.income.hourly):,}".replace(",", "."),
        "reckoned": reckoned,
        "sums": [
            (_("Một lần thực hiện"), rounded(each.before), rounded(each.after), rounded(each.saved)),
            (_("Một năm"), rounded(yearly.before), rounded(yearly.after), rounded(yearly.saved)),
        ] if each and yearly else [],
        "percent": percent_text(yearly.percent if yearly and yearly.before else each.percent) if each else "",
        "wrong": wrong and verb != "more",
        "refused": refused,
        **frame(request, "proposals"),
    }  # fmt: skip
    status = HTTPStatus.BAD_REQUEST if refused or (wrong and verb == "keep") else HTTPStatus.OK
    return render(request, "procedures/officer/proposal_cost.html", context, status=status)
