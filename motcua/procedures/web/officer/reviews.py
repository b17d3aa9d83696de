"""Reviews: the list, one review with its findings and conclusion, and giving one out."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.core.procedure.codes import BadCode, normalise
from motcua.core.refusal import Refused
from motcua.people import queries as people
from motcua.procedures import (
    parameters,
    queries_acts,
    queries_plans,
    queries_proposals,
    queries_reviews,
    review_policies,
)
from motcua.procedures.actions.cancel_review import cancel_review
from motcua.procedures.actions.conclude_review import conclude_review
from motcua.procedures.actions.extend_review import extend_review
from motcua.procedures.actions.start_review import Reviewed, start_review
from motcua.procedures.actions.write_findings import CRITERIA, write_findings
from motcua.procedures.models import Act, Review
from motcua.procedures.models.reviews import OPEN
from motcua.procedures.web.officer import review_words as words
from motcua.procedures.web.officer.access import BOTH, acted, keyed, seen, today
from motcua.procedures.web.officer.review_access import parameter, review_lines, subject_href, tabs, unit_names, units
from motcua.procedures.web.officer.review_forms import ConclusionForm, FindingsForm, ReasonForm, StartForm
from motcua.ui.refusals import sentences
from motcua.worktime import explaining


@require_safe
@seen(review_policies.can_see_reviews)
def reviews(request: HttpRequest) -> HttpResponse:
    """List the reviews: open ones by due date, then those that ended."""
    actor, at = acted(request).actor, acted(request).at
    chosen = {name: parameter(request, name) for name in ("state", "unit", "q")}
    found = queries_reviews.listing(actor, at, state=chosen["state"], unit=chosen["unit"], text=chosen["q"])
    lines = review_lines(found, at)
    counts = queries_reviews.counts(actor, at)
    used = set(queries_reviews.visible_to(actor).order_by().values_list("unit", flat=True).distinct())
    context = {
        "chosen": chosen,
        "lines": lines,
        "tiles": [
            (counts["open"], words.REVIEW_STATES["open"][0], "?state=open", chosen["state"] == "open", ""),
            (counts["late"], words.REVIEW_STATES["late"][0], "?state=late", chosen["state"] == "late",
             "late" if counts["late"] else ""),
            (counts["concluded"], words.REVIEW_STATES["concluded"][0], "?state=concluded",
             chosen["state"] == "concluded", ""),
        ],
        "units": sorted(unit_names(used).items(), key=lambda row: row[1]),
        "states": {code: label for code, (label, _colour) in words.REVIEW_STATES.items()},
        "may": review_policies.can_keep(actor).allowed,
        **frame(request, "reviews"),
    }  # fmt: skip
    return render(request, "procedures/officer/reviews.html", context)


def frame(request: HttpRequest, current: str) -> dict[str, Any]:
    """Return what the frame of every page about reviews needs."""
    actor = acted(request).actor
    return {
        "tab": "reviews",
        "sees_all": review_policies.can_see_all(actor).allowed,
        "review_tabs": tabs(actor, current),
    }


@require_http_methods(BOTH)
@seen(review_policies.can_keep)
def new(request: HttpRequest) -> HttpResponse:
    """Give out the review of one procedure."""
    first = {"subject": parameter(request, "procedure")}
    form = StartForm(request.POST or None, initial=first, units=units(today(request)))
    if request.method == "POST" and form.is_valid():
        try:
            code = normalise(form.cleaned_data["subject"]).national
            return redirect("procedures:review", _started(request, code, form.cleaned_data).pk)
        except BadCode as bad:
            form.add_error("subject", str(bad))
        except Refused as refused:
            form.add_error("subject", sentences(refused))
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(
        request, "procedures/officer/review_new.html", {"form": form, **frame(request, "reviews")}, status=status
    )


def _started(request: HttpRequest, code: str, given: dict[str, Any]) -> Review:
    subject = queries_acts.applying("procedure", code, today(request))
    unit = given["unit"] or parameters.reviews(today(request)).unit_for(subject.field_code if subject else "")
    cause = "age" if request.GET.get("cause") == "age" else "own"
    asked = Reviewed("procedure", code, unit, cause, request=given["request"])
    key = keyed(request, "start_review", [code, unit, given["request"]])
    row = start_review(asked, actor=acted(request).actor, at=acted(request).at, key=key)
    messages.success(request, _("Đã giao rà soát thủ tục %(code)s.") % {"code": code})
    return row


@require_safe
@seen(review_policies.can_see_reviews)
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a review: what, by whom, until when and why; findings, conclusion, and the proposals that came of it."""
    return _page(request, _found(request, pk))


