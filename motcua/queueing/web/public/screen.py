"""The screen in the hall: who is called to which desk, who is next, how many wait. No name of anybody."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.core.worktime.vietnamese import local
from motcua.people.middleware import ActedRequest
from motcua.people.models import OrgUnit
from motcua.queueing import queries
from motcua.queueing.web.public.shown import code_of, lines

NEXT = 8
FRESH_SECONDS = 30


@require_safe
def screen(request: ActedRequest, unit: str) -> HttpResponse:
    """Show the hall; the moving part alone when the page asks for it again by itself."""
    found = queries.hall(unit, request.at)
    context = {**_board(found, request), "unit": found}
    if request.headers.get("HX-Request") == "true":
        return render(request, "queueing/public/_board.html", context)
    return render(request, "queueing/public/screen.html", {**context, "qr": code_of("hall", unit)})


def _board(unit: OrgUnit, request: ActedRequest) -> dict[str, Any]:
    plan, day = queries.plan_for(unit.code), local(request.at).date()
    called = queries.called_now(unit.code, day)
    by_desk: dict[str, Any] = {}
    for one in called:
        by_desk.setdefault(one.desk, one)
    latest = called[0] if called else None
    rows = []
    for desk in plan.desks:
        ticket = by_desk.get(desk.code)
        since = (request.at - ticket.called_at).total_seconds() if ticket and ticket.called_at else FRESH_SECONDS
        rows.append({"desk": desk, "ticket": ticket, "fresh": since < FRESH_SECONDS})
    groups = [group.code for group in plan.groups]
    latest_desk = plan.desk(latest.desk) if latest else None
    return {
        "rows": rows,
        "latest": latest,
        "latest_desk": latest_desk.name if latest_desk else "",
        "following": queries.waiting_in_order(unit.code, day, groups, plan.order)[:NEXT],
        "lines": lines(plan, unit.code, day),
        "plan": plan,
    }
