"""The page of waiting times: by hour and by group of work, from recorded times only, and as a table file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple, fields
from datetime import date, timedelta
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.core.queueing.waiting import Figures, Measured, by, figures
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.people.middleware import ActedRequest
from motcua.queueing import policies, queries
from motcua.queueing.models import Ticket
from motcua.queueing.web.desk.place import ONE_STOP
from motcua.ui import table_files as files

LONGEST: Final = 92


@require_safe
def waiting(request: ActedRequest) -> HttpResponse:
    """Show how long people waited and were served between two days."""
    asked = _asked(request)
    rows = measured(asked["unit"], asked["first"], asked["last"])
    plan = queries.plan_for(asked["unit"])
    hours, groups = _by_hour(rows), by(rows, lambda row: row.group)
    context: dict[str, Any] = {
        **asked,
        "whole": _shown(figures(rows)),
        "hours": [(f"{hour:02d}:00–{hour:02d}:59", _shown(hours[hour])) for hour in sorted(hours)],
        "groups": [(f"{g.code}. {g.name}", _shown(groups[g.code])) for g in plan.groups if g.code in groups],
        "lanes": [
            (label, _shown(found))
            for wanted, label in ((True, _("Hàng ưu tiên và có hẹn")), (False, _("Hàng thường")))
            if (found := figures(row for row in rows if row.priority is wanted)).tickets
        ],
    }
    return render(request, "queueing/desk/waiting.html", context)


@require_safe
def table(request: ActedRequest) -> HttpResponse:
    """Send the same figures as CSV, one line a day, hour and group; seconds, empty where nothing was recorded."""
    asked = _asked(request)
    rows = Ticket.objects.filter(unit=asked["unit"], day__range=(asked["first"], asked["last"]))
    found: dict[tuple[date, int, str], list[Measured]] = {}
    for one in rows:
        found.setdefault((one.day, local(one.taken_at).hour, one.group), []).append(_measured(one))
    lines = [
        [asked["unit"], day.isoformat(), hour, group, *astuple(figures(tickets))]
        for (day, hour, group), tickets in sorted(found.items())
    ]
    head = ["unit", "day", "hour", "group", *(field.name for field in fields(Figures))]
    name = f"waiting-{asked['unit']}-{asked['first']}-{asked['last']}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(files.to_csv(head, lines), content_type=files.CSV, headers=headers)


def measured(unit: str, first: date, last: date) -> list[Measured]:
    """Return the recorded times of the tickets of some days."""
    return [_measured(one) for one in Ticket.objects.filter(unit=unit, day__range=(first, last))]


def units_of(actor: Actor, at: Any) -> list[tuple[str, str]]:
    """Return the halls whose waiting times the actor may see."""
    found = [(one.code, one.name) for one in queries.halls(local(at).date())]
    own = actor.units(*policies.WATCHERS)
    wanted = people.below(*own) | actor.units(*policies.CALLERS)
    return [(code, name) for code, name in found if code in wanted]


def _measured(one: Ticket) -> Measured:
    return Measured(
        one.group,
        bool(one.priority),
        one.taken_at,
        one.first_called_at,
        one.called_at,
        one.ended_at,
        one.state == "served",
        one.state == "missed",
    )


def _by_hour(rows: list[Measured]) -> dict[int, Figures]:
    hour: Callable[[Measured], int] = lambda row: local(row.taken_at).hour  # noqa: E731 - a key for the whole table
    return by(rows, hour)


def _asked(request: ActedRequest) -> dict[str, Any]:
    units = units_of(request.actor, request.at)
    if not units:
        raise Refused("not_found", _("Không có trang này."), _("Kiểm tra lại đường dẫn."))
    codes = [code for code, _name in units if code.endswith(ONE_STOP)] or [units[0][0]]
    wanted = request.GET.get("unit", "")
    if wanted and wanted not in dict(units):
        raise Refused("not_found", _("Không có trang này."), _("Kiểm tra lại đường dẫn."))
    unit = wanted or codes[0]
    today = local(request.at).date()
    first, last = (_day(request.GET.get(name, ""), today) for name in ("first", "last"))
    if last < first or (last - first).days > LONGEST:
        first = max(first, last - timedelta(days=LONGEST)) if first <= last else last
    return {"unit": unit, "unit_name": dict(units)[unit], "units": units, "first": first, "last": last}


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise


def _shown(told: Figures) -> dict[str, Any]:
    """Return figures with minutes instead of seconds, rounded to the nearest."""
    minutes = {
        name: None if getattr(told, name) is None else (getattr(told, name) + 30) // 60
        for name in ("waiting_median", "waiting_p90", "waiting_longest", "service_median")
    }
    return {"tickets": told.tickets, "served": told.served, "missed": told.missed, **minutes}