def _found(request: HttpRequest, pk: UUID) -> Review:
    row = Review.objects.select_related("text").filter(pk=pk).first()
    if row is None or not review_policies.can_see_review(acted(request).actor, row).allowed:
        raise Http404
    return row


def _page(request: HttpRequest, row: Review, **forms: Any) -> HttpResponse:
    actor, at, on = acted(request).actor, acted(request).at, today(request)
    state, colour = words.state_of(row, at)
    writes = row.state == OPEN and review_policies.can_write_review(actor, row).allowed
    act = Act.objects.filter(pk=row.act).first() if row.act else None
    version = queries_acts.applying(row.subject_kind, row.subject, on)
    item = queries_plans.item_of(row)
    context = {
        "review": row,
        "name": queries_acts.subject_name(row.subject_kind, row.subject, on),
        "kind": words.SUBJECTS[row.subject_kind],
        "href": subject_href(row.subject_kind, row.subject, actor),
        "unit": unit_names([row.unit])[row.unit],
        "state": state,
        "colour": colour,
        "cause": words.CAUSES[row.cause],
        "act": act,
        "item": item,
        "due": words.due_words(row, at),
        "dates": [
            (words.DUE_CAUSES[one.cause], {"row": one, "lines": explaining.stored_lines(one.trace)})
            for one in row.due_dates.all()
        ],
        "closed_by": people.names([row.closed_by]).get(row.closed_by, "") if row.closed_by else "",
        "outcome": words.OUTCOMES.get(row.outcome, ""),
        "findings": _findings(row),
        "places": _places(row, act, on),
        "newer": version is not None and row.subject_version is not None and version.version != row.subject_version,
        "proposals": queries_proposals.lines_of(queries_proposals.of_review(row.pk), on),
        "proposal_states": words.PROPOSAL_STATES,
        "writes": writes,
        "keeps": review_policies.can_keep(actor).allowed,
        "proposes": row.subject_kind == "procedure" and review_policies.can_write_proposal(actor, row.unit).allowed,
        "findings_form": forms.get("findings") or FindingsForm(review=row),
        "conclusion_form": forms.get("conclusion") or ConclusionForm(),
        "extension_form": forms.get("extension") or ReasonForm(auto_id="extension_%s"),
        "cancellation_form": forms.get("cancellation") or ReasonForm(auto_id="cancellation_%s"),
        "form": next((form for form in forms.values() if form is not None and form.errors), None),
        "open_extension": "extension" in forms,
        "open_cancellation": "cancellation" in forms,
        **frame(request, "reviews"),
    }
    status = HTTPStatus.BAD_REQUEST if context["form"] else HTTPStatus.OK
    return render(request, "procedures/officer/review.html", context, status=status)


def _findings(row: Review) -> list[dict[str, Any]]:
    known = {one.criterion: one for one in row.findings.all()}
    return [
        {"label": label, "verdict": words.VERDICTS[known[name].verdict] if name in known else words.VERDICTS[""],
         "note": known[name].note if name in known else ""}
        for name, label in words.CRITERIA.items()
    ]  # fmt: skip


