"""How this desk prints: the receipt's paper is chosen once, the folder gets a label with its code."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from motcua.documents import qr
from motcua.dossiers import policies, queries
from motcua.dossiers import printing as counting
from motcua.dossiers.law import definition_of
from motcua.dossiers.reading import read
from motcua.dossiers.slips import tracking_url
from motcua.dossiers.web.desk.access import officials_only
from motcua.people import access
from motcua.people.middleware import ActedRequest

KEPT: Final = "printing"
PRESETS: Final = {
    "a5": (_("Một tờ A5"), "paper=A5"),
    "a4": (_("Hai liên trên một tờ A4"), "paper=A4&copies=2"),
}


def preset(request: ActedRequest) -> str:
    """Return how this desk prints receipts: as chosen here last, else on A5."""
    kept = request.session.get(KEPT, "")
    return kept if kept in PRESETS else "a5"


def query(request: ActedRequest) -> str:
    """Return the part of a receipt's address that says on what it is printed."""
    return PRESETS[preset(request)][1]


@require_POST
@officials_only
def choose_preset(request: ActedRequest, dossier_id: UUID) -> HttpResponse:
    """Remember for this desk on what receipts are printed, and go on with the dossier."""
    queries.get(request.actor, dossier_id)
    if request.POST.get("preset") in PRESETS:
        request.session[KEPT] = request.POST["preset"]
    return redirect("dossiers:received", dossier_id)


@require_POST
@officials_only
def print_receipt(request: ActedRequest, dossier_id: UUID) -> HttpResponse:
    """Count one printing of the receipt and open its sheet; ``waive`` says that no paper is wanted."""
    dossier = queries.get(request.actor, dossier_id)
    policies.can_receive(request.actor, dossier.reception_unit).enforce()
    if "waive" in request.POST:
        counting.waive(dossier)
        return redirect("dossiers:counter")
    times = counting.printed(dossier, request.actor, request.at)
    access.seen(request.actor, f"dossier:{dossier_id}", f"print {times}", request.at)
    return redirect(f"{reverse('dossiers:slip', args=[dossier_id, 'receipt'])}?{query(request)}&print=now")


@require_safe
@officials_only
def label(request: ActedRequest, dossier_id: UUID) -> HttpResponse:
    """Show the label of a folder, 70 × 37 mm: the code in letters and as QR, the name, the procedure, the date."""
    dossier = queries.get(request.actor, dossier_id)
    policies.can_receive(request.actor, dossier.reception_unit).enforce()
    access.seen(request.actor, f"dossier:{dossier_id}", "dossier", request.at)
    now = read(dossier_id).now
    drawn = qr.svg(tracking_url(dossier.code))
    context = {
        "dossier": dossier,
        "now": now,
        "definition": definition_of(now),
        "qr": mark_safe(drawn),  # noqa: S308 - our own drawing, no text in it
    }
    response = render(request, "dossiers/desk/label.html", context)
    add_never_cache_headers(response)
    return response
