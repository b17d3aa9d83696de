"""One's own number on the telephone: who is before me, how long it takes, give it up; and its paper."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from motcua.people.middleware import ActedRequest
from motcua.queueing import queries
from motcua.queueing.actions.leave import leave
from motcua.queueing.web.public.shown import code_of, standing
from motcua.ui.forms import key_of


@require_safe
def ticket(request: ActedRequest, ticket_id: UUID) -> HttpResponse:
    """Show where a number stands; the moving part alone when the page asks for it again by itself."""
    row = queries.ticket(ticket_id)
    context = {**standing(row, request.at), "unit": queries.hall(row.unit, request.at)}
    name = "_standing" if request.headers.get("HX-Request") == "true" else "ticket"
    response = render(request, f"queueing/public/{name}.html", context)
    add_never_cache_headers(response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def cancellation(request: ActedRequest, ticket_id: UUID) -> HttpResponse:
    """Give a number up after asking once."""
    row = queries.ticket(ticket_id)
    if request.method == "POST":
        leave(ticket_id, actor=request.actor, at=request.at, key=key_of(request))
        return redirect("queueing:ticket", ticket_id)
    context = {**standing(row, request.at), "unit": queries.hall(row.unit, request.at)}
    return render(request, "queueing/public/cancellation.html", context)


@require_safe
def paper(request: ActedRequest, ticket_id: UUID) -> HttpResponse:
    """Draw a number on the roll of a ticket printer, 80 mm wide."""
    row = queries.ticket(ticket_id)
    context = {**standing(row, request.at), "unit": queries.hall(row.unit, request.at), "qr": code_of("ticket", row.id)}
    return render(request, "queueing/public/paper.html", context)
