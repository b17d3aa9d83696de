"""The delivery log: which messages left, wait, failed, or have no channel."""

from datetime import date
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.notices import actions, policies, ports, queries
from motcua.notices.models.message import Channel, State
from motcua.people.middleware import ActedRequest

PER_PAGE = 50


@require_safe
def deliveries(request: HttpRequest) -> HttpResponse:
    """Show the delivery log without addresses and texts."""
    policies.can_see_deliveries(cast(ActedRequest, request).actor).enforce()
    state, channel = request.GET.get("state", ""), request.GET.get("channel", "")
    day = _day(request.GET.get("day", ""))
    page = Paginator(queries.deliveries(state, channel, day), PER_PAGE).get_page(request.GET.get("page"))
    totals = queries.totals()
    context = {
        "page_obj": page,
        "standings": ports.standings(),
        "totals": [(value, label, totals[value]) for value, label in State.choices],
        "channels": [choice for choice in Channel.choices if choice[0] != Channel.PAGE],
        "states": State.choices,
        "state": state,
        "channel": channel,
        "day": day,
        "may_retry": policies.can_retry(cast(ActedRequest, request).actor).allowed,
    }
    return render(request, "notices/desk/deliveries.html", context)


@require_POST
def retry(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Send a message once more that failed or had no channel."""
    acted = cast(ActedRequest, request)
    policies.can_see_deliveries(acted.actor).enforce()
    actions.retry(message_id, actor=acted.actor, at=acted.at)
    messages.success(request, _("Tin sẽ được gửi lại trong lượt gửi tới."))
    return redirect("notices:deliveries")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
