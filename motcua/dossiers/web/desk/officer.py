"""The officer's page of one dossier: everything that is known of it and what can be done with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.refusal import Refused
from motcua.dossiers import alerts, corrections, custody, history, policies, queries
from motcua.dossiers.actions.claim import claim
from motcua.dossiers.law import definition_of
from motcua.dossiers.web.desk import blocks, checklist
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.acts import ACTS
from motcua.dossiers.web.desk.lists import way_back
from motcua.dossiers.web.desk.scene import offers, scene_of
from motcua.ledger import read as ledger
from motcua.people import access
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.ui.forms import key_of

CHECKED = ("receive", "assign", "work")


@require_safe
@officials_only
def dossier_page(request: ActedRequest, dossier_id: UUID) -> HttpResponse:
    """Show everything about a dossier and what can be done with it; the look is logged."""
    dossier = queries.get(request.actor, dossier_id)
    access.seen(request.actor, f"dossier:{dossier_id}", "dossier", request.at)
    scene = scene_of(request, dossier_id)
    now, definition = scene.found.now, definition_of(scene.found.now)
    handed, log = blocks.papers(dossier), ledger.stream(scene.found.stream)
    context: dict[str, Any] = {
        "dossier": dossier,
        "now": now,
        "definition": definition,
        "case": definition.case(now.case),
        "step": scene.step,
        "step_unit": history.unit_names({now.step_unit, now.reception_unit}),
        "holder": people.names([now.assignee])[now.assignee] if now.assignee else "",
        "offers": offers(scene, ACTS),
        "notices": alerts.notices(dossier, now, request.actor, request.at),
        "papers": handed,
        "first": blocks.first_file(handed),
        "answers": blocks.answers(dossier, definition),
        "corrected": corrections.corrected(dossier, definition, log),
        "checklist": checklist.lines(handed, log),
        "clocks": blocks.clocks(scene.found, request.at),
        "timeline": history.timeline(scene.found, request.at),
        "public": blocks.said_to_applicant(dossier),
        "internal": blocks.consultations(dossier, request.actor),
        "states": blocks.states(dossier, now),
        "told": custody.told(dossier),
        "slips": blocks.issued(dossier),
        "related": blocks.related(request.actor, dossier),
        "entries": blocks.entries(scene),
        "viewers": blocks.viewers(dossier_id),
        "left": blocks.time_left(now, request.at),
        "legal_left": blocks.legal_left(now, request.at),
        "back": way_back(request),
        "checking": scene.step is None or scene.step.kind in CHECKED,
        "may_take": bool(now.step) and not now.assignee and policies.holds(request.actor, now).allowed,
    }
    return render(request, "dossiers/desk/dossier.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def take(request: ActedRequest, dossier_id: UUID) -> HttpResponse:
    """Take the current step oneself, with one press."""
    queries.get(request.actor, dossier_id)
    if request.method == "POST":
        try:
            claim(dossier_id, actor=request.actor, at=request.at, key=key_of(request), assignee=request.actor.id)
        except Refused as refused:
            hint = refused.advised if refused.hint else _("Mở trang hồ sơ để xem ai đang giữ.")
            raise Refused(refused.code, refused.said, hint) from None
    return redirect("dossiers:officer", dossier_id)
