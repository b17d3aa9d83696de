"""The page on which a head carries a dossier to the newer version of its procedure: shown first, then confirmed."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.core.process.decide.decision import permit
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import carrying, history, policies, queries
from motcua.dossiers.actions.carry import carry
from motcua.dossiers.carriage_preview import carriage
from motcua.dossiers.change import done_before
from motcua.dossiers.law import route_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.reading import Found, read
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.carriage_forms import CarriageForm, ChoiceForm
from motcua.dossiers.web.desk.forms import counting
from motcua.people import access
from motcua.people.middleware import ActedRequest
from motcua.procedures.queries import Published
from motcua.ui import refusals
from motcua.ui.forms import key_of

LONGEST = 40


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def new_version(request: ActedRequest, dossier_id: UUID) -> HttpResponse:
    """Show what changes for a dossier under the newer version, with its date and why; carry it when confirmed."""
    dossier = queries.get(request.actor, dossier_id)
    access.seen(request.actor, f"dossier:{dossier_id}", "dossier", request.at)
    found = read(dossier_id)
    if request.method == "POST" and done_before(request.actor, key_of(request)) is not None:
        return redirect("dossiers:officer", dossier_id)
    new = carrying.newer(found.now, local(request.at).date())
    shut = _shut(request, found, new)
    if shut or new is None:
        messages.warning(request, shut)
        return redirect("dossiers:officer", dossier_id)
    if request.method == "POST":
        return _confirmed(request, dossier, found, new)
    return _page(request, dossier, found, new, None)


def _shut(request: ActedRequest, found: Found, new: Published | None) -> str:
    """Say why the page does not open: who may, the state, or that nothing is newer."""
    verdict = policies.can_carry(request.actor, found)
    if not verdict.allowed:
        return verdict.reason
    try:
        permit(found.now, "carry", request.at)
    except Refused as refused:
        return refusals.sentences(refused)
    return "" if new else _("Thủ tục của hồ sơ này không có bản nào mới hơn đang áp dụng.")


def _confirmed(request: ActedRequest, dossier: Dossier, found: Found, new: Published) -> HttpResponse:
    form = CarriageForm(request.POST, bases=carrying.bases(new.definition, local(request.at).date()))
    if not form.is_valid():
        return _page(request, dossier, found, new, form)
    try:
        carry(
            dossier.pk,
            actor=request.actor,
            at=request.at,
            key=key_of(request),
            version=request.POST.get("new_version", "")[:LONGEST],
            ground=form.why(),
            case=request.POST.get("case", "")[:LONGEST],
            step=request.POST.get("step", "")[:LONGEST],
            step_seq=counting(request.POST.get("step_seq", "")),
        )
    except Refused as refused:
        form.add_error(None, refusals.sentences(refused))
        return _page(request, dossier, read(dossier.pk), new, form)
    messages.success(request, _("Đã chuyển hồ sơ sang bản %(number)s của thủ tục.") % {"number": new.number})
    return redirect("dossiers:officer", dossier.pk)


def _page(
    request: ActedRequest, dossier: Dossier, found: Found, new: Published, form: CarriageForm | None
) -> HttpResponse:
    asked = request.POST if form else request.GET
    case, step = asked.get("case", "")[:LONGEST], asked.get("step", "")[:LONGEST]
    shown = carriage(found, new, request.at, case=case, step=step)
    initial = {"case": case or carrying.likely_case(found, new.definition), "step": step}
    if form is None:
        form = CarriageForm(bases=carrying.bases(new.definition, local(request.at).date()), hints=shown.hints)
    form.hints = shown.hints
    version = counting(asked.get("version", ""))
    meanwhile = [] if version is None else history.since(found, version, route_of(found.now))
    context = {
        "dossier": dossier,
        "now": found.now,
        "shown": shown,
        "choice": ChoiceForm(initial=initial, cases=shown.cases, steps=shown.steps),
        "form": form,
        "case": case,
        "step": step,
        "meanwhile": meanwhile,
    }
    wrong = HTTPStatus.CONFLICT if meanwhile else HTTPStatus.BAD_REQUEST
    status = wrong if form.is_bound and form.errors else HTTPStatus.OK
    return render(request, "dossiers/desk/new_version.html", context, status=status)
