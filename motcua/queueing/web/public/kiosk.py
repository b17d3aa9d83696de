"""The kiosk in the hall: one touch gives a number; who is booked types the code."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.refusal import Refused
from motcua.people.middleware import ActedRequest
from motcua.people.network import network_of
from motcua.queueing import limits, queries
from motcua.queueing.actions.arrive import arrive
from motcua.queueing.actions.take import take
from motcua.queueing.web.public.booking_forms import CodeForm, found_by
from motcua.queueing.web.public.halls import chosen_group
from motcua.queueing.web.public.shown import choosing, code_of, standing
from motcua.ui import refusals
from motcua.ui.forms import key_of

BACK_AFTER = 15


@require_http_methods(["GET", "HEAD", "POST"])
def kiosk(request: ActedRequest, unit: str) -> HttpResponse:
    """Offer the groups of work as large buttons and give the next number of the one that is pressed."""
    found = queries.hall(unit, request.at)
    if request.method == "POST":
        limits.count("kiosk", network_of(request), request.at)
        ticket = take(
            unit,
            chosen_group(request),
            actor=request.actor,
            at=request.at,
            key=key_of(request),
            priority=request.POST.get("priority", ""),
        )
        return redirect("queueing:given", unit, ticket.id)
    context = {
        **choosing(found, request.at),
        "qr": code_of("hall", unit),
        "address": _shown(reverse("queueing:hall", args=[unit])),
    }
    return render(request, "queueing/public/kiosk.html", context)


@require_safe
def given(request: ActedRequest, unit: str, ticket_id: UUID) -> HttpResponse:
    """Show the number just given, its code for the telephone and the paper; the kiosk goes back by itself."""
    ticket = queries.ticket(ticket_id)
    context = {
        **standing(ticket, request.at),
        "unit": queries.hall(unit, request.at),
        "qr": code_of("ticket", ticket.id),
        "seconds": BACK_AFTER,
    }
    return render(request, "queueing/public/given.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def arrival(request: ActedRequest, unit: str) -> HttpResponse:
    """Turn a booking into a number: its code, or the telephone number it was made with."""
    found, form = queries.hall(unit, request.at), CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        limits.count("arrival", network_of(request), request.at)
        try:
            booking = found_by(form.cleaned_data["code"], form.cleaned_data["phone"], unit=unit)
            ticket = arrive(booking.id, actor=request.actor, at=request.at, key=key_of(request))
        except Refused as refused:
            form.add_error(None, refusals.sentences(refused))
        else:
            return redirect("queueing:given", unit, ticket.id)
    status = 400 if form.errors else 200
    return render(request, "queueing/public/arrival.html", {"unit": found, "form": form}, status=status)


def _shown(path: str) -> str:
    return settings.PUBLIC_URL.rstrip("/").split("//", 1)[-1] + path
