"""Send an open ticket to the line of another group, or back to its own line."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.process.events import moment
from motcua.core.queueing import order, tickets
from motcua.core.refusal import Refused
from motcua.ledger.keys import key_for
from motcua.people.actor import Actor
from motcua.queueing import policies, queries
from motcua.queueing.models import Ticket
from motcua.queueing.recording import in_hall, record


def transfer(ticket_id: UUID, group: str, *, actor: Actor, at: datetime, key: str | None) -> Ticket:
    """Send an open ticket to another group; it keeps its number and its place in time, so it has not waited in vain."""
    unit = queries.ticket(ticket_id).unit
    policies.can_call(actor, unit).enforce()
    plan = queries.plan_for(unit)
    asked = key_for(key, "ticket.transfer", {"ticket": str(ticket_id), "group": group})

    def attempt() -> Ticket:
        row = queries.ticket(ticket_id)
        tickets.permit(tickets.TicketState(row.state), "transfer", row.code)
        if plan.group(group) is None or group == row.group:
            raise Refused("no_such_group", _("Chọn nhóm việc khác để chuyển số sang."))
        told = {"group": group, "place": moment(row.place)}
        record(row, "ticket.transferred", told, actor=actor.id, at=at, key=asked)
        return queries.ticket(ticket_id)

    return in_hall(unit, asked, actor.id, attempt, lambda _result: queries.ticket(ticket_id))


def give_back(ticket_id: UUID, *, actor: Actor, at: datetime, key: str | None) -> Ticket:
    """Let an open ticket, or one whose holder came late, stand in the line again, behind as many as the rule says."""
    unit = queries.ticket(ticket_id).unit
    policies.can_call(actor, unit).enforce()
    rule = queries.plan_for(unit).order
    asked = key_for(key, "ticket.requeue", {"ticket": str(ticket_id)})

    def attempt() -> Ticket:
        row = queries.ticket(ticket_id)
        tickets.permit(tickets.TicketState(row.state), "give_back", row.code)
        waiting = queries.of_day(unit, row.day).filter(state=queries.WAITING, group=row.group)
        place = order.place_behind(queries.in_line(waiting), bool(row.priority), at, rule)
        record(row, "ticket.requeued", {"place": moment(place)}, actor=actor.id, at=at, key=asked)
        return queries.ticket(ticket_id)

    return in_hall(unit, asked, actor.id, attempt, lambda _result: queries.ticket(ticket_id))
