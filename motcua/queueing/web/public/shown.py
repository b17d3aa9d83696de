"""What several public pages show: the groups with who waits, a ticket's standing, QR codes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from motcua.core.queueing.plan import HallPlan
from motcua.core.worktime.vietnamese import local
from motcua.documents import qr
from motcua.people.models import OrgUnit
from motcua.queueing import queries
from motcua.queueing.actions.take import BOOKED
from motcua.queueing.models import Ticket


@dataclass(frozen=True, slots=True)
class Line:
    """One group of work and how many wait in it."""

    code: str
    name: str
    detail: str
    waiting: int
    key: str


def lines(plan: HallPlan, unit: str, day: date) -> list[Line]:
    """Return the groups of a hall with who waits."""
    rows = queries.of_day(unit, day).filter(state=queries.WAITING).values_list("group", flat=True)
    waiting = Counter(rows)
    return [
        Line(group.code, group.name, group.detail, waiting[group.code], str(number))
        for number, group in enumerate(plan.groups, start=1)
    ]


def choosing(unit: OrgUnit, at: datetime) -> dict[str, Any]:
    """Return what a page needs on which somebody takes a number."""
    plan = queries.plan_for(unit.code)
    return {"unit": unit, "plan": plan, "lines": lines(plan, unit.code, local(at).date())}


def standing(ticket: Ticket, at: datetime) -> dict[str, Any]:
    """Return where a ticket stands: how many before it, how long at today's pace, which desk called it."""
    plan = queries.plan_for(ticket.unit)
    group, desk = plan.group(ticket.group), plan.desk(ticket.desk)
    waiting = ticket.state == queries.WAITING
    before = queries.ahead(ticket, plan) if waiting and ticket.day == local(at).date() else None
    return {
        "ticket": ticket,
        "group": group.name if group else ticket.group,
        "desk": desk.name if desk else ticket.desk,
        "priority": priority_name(plan, ticket.priority),
        "booked": ticket.priority == BOOKED,
        "before": before,
        "minutes": None if before is None else queries.minutes_left(ticket, before, at),
        "open": ticket.state in (queries.WAITING, queries.CALLED),
    }


def priority_name(plan: HallPlan, code: str) -> str:
    """Return the name of a group of people with priority, "" for all others."""
    found = plan.priority(code)
    return found.name if found else ""


def code_of(name: str, *args: Any) -> str:
    """Return the drawing of a QR code that holds the whole address of a page."""
    return qr.svg(settings.PUBLIC_URL.rstrip("/") + reverse(f"queueing:{name}", args=args))
