"""Proposals to simplify: the register with its sums, one proposal, its texts, decision and steps."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.core.procedure import acts
from motcua.core.procedure.codes import BadCode, normalise
from motcua.core.procedure.cost import percent_text
from motcua.core.refusal import Refused
from motcua.procedures import queries_acts, queries_proposals, review_policies
from motcua.procedures.actions.decide_proposal import decide_proposal, withdraw_proposal
from motcua.procedures.actions.record_step import record_step
from motcua.procedures.actions.write_plan import YEARS
from motcua.procedures.actions.write_proposal import Written, write_proposal
from motcua.procedures.citing import PROCEDURE
from motcua.procedures.models import ProcedureVersion, Proposal, Review
from motcua.procedures.models.proposals import ADOPTED, DRAFT
from motcua.procedures.web.officer import cost_form, proposal_forms
from motcua.procedures.web.officer import review_words as words
from motcua.procedures.web.officer.access import BOTH, acted, keyed, number, seen, today
from motcua.procedures.web.officer.proposal_forms import DecisionForm, ProposalForm, StepForm
from motcua.procedures.web.officer.review_access import parameter, subject_href, unit_names, units
from motcua.procedures.web.officer.review_forms import ReasonForm
from motcua.procedures.web.officer.reviews import frame
from motcua.ui.refusals import sentences


@require_safe
@seen(review_policies.can_see_reviews)
def proposals(request: HttpRequest) -> HttpResponse:
    """List the proposals with what they save a year."""
    chosen, lines = listed(request)
    everything = queries_proposals.listing(acted(request).actor, today(request))
    names = unit_names({line.proposal.unit for line in everything})
    sums = queries_proposals.sums(lines)
    context = {
        "chosen": chosen,
        "lines": shown(lines, names),
        "sums": sums,
        "percent": percent_text(sums.all.percent),
        "states": {code: label for code, (label, _colour) in words.PROPOSAL_STATES.items()},
        "units": sorted(names.items(), key=lambda row: row[1]),
        "fields": sorted({line.field for line in everything if line.field}),
        "years": sorted({line.proposal.written_at.year for line in everything}, reverse=True),
        "query": request.GET.urlencode(),
        "may": review_policies.can_keep(acted(request).actor).allowed,
        **frame(request, "proposals"),
    }
    return render(request, "procedures/officer/proposals.html", context)


def listed(request: HttpRequest) -> tuple[dict[str, str], list[queries_proposals.Line]]:
    """Return the filters of the address and the proposals that fit them."""
    chosen = {name: parameter(request, name) for name in ("state", "unit", "field", "year", "q")}
    year = number(chosen["year"])
    lines = queries_proposals.listing(
        acted(request).actor, today(request), state=chosen["state"], unit=chosen["unit"], field=chosen["field"],
        year=year if year in YEARS else None, text=chosen["q"],
    )  # fmt: skip
    return chosen, lines


def shown(lines: list[queries_proposals.Line], names: dict[str, str]) -> list[dict[str, Any]]:
    """Return the lines of the register in words."""
    return [
        {
            "line": line,
            "proposal": line.proposal,
            "unit": names[line.proposal.unit],
            "measure": words.MEASURES[line.proposal.measure],
            "state": words.PROPOSAL_STATES[line.proposal.state],
            "percent": percent_text(line.saving.percent) if line.saving else "",
        }
        for line in lines
    ]


@require_http_methods(BOTH)
@seen(review_policies.can_see_reviews)
def new(request: HttpRequest) -> HttpResponse:
    """Write a proposal, from a review or without one."""
    actor = acted(request).actor
    review = _review(request)
    if not (
        review_policies.can_write_proposal(actor, review.unit) if review else review_policies.can_keep(actor)
    ).allowed:
        raise Http404
    first = {"procedure": parameter(request, "procedure"), "unit": "", "measure": _measure(review)}
    form = ProposalForm(request.POST or None, initial=first, units=units(today(request)), given=review is not None)
    return _written(request, form, review, None)


def _review(request: HttpRequest) -> Review | None:
    named = parameter(request, "review")
    if not named:
        return None
    try:
        row = Review.objects.filter(pk=UUID(named), subject_kind=PROCEDURE).first()
    except ValueError:
        row = None
    if row is None:
        raise Http404
    return row


def _measure(review: Review | None) -> str:
    return review.outcome if review is not None and review.outcome in ("simplify", "amend", "repeal") else "simplify"


@require_http_methods(BOTH)
@seen(review_policies.can_see_reviews)
def text(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write a proposal anew while nobody has decided on it."""
    row = found(request, pk)
    if not review_policies.can_write_proposal(acted(request).actor, row.unit).allowed:
        raise Http404
    form = ProposalForm(request.POST or None, initial=proposal_forms.initial(row), units=[], given=True)
    return _written(request, form, None, row)


