"""The officer's page of one dossier, and one page for each act on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.refusal import Refused
from motcua.dossiers import history, policies, queries
from motcua.dossiers.actions.answer_consultation import answer_consultation
from motcua.dossiers.actions.claim import claim
from motcua.dossiers.law import definition_of, route_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.reading import read
from motcua.dossiers.web.desk.acts import ACTS, BY_NOUN, Act, Scene
from motcua.dossiers.web.desk.forms import OpinionForm
from motcua.people import access
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.ui.forms import Form, key_of


def scene_of(request: ActedRequest, dossier: Dossier) -> Scene:
    """Return what the page knows: the dossier read afresh, its step, who looks and when."""
    found = read(dossier.pk)
    step = route_of(found.now).step(found.now.step) if found.now.step else None
    return Scene(found, step, request.actor, request.at)


@require_safe
def dossier_page(request: ActedRequest, dossier_id: UUID) -> HttpResponse:
    """Show everything about a dossier and what can be done with it; the look is logged."""
    dossier = queries.get(request.actor, dossier_id)
    access.seen(request.actor, f"dossier:{dossier_id}", "dossier", request.at)
    scene = scene_of(request, dossier)
    now = scene.found.now
    definition = definition_of(now)
    return render(
        request,
        "dossiers/desk/dossier.html",
        {
            "dossier": dossier,
            "now": now,
            "definition": definition,
            "case": definition.case(now.case),
            "step": scene.step,
            "outcomes": _outcomes(scene),
            "notices": history.notices(scene.found, definition, request.at),
            "papers": history.papers(dossier, definition),
            "answers": history.answers(dossier, definition),
            "dates": history.dates(dossier),
            "timeline": history.timeline(scene.found, request.at),
            "consultations": history.consultations(dossier, request.actor),
            "requests": dossier.supplement_requests.order_by("-seq"),
            "slips": dossier.slips.order_by("seq"),
            "payments": dossier.payments.order_by("seq"),
            "entries": history.entries(scene.found),
            "viewers": people.who_saw(f"dossier:{dossier_id}")[:20],
            "names": people.names([now.assignee] if now.assignee else []),
            "units": history.unit_names(now),
            "may_claim": not now.assignee and bool(now.step) and policies.holds(request.actor, now).allowed,
        },
    )


def _outcomes(scene: Scene) -> list[dict[str, Any]]:
    rows = []
    for act in ACTS:
        if act.offered(scene):
            verdict = act.verdict(scene)
            rows.append({"act": act, "allowed": verdict.allowed, "reason": verdict.reason})
    rows.sort(key=lambda row: (not row["allowed"], row["act"].kind != "primary"))
    return rows


@require_http_methods(["GET", "HEAD", "POST"])
def act_page(request: ActedRequest, dossier_id: UUID, noun: str) -> HttpResponse:
    """Ask what an act needs, say what will follow, and do it."""
    act = BY_NOUN.get(noun)
    if act is None:
        raise Refused("not_found", _("Không có việc này."), _("Quay lại trang hồ sơ."))
    dossier = queries.get(request.actor, dossier_id)
    scene = scene_of(request, dossier)
    if not act.offered(scene) and request.method != "POST":
        return _moved_on(request, dossier)
    form = _form(request, act, scene)
    if request.method == "POST" and form.is_valid():
        try:
            done = act.call(dossier_id, actor=request.actor, at=request.at, key=key_of(request), **act.arguments(form))
        except Refused as refused:
            form.add_error(None, f"{refused.message} {refused.hint}".strip())
        else:
            return _after(request, act, done.dossier_id, done.result)
    context = {
        "dossier": dossier,
        "act": act,
        "form": form,
        "now": scene.found.now,
        "step": scene.step,
        "effect": history.effect(act.noun, scene.found, request.at),
    }
    return render(request, "dossiers/desk/act.html", context, status=400 if form.errors else 200)


def _form(request: HttpRequest, act: Act, scene: Scene) -> Form:
    options = act.options(scene)
    return act.form(request.POST, **options) if request.method == "POST" else act.form(**options)


def _after(request: ActedRequest, act: Act, dossier_id: UUID, result: Any) -> HttpResponse:
    number = result.get("slip", "")
    said = _("Đã ghi: %(title)s.") % {"title": str(act.title).lower()}
    messages.success(request, f"{said} {_('Phiếu số')} {number}." if number else said)
    dossier = queries.visible_to(request.actor).filter(pk=dossier_id).first()
    return redirect("dossiers:officer" if dossier else "dossiers:inbox", *([dossier_id] if dossier else []))


def _moved_on(request: ActedRequest, dossier: Dossier) -> HttpResponse:
    messages.info(request, _("Hồ sơ đã sang trạng thái khác; xem những việc làm được bây giờ."))
    return redirect("dossiers:officer", dossier.pk)


@require_http_methods(["POST"])
def take(request: ActedRequest, dossier_id: UUID) -> HttpResponse:
    """Take the current step oneself, with one press."""
    queries.get(request.actor, dossier_id)
    claim(dossier_id, actor=request.actor, at=request.at, key=key_of(request), assignee=request.actor.id)
    return redirect("dossiers:officer", dossier_id)


@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: ActedRequest, dossier_id: UUID, number: int) -> HttpResponse:
    """Answer an opinion that was asked of one's unit."""
    dossier = queries.get(request.actor, dossier_id)
    asked = dossier.consultations.filter(seq=number).first()
    if asked is None:
        raise Refused("not_found", _("Không có ý kiến này."), _("Quay lại trang hồ sơ."))
    form = OpinionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_consultation(
                dossier_id,
                actor=request.actor,
                at=request.at,
                key=key_of(request),
                consultation=number,
                **form.cleaned_data,
            )
        except Refused as refused:
            form.add_error(None, f"{refused.message} {refused.hint}".strip())
        else:
            messages.success(request, _("Đã gửi ý kiến."))
            return redirect(reverse("dossiers:inbox"))
    context = {"dossier": dossier, "asked": asked, "form": form}
    return render(request, "dossiers/desk/opinion.html", context, status=400 if form.errors else 200)
