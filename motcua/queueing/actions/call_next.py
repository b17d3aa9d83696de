"""Call the next number to a desk: whoever is next by the rule, never a number of one's choice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.queueing import order
from motcua.core.queueing.plan import HallPlan
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.ledger.keys import key_for
from motcua.people.actor import Actor
from motcua.queueing import policies, queries
from motcua.queueing.models import Ticket
from motcua.queueing.recording import in_hall, record


@dataclass(frozen=True, slots=True)
class Called:
    """What a call did: the ticket called, None when nobody waits, and the tickets that ended before it."""

    ticket: Ticket | None
    ended: tuple[str, ...] = ()


def call_next(
    unit: str, desk: str, *, actor: Actor, at: datetime, key: str | None, groups: Sequence[str] = ()
) -> Called:
    """End the visit open at the desk and call whoever is next in the desk's groups, or in those of them chosen.

    Raises ``Refused``: ``forbidden``, ``no_such_desk``, ``nobody_waits`` when there was nothing to end either.
    """
    policies.can_call(actor, unit).enforce()
    plan, day = queries.plan_for(unit), local(at).date()
    served = groups_of(plan, desk, groups)
    asked = key_for(key, "ticket.call", {"unit": unit, "desk": desk, "groups": list(served)})

    def attempt() -> Called:
        open_now = queries.open_at(unit, day, desk, actor.id)
        chosen = _chosen(unit, day, served, plan, at)
        if chosen is None and not open_now:
            said = _("Chưa có ai chờ ở các nhóm việc của quầy này.")
            raise Refused("nobody_waits", said, _("Tải lại trang để xem có ai vừa lấy số."))
        result: dict[str, Any] = {"ticket": str(chosen.id) if chosen else "", "ended": [one.code for one in open_now]}
        writes: list[tuple[Ticket, str, dict[str, Any]]] = [
            (one, "ticket.served", {"desk": one.desk}) for one in open_now
        ]
        if chosen is not None:
            writes.append((chosen, "ticket.called", {"desk": desk, "calls": 1}))
        for row, kind, told in writes[:-1]:
            record(row, kind, told, actor=actor.id, at=at)
        row, kind, told = writes[-1]
        record(row, kind, told, actor=actor.id, at=at, key=asked, result=result)
        if chosen is not None:
            chosen.refresh_from_db()
        return Called(chosen, tuple(result["ended"]))

    return in_hall(unit, asked, actor.id, attempt, _again)


def groups_of(plan: HallPlan, desk: str, chosen: Sequence[str]) -> tuple[str, ...]:
    """Return the groups that a desk calls: its own, or those of them that its officer chose."""
    place = plan.desk(desk)
    if place is None:
        raise Refused("no_such_desk", _("Nơi này không có quầy đó."), _("Chọn lại quầy bạn đang ngồi."))
    return tuple(group for group in place.groups if group in chosen) or place.groups


def _chosen(unit: str, day: date, groups: Sequence[str], plan: HallPlan, at: datetime) -> Ticket | None:
    """Return who is next among those who came before the call was asked for."""
    waiting = queries.of_day(unit, day).filter(state=queries.WAITING, group__in=groups, last_at__lte=at)
    rows = {str(one.id): one for one in waiting}
    run = queries.run_before(unit, day, groups, plan.order)
    found = order.next_in_line(queries.in_line(rows.values()), run, plan.order)
    return rows[found.ticket] if found else None


def _again(result: Any) -> Called:
    ticket = queries.ticket(UUID(result["ticket"])) if result["ticket"] else None
    return Called(ticket, tuple(result["ended"]))
