"""Reads of the hall: its plan, who waits and in which order, what is called, and which ticket an officer has open."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from motcua.core.queueing import order
from motcua.core.queueing.order import CallingRule, InLine
from motcua.core.queueing.plan import HallPlan, merged, plan_of
from motcua.core.queueing.slots import office_periods
from motcua.core.queueing.tickets import TicketState
from motcua.core.queueing.waiting import LOOKS_BACK, minutes_to_wait
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.people.actor import Actor
from motcua.people.models import OrgUnit
from motcua.people.queries import valid_on
from motcua.queueing.models import PlanVersion, Ticket
from motcua.worktime.queries import calendar_for

COMMON = "default"
WAITING, CALLED = TicketState.WAITING.value, TicketState.CALLED.value


@dataclass(frozen=True, slots=True)
class Current:
    """The ticket that an officer has open at the desk: what a dossier entered now keeps of it."""

    id: UUID
    code: str
    taken_at: datetime
    desk: str
    called_at: datetime


def plan_for(unit: str) -> HallPlan:
    """Return how the hall is set up: the common plan with what the unit has otherwise.

    Raises ``Refused("no_queue_plan")`` where none is published.
    """
    rows = PlanVersion.objects.filter(plan__code__in=[COMMON, unit], number=F("plan__last_number"))
    texts = dict(rows.values_list("plan__code", "definition"))
    if not texts:
        raise Refused(
            "no_queue_plan",
            _("Nơi này chưa bật hàng chờ."),
            _("Quản trị viên nạp cách sắp hàng chờ (definitions/queues)."),
        )
    return _plan(texts.get(COMMON, "{}"), texts.get(unit, "{}"))


def has_plan() -> bool:
    """Say whether halls are set up here: without the common plan there are none."""
    return PlanVersion.objects.filter(plan__code=COMMON).exists()


@lru_cache(maxsize=256)
def _plan(common: str, own: str) -> HallPlan:
    return plan_of(merged(json.loads(common), json.loads(own)))


def hall(unit: str, at: datetime) -> OrgUnit:
    """Return the one-stop shop with this code; for any other code there is no hall."""
    found = halls(local(at).date()).filter(code=unit).first()
    if found is None:
        raise Refused("not_found", _("Không có bộ phận một cửa này."), _("Kiểm tra lại đường dẫn hoặc quét lại mã QR."))
    return found


def halls(on: date) -> QuerySet[OrgUnit]:
    """Return the one-stop shops that there are on a day."""
    return OrgUnit.objects.filter(valid_on(on), kind="centre").select_related("parent").order_by("name")


def of_day(unit: str, day: date) -> QuerySet[Ticket]:
    """Return the tickets of a hall on a local day."""
    return Ticket.objects.filter(unit=unit, day=day)


def in_line(tickets: Iterable[Ticket]) -> list[InLine]:
    """Return tickets as the order sees them."""
    return [InLine(str(one.id), one.place, one.number, bool(one.priority)) for one in tickets]


def run_before(unit: str, day: date, groups: Sequence[str], rule: CallingRule) -> int:
    """Return how many people with priority were called in a row just now in these groups."""
    called = of_day(unit, day).filter(group__in=groups).exclude(first_called_at=None)
    latest = called.order_by("-first_called_at", "-number").values_list("priority", flat=True)[: rule.in_a_row]
    return order.streak((bool(priority) for priority in latest), rule)


def waiting_in_order(unit: str, day: date, groups: Sequence[str], rule: CallingRule) -> list[Ticket]:
    """Return who waits in these groups, in the order of the calls to come."""
    rows = {str(one.id): one for one in of_day(unit, day).filter(state=WAITING, group__in=groups)}
    wanted = order.call_order(in_line(rows.values()), run_before(unit, day, groups, rule), rule)
    return [rows[one.ticket] for one in wanted]


def called_now(unit: str, day: date) -> list[Ticket]:
    """Return the tickets that are called or being served, the latest call first."""
    return list(of_day(unit, day).filter(state=CALLED).order_by("-called_at"))


def open_at(unit: str, day: date, desk: str, officer: str) -> list[Ticket]:
    """Return the tickets open at a desk or with an officer, the latest call first."""
    rows = [one for one in called_now(unit, day) if one.desk == desk or one.officer == officer]
    return sorted(rows, key=lambda one: one.officer != officer)


def current_ticket(actor: Actor, unit: str, at: datetime) -> Current | None:
    """Return the ticket that an officer has called to the desk and not finished, None when there is none."""
    row = of_day(unit, local(at).date()).filter(state=CALLED, officer=actor.id).order_by("-called_at").first()
    if row is None or row.called_at is None:
        return None
    return Current(row.id, row.code, row.taken_at, row.desk, row.called_at)


def ahead(ticket: Ticket, plan: HallPlan) -> int:
    """Return how many of a waiting ticket's group are called before it."""
    rows = of_day(ticket.unit, ticket.day).filter(state=WAITING, group=ticket.group)
    run = run_before(ticket.unit, ticket.day, [ticket.group], plan.order)
    return order.ahead_of(str(ticket.id), in_line(rows), run, plan.order)


def minutes_left(ticket: Ticket, before: int, at: datetime) -> int | None:
    """Return the minutes until a ticket is called at today's pace, None while there is no pace to tell."""
    calls = of_day(ticket.unit, ticket.day).filter(group=ticket.group, first_called_at__gte=at - LOOKS_BACK)
    found = calls.values_list("first_called_at", flat=True)
    return minutes_to_wait([call for call in found if call is not None], at, before)


def opening(unit: str, day: date) -> tuple[datetime, datetime] | None:
    """Return when a hall opens and closes on a day, None on a day off."""
    periods = office_periods(calendar_for(unit), day)
    return (periods[0][0], periods[-1][1]) if periods else None


def ticket(ticket_id: UUID) -> Ticket:
    """Return a ticket by its id, which only its holder and the hall know."""
    found = Ticket.objects.filter(pk=ticket_id).first()
    if found is None:
        raise Refused("not_found", _("Không có số thứ tự này."), _("Lấy số mới ở sảnh."))
    return found