def _written(request: HttpRequest, form: ProposalForm, review: Review | None, row: Proposal | None) -> HttpResponse:
    lines = proposal_forms.lines_of(row) if row is not None else []
    status = HTTPStatus.OK
    if request.method == "POST":
        lines, sound = proposal_forms.read_lines(request.POST), form.is_valid()
        if request.POST.get("act_verb") == "more":
            form.errors.clear()
        elif sound:
            try:
                kept = _keep(request, form, lines, review, row)
                return redirect("procedures:proposal" if row else "procedures:proposal_cost", kept.pk)
            except BadCode as bad:
                form.add_error("procedure", str(bad))
            except Refused as refused:
                form.add_error(None, sentences(refused))
        status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    subject = row.procedure if row else review.subject if review else ""
    context = {
        "form": form,
        "proposal": row,
        "review": review,
        "name": queries_acts.subject_name(PROCEDURE, subject, today(request)) if subject else "",
        "lines": proposal_forms.padded(lines),
        **frame(request, "proposals"),
    }
    return render(request, "procedures/officer/proposal_form.html", context, status=status)


def _keep(
    request: HttpRequest,
    form: ProposalForm,
    lines: list[proposal_forms.Line],
    review: Review | None,
    row: Proposal | None,
) -> Proposal:
    given = form.cleaned_data
    code = row.procedure if row else review.subject if review else normalise(given["procedure"]).national
    asked = Written(
        code, given["measure"], given["content"], given["reason"], given["roadmap"], given.get("unit", ""),
        review.pk if review else None, proposal_forms.changes(lines),
    )  # fmt: skip
    key = keyed(request, "write_proposal", [repr(asked), str(row.pk) if row else ""])
    actor, at = acted(request).actor, acted(request).at
    kept = write_proposal(asked, proposal=row.pk if row else None, actor=actor, at=at, key=key)
    messages.success(request, _("Đã lưu phương án."))
    return kept


def found(request: HttpRequest, pk: UUID) -> Proposal:
    """Return a proposal that the actor may see; for anybody else there is no such page."""
    row = Proposal.objects.select_related("text").filter(pk=pk).first()
    if row is None or not review_policies.can_see_proposal(acted(request).actor, row).allowed:
        raise Http404
    return row


