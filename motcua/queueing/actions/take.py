"""Take a number: at the kiosk, with a telephone, or with an appointment."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.utils.translation import gettext as _

from motcua.core.process.events import moment
from motcua.core.queueing import tickets
from motcua.core.queueing.plan import HallPlan
from motcua.core.queueing.tickets import SOURCES
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.ledger.commit import NewEntry, Subject, commit, once
from motcua.ledger.keys import key_for
from motcua.people.actor import Actor
from motcua.queueing import queries
from motcua.queueing.models import Ticket
from motcua.queueing.recording import columns_of, ticket_id

BOOKED = "booked"


def take(
    unit: str, group: str, *, actor: Actor, at: datetime, key: str | None, priority: str = "", source: str = "kiosk"
) -> Ticket:
    """Give the next number of a group and return the ticket; everybody may, while the hall gives numbers.

    ``priority`` is the code of a group of people who are called first, as they say it; the officer sees it and asks.
    """
    asked = key_for(key, "ticket.take", {"unit": unit, "group": group, "priority": priority, "source": source})
    plan = queries.plan_for(unit)
    queries.hall(unit, at)

    def attempt() -> Ticket:
        check(plan, unit, group, at)
        if priority and plan.priority(priority) is None:
            raise Refused("no_such_priority", _("Không có nhóm ưu tiên này."), _("Chọn lại trong danh sách."))
        if source not in SOURCES:
            raise TypeError(f"a ticket comes from one of {SOURCES}, not {source!r}")
        with transaction.atomic():
            return give(unit, group, priority, source, actor=actor, at=at, key=asked)

    return once(asked, actor.id, attempt, lambda result: queries.ticket(ticket_id(result)))


def check(plan: HallPlan, unit: str, group: str, at: datetime) -> None:
    """Refuse a group that the hall does not have, and numbers outside the hours in which it gives any."""
    if plan.group(group) is None:
        raise Refused("no_such_group", _("Nơi này không có nhóm việc đó."), _("Chọn lại trong danh sách."))
    if plan.hours == "always":
        return
    hours = queries.opening(unit, local(at).date())
    if hours is None:
        raise Refused(
            "closed_today", _("Hôm nay nơi này không làm việc nên không phát số."), _("Đặt lịch cho hôm khác.")
        )
    opens = hours[0] - timedelta(minutes=plan.before)
    if not opens <= at < hours[1]:
        said = _("Nơi này phát số từ %(opens)s đến %(closes)s.")
        facts = {"opens": f"{local(opens):%H:%M}", "closes": f"{local(hours[1]):%H:%M}"}
        raise Refused("closed_now", said % facts, _("Đặt lịch cho hôm khác, hoặc đến trong giờ đó."))


def give(
    unit: str,
    group: str,
    priority: str,
    source: str,
    *,
    actor: Actor,
    at: datetime,
    key: Any = None,
    booking: str = "",
    place: datetime | None = None,
) -> Ticket:
    """Take the next number and commit the ticket inside the caller's transaction, so that a refusal gives it back."""
    day = local(at).date()
    payload: dict[str, Any] = {
        "unit": unit,
        "day": day.isoformat(),
        "group": group,
        "prefix": group,
        "number": _number(unit, day, group),
        "priority": priority,
        "source": source,
        "place": moment(place or at),
    }
    if booking:
        payload["booking"] = booking
    pk = uuid4()
    columns = columns_of(tickets.taken(payload, at))
    written = commit(
        Subject(Ticket, pk, columns=columns),
        [NewEntry("ticket.taken", payload)],
        actor=actor.id,
        at=at,
        key=key,
        result={"ticket": str(pk)},
    )
    return Ticket(id=pk, version=written.version, head=written.head, **columns)


def _number(unit: str, day: date, prefix: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO queueing_ticketcounter (unit, day, prefix, last) VALUES (%s, %s, %s, 1) "
            "ON CONFLICT (unit, day, prefix) DO UPDATE SET last = queueing_ticketcounter.last + 1 RETURNING last",
            [unit, day if connection.vendor == "postgresql" else day.isoformat(), prefix],
        )
        return int(cursor.fetchone()[0])