def _places(row: Review, act: Act | None, on: Any) -> list[Any]:
    """Return where the subject cites what the act touches: the first thing a reviewer needs to see."""
    if act is None:
        return []
    touched = queries_acts.affected_by(act, on)
    found = [one for one in touched if (one.kind, one.code) == (row.subject_kind, row.subject)]
    return [(words.PLACES[place.kind], place) for one in found for place in one.places]


@require_POST
@seen(review_policies.can_see_reviews)
def findings(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep the findings; a conclusion that was typed already stays on the page."""
    row = _found(request, pk)
    form = FindingsForm(request.POST, review=row)
    if not form.is_valid():
        return _page(request, row, findings=form, conclusion=ConclusionForm(initial=request.POST.dict()))

    def act() -> None:
        _write_findings(request, pk, form)
        messages.success(request, _("Đã lưu kết quả rà soát."))

    answer = _done(request, row, "findings", form, act)
    if not form.errors and (request.POST.get("conclusion") or request.POST.get("outcome")):
        return _page(request, _found(request, pk), conclusion=ConclusionForm(initial=request.POST.dict()))
    return answer


def _write_findings(request: HttpRequest, pk: UUID, form: FindingsForm, part: str = "") -> None:
    verdicts, notes = form.verdicts(), form.notes()
    key = keyed(request, "write_findings", [str(pk), verdicts, notes], part)
    write_findings(pk, verdicts, notes, actor=acted(request).actor, at=acted(request).at, key=key)


@require_POST
@seen(review_policies.can_see_reviews)
def conclusion(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep the findings typed on the same page, then conclude."""
    row, form = _found(request, pk), ConclusionForm(request.POST)
    found = (
        FindingsForm(request.POST, review=row) if any(f"verdict_{name}" in request.POST for name in CRITERIA) else None
    )
    if not form.is_valid() or (found is not None and not found.is_valid()):
        return _page(request, row, conclusion=form, findings=found)

    def act() -> None:
        given = form.cleaned_data
        actor, at = acted(request).actor, acted(request).at
        if found is not None:
            _write_findings(request, pk, found, "findings")
        key = keyed(request, "conclude_review", [str(pk), given])
        conclude_review(pk, given["outcome"], given["conclusion"], actor=actor, at=at, key=key)
        messages.success(request, _("Đã kết luận rà soát."))

    return _done(request, row, "conclusion", form, act, findings=found)


@require_POST
@seen(review_policies.can_keep)
def extension(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give more time."""
    row, form = _found(request, pk), ReasonForm(request.POST, auto_id="extension_%s")
    if not form.is_valid():
        return _page(request, row, extension=form)

    def act() -> None:
        reason = form.cleaned_data["reason"]
        key = keyed(request, "extend_review", [str(pk), reason])
        extend_review(pk, reason, actor=acted(request).actor, at=acted(request).at, key=key)
        messages.success(request, _("Đã gia hạn rà soát."))

    return _done(request, row, "extension", form, act)


@require_POST
@seen(review_policies.can_keep)
def cancellation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Cancel."""
    row, form = _found(request, pk), ReasonForm(request.POST, auto_id="cancellation_%s")
    if not form.is_valid():
        return _page(request, row, cancellation=form)

    def act() -> None:
        reason = form.cleaned_data["reason"]
        key = keyed(request, "cancel_review", [str(pk), reason])
        cancel_review(pk, reason, actor=acted(request).actor, at=acted(request).at, key=key)
        messages.success(request, _("Đã hủy việc rà soát."))

    return _done(request, row, "cancellation", form, act)


def _done(
    request: HttpRequest, row: Review, name: str, form: Any, act: Callable[[], None], **others: Any
) -> HttpResponse:
    """Do an act and go back to the review; what was refused is told in the form, which keeps what was typed."""
    try:
        act()
    except Refused as refused:
        if refused.code == "forbidden":
            raise
        form.add_error(None, sentences(refused))
        return _page(request, Review.objects.select_related("text").get(pk=row.pk), **{name: form, **others})
    return redirect("procedures:review", row.pk)
