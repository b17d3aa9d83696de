"""The halls and the page of one of them on a telephone: who waits, take a number, book."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.refusal import Refused
from motcua.core.text import search_key
from motcua.core.worktime.vietnamese import local
from motcua.people.middleware import ActedRequest
from motcua.people.models import OrgUnit
from motcua.people.network import network_of
from motcua.queueing import limits, queries
from motcua.queueing.actions.take import take
from motcua.queueing.models import Ticket
from motcua.queueing.web.public.shown import choosing
from motcua.ui.forms import key_of

KEPT = "queue_tickets"


@require_safe
def index(request: ActedRequest) -> HttpResponse:
    """List the one-stop shops at which one can take a number or book."""
    if not queries.has_plan():
        raise Refused("not_found", _("Không có trang này."), _("Ở đây chưa bật hàng chờ."))
    text = request.GET.get("q", "").strip()[:100]
    wanted = search_key(text).split()
    halls = [(one.code, _place(one)) for one in queries.halls(local(request.at).date())]
    found = [(code, name) for code, name in halls if all(word in search_key(name) for word in wanted)]
    return render(request, "queueing/public/index.html", {"halls": found, "text": text})


def _place(shop: OrgUnit) -> str:
    """Return the name by which people know a one-stop shop: its commune's, or its own."""
    return (shop.parent.place if shop.parent and shop.level == "commune" else "") or shop.name


@require_http_methods(["GET", "HEAD", "POST"])
def hall(request: ActedRequest, unit: str) -> HttpResponse:
    """Show who waits and give a number to a telephone; one that has a number open here is shown its own."""
    found = queries.hall(unit, request.at)
    mine = own_ticket(request, unit)
    if request.method == "POST":
        if mine is not None:
            return redirect("queueing:ticket", mine.id)
        limits.count("phone", network_of(request), request.at)
        ticket = take(
            unit,
            chosen_group(request),
            actor=request.actor,
            at=request.at,
            key=key_of(request),
            priority=request.POST.get("priority", ""),
            source="phone",
        )
        request.session[KEPT] = {**request.session.get(KEPT, {}), unit: str(ticket.id)}
        return redirect("queueing:ticket", ticket.id)
    return render(request, "queueing/public/hall.html", {**choosing(found, request.at), "mine": mine})


def chosen_group(request: HttpRequest) -> str:
    """Return the group that was pressed; a form sent without one is refused in words."""
    group = request.POST.get("group", "")
    if not group:
        raise Refused("no_group", _("Chưa chọn việc cần làm."), _("Bấm vào một nhóm việc."))
    return group


def own_ticket(request: ActedRequest, unit: str) -> Ticket | None:
    """Return the ticket that this browser took here today and that is not over."""
    kept = request.session.get(KEPT, {}).get(unit)
    if not kept:
        return None
    open_states = (queries.WAITING, queries.CALLED)
    today = local(request.at).date()
    return Ticket.objects.filter(pk=UUID(kept), day=today, state__in=open_states).first()