@require_safe
@seen(review_policies.can_see_reviews)
def proposal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a proposal: what, why, which law changes, what it saves, what was decided, and how far it is."""
    return _page(request, found(request, pk))


def _page(request: HttpRequest, row: Proposal, **forms: Any) -> HttpResponse:
    actor = acted(request).actor
    state, colour = words.PROPOSAL_STATES[row.state]
    keeps = review_policies.can_keep(actor).allowed
    context = {
        **content(request, row),
        "state": state,
        "colour": colour,
        "href": subject_href(PROCEDURE, row.procedure, actor),
        "review": Review.objects.filter(pk=row.review).first() if row.review else None,
        "candidates": queries_proposals.candidates(row),
        "writes": row.state == DRAFT and review_policies.can_write_proposal(actor, row.unit).allowed,
        "decides": row.state == DRAFT and keeps,
        "follows": row.state in (DRAFT, ADOPTED) and keeps,
        "decision_form": forms.get("decision") or DecisionForm(),
        "step_form": forms.get("step") or StepForm(auto_id="step_%s"),
        "withdrawal_form": forms.get("withdrawal") or ReasonForm(auto_id="withdrawal_%s"),
        "form": next(iter(forms.values()), None),
        "open_withdrawal": "withdrawal" in forms,
        **frame(request, "proposals"),
    }
    status = HTTPStatus.BAD_REQUEST if forms else HTTPStatus.OK
    return render(request, "procedures/officer/proposal.html", context, status=status)


def content(request: HttpRequest, row: Proposal) -> dict[str, Any]:
    """Return what a proposal says, for its page and for paper."""
    before, after = queries_proposals.sheets(row)
    saving = queries_proposals.saving(row)
    version = ProcedureVersion.objects.filter(pk=row.procedure_version).first()
    done = {step.kind: step for step in queries_proposals.steps(row)}
    return {
        "proposal": row,
        "name": version.name if version else row.procedure,
        "title": version.title if version else row.procedure,
        "version": version,
        "unit": unit_names([row.unit])[row.unit],
        "measure": words.MEASURES[row.measure],
        "changes": [(one, queries_acts.find(acts.act_key(one.act))) for one in row.changes.all()],
        "before": before,
        "after": after,
        "kinds": _kinds(before, after),
        "saving": saving,
        "percent": percent_text(saving.percent) if saving else "",
        "steps": [(label, done.get(kind)) for kind, label in words.STEPS.items()],
        "all_steps": [(words.STEPS[step.kind], step) for step in queries_proposals.steps(row)],
    }


def _kinds(before: Any, after: Any) -> list[tuple[Any, int, int]]:
    """Return the cost of one execution by kind of task, before and after."""
    first, second = dict(cost_form.rows_by_kind(before)), dict(cost_form.rows_by_kind(after))
    return [
        (label, first.get(kind, 0), second.get(kind, 0))
        for kind, label in words.TASK_KINDS.items()
        if kind in first or kind in second
    ]


@require_POST
@seen(review_policies.can_keep)
def decision(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down what was decided."""
    row, form = found(request, pk), DecisionForm(request.POST)

    def act() -> None:
        given = form.cleaned_data
        decide_proposal(
            pk, adopted=given["adopted"] == "yes", decision=given["decision"], decision_date=given["decision_date"],
            why_not=given["why_not"], actor=acted(request).actor, at=acted(request).at,
            key=keyed(request, "decide_proposal", [str(pk), given]),
        )  # fmt: skip
        messages.success(request, _("Đã ghi quyết định về phương án."))

    return _done(request, row, "decision", form, act)


@require_POST
@seen(review_policies.can_keep)
def step(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down a step that was done."""
    row, form = found(request, pk), StepForm(request.POST, auto_id="step_%s")

    def act() -> None:
        given = form.cleaned_data
        record_step(
            pk, given["kind"], given["day"], given["reference"], given["note"], actor=acted(request).actor,
            at=acted(request).at, key=keyed(request, "record_step", [str(pk), given]),
        )  # fmt: skip
        messages.success(request, _("Đã ghi bước thực hiện."))

    return _done(request, row, "step", form, act)


@require_POST
@seen(review_policies.can_see_reviews)
def withdrawal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a proposal back."""
    row, form = found(request, pk), ReasonForm(request.POST, auto_id="withdrawal_%s")

    def act() -> None:
        reason = form.cleaned_data["reason"]
        key = keyed(request, "withdraw_proposal", [str(pk), reason])
        withdraw_proposal(pk, reason, actor=acted(request).actor, at=acted(request).at, key=key)
        messages.success(request, _("Đã rút phương án."))

    return _done(request, row, "withdrawal", form, act)


def _done(request: HttpRequest, row: Proposal, name: str, form: Any, act: Callable[[], None]) -> HttpResponse:
    """Do an act and go back to the proposal; what was refused is told in the form, which keeps what was typed."""
    if not form.is_valid():
        return _page(request, row, **{name: form})
    try:
        act()
    except Refused as refused:
        if refused.code == "forbidden":
            raise
        form.add_error(None, sentences(refused))
        return _page(request, row, **{name: form})
    return redirect("procedures:proposal", row.pk)
