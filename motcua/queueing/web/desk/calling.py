"""Calling: F8 for the next number, and what may be done with the one that is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.queueing import policies, queries
from motcua.queueing.actions.call_next import call_next
from motcua.queueing.actions.recall import miss, recall
from motcua.queueing.actions.serve import serve
from motcua.queueing.actions.transfer import give_back, transfer
from motcua.queueing.models import Ticket
from motcua.queueing.web.desk import place
from motcua.queueing.web.public.shown import lines, priority_name
from motcua.ui import refusals
from motcua.ui.forms import key_of

VERBS: Final[dict[str, Callable[..., Ticket]]] = {
    "recall": recall,
    "absence": miss,
    "return": give_back,
    "completion": serve,
}


@require_http_methods(["GET", "HEAD"])
def queue(request: ActedRequest) -> HttpResponse:
    """Show the number that is open, who waits in the order of the calls to come, and who did not come."""
    unit = place.unit_of(request)
    here, day = place.sitting(request), local(request.at).date()
    plan = queries.plan_for(unit)
    groups = here.groups if here else [group.code for group in plan.groups]
    waiting = queries.waiting_in_order(unit, day, groups, plan.order)
    missed = list(queries.of_day(unit, day).filter(state="missed", group__in=groups).order_by("-ended_at")[:10])
    found = place.open_ticket(request, here) if here else None
    names = people_names(unit, request)
    context: dict[str, Any] = {
        "unit": unit,
        "unit_name": names.get(unit, unit),
        "units": [(code, names.get(code, code)) for code in place.halls_of(request.actor)],
        "plan": plan,
        "here": here,
        "open": found,
        "open_priority": priority_name(plan, found.priority) if found else "",
        "others": [group for group in plan.groups if found is None or group.code != found.group],
        "waiting": [_row(one, plan, request) for one in waiting],
        "missed": missed,
        "lines": lines(plan, unit, day),
        "taken": _taken(unit, request),
        "back": request.GET.get("next", ""),
    }
    return render(request, "queueing/desk/queue.html", context)


@require_POST
def choose(request: ActedRequest) -> HttpResponse:
    """Sit down at a desk and go back to the page from which it was asked for, or leave the desk."""
    unit = request.POST.get("unit") or place.unit_of(request)
    if unit not in place.halls_of(request.actor):
        raise Refused("not_found", _("Không có trang này."))
    if "leave" in request.POST:
        place.stand_up(request)
        return redirect("queueing:queue")
    plan, desk = queries.plan_for(unit), request.POST.get("desk", "")
    if plan.desk(desk) is None:
        raise Refused("no_such_desk", _("Nơi này không có quầy đó."), _("Chọn lại quầy bạn đang ngồi."))
    place.sit(request, unit, desk, request.POST.getlist("group"))
    return redirect(_back(request))


@require_POST
def call(request: ActedRequest) -> HttpResponse:
    """Call the next number to the officer's desk; from the bar only the bar comes back."""
    here = place.sitting(request)
    if here is None:
        return redirect("queueing:queue")
    said = ""
    try:
        done = call_next(
            here.unit, here.desk.code, actor=request.actor, at=request.at, key=key_of(request), groups=here.groups
        )
        if done.ticket is None:
            said = _("Đã xong số %(code)s. Chưa có ai chờ.") % {"code": ", ".join(done.ended)}
    except Refused as refused:
        if refused.code != "nobody_waits":
            raise
        said = refusals.sentences(refused)
    if request.headers.get("HX-Request") == "true":
        return render(request, "queueing/desk/_bar.html", {**(place.bar(request) or {}), "said": said})
    if said:
        messages.info(request, said)
    return redirect(_back(request))


@require_POST
def act(request: ActedRequest, ticket_id: UUID, noun: str) -> HttpResponse:
    """Call again, note an absence, send back to the line, to another group, or end the visit."""
    row = queries.ticket(ticket_id)
    if not policies.can_call(request.actor, row.unit).allowed:
        raise Refused("not_found", _("Không có số thứ tự này."))
    common: dict[str, Any] = {"actor": request.actor, "at": request.at, "key": key_of(request)}
    if noun == "transfer":
        moved = transfer(ticket_id, request.POST.get("group", ""), **common)
        messages.success(request, _("Đã chuyển số %(code)s.") % {"code": moved.code})
    elif noun in VERBS:
        VERBS[noun](ticket_id, **common)
    else:
        raise Refused("not_found", _("Không có trang này."))
    return redirect(_back(request))


def _back(request: ActedRequest) -> str:
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and ours else "queueing:queue"


def _row(ticket: Ticket, plan: Any, request: ActedRequest) -> dict[str, Any]:
    group = plan.group(ticket.group)
    return {
        "ticket": ticket,
        "group": group.name if group else ticket.group,
        "priority": priority_name(plan, ticket.priority),
        "minutes": int((request.at - ticket.taken_at).total_seconds()) // 60,
    }


def _taken(unit: str, request: ActedRequest) -> dict[str, int]:
    rows = queries.of_day(unit, local(request.at).date())
    return {"all": rows.count(), "served": rows.filter(state="served").count()}


def people_names(unit: str, request: ActedRequest) -> dict[str, str]:
    """Return the names of the halls that the officer may choose from."""
    wanted = [unit, *place.halls_of(request.actor)]
    return dict(people.units().filter(code__in=wanted).values_list("code", "name"))
