"""The delivery log: which messages left, wait, failed, or have no channel."""

from typing import cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.notices import policies, ports, queries
from motcua.notices.models.message import Channel, State
from motcua.people.middleware import ActedRequest

PER_PAGE = 50


@require_safe
def deliveries(request: HttpRequest) -> HttpResponse:
    """Show the delivery log without addresses and texts."""
    policies.can_see_deliveries(cast(ActedRequest, request).actor).enforce()
    state, channel = request.GET.get("state", ""), request.GET.get("channel", "")
    page = Paginator(queries.deliveries(state, channel), PER_PAGE).get_page(request.GET.get("page"))
    totals = queries.totals()
    context = {
        "page_obj": page,
        "standings": ports.standings(),
        "totals": [(value, label, totals[value]) for value, label in State.choices],
        "channels": [choice for choice in Channel.choices if choice[0] != Channel.PAGE],
        "states": State.choices,
        "state": state,
        "channel": channel,
    }
    return render(request, "notices/desk/deliveries.html", context)
