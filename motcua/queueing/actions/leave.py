"""Give a number up before it is called."""

from datetime import datetime
from uuid import UUID

from motcua.core.queueing import tickets
from motcua.ledger.keys import key_for
from motcua.people.actor import Actor
from motcua.queueing import queries
from motcua.queueing.models import Ticket
from motcua.queueing.recording import in_hall, record


def leave(ticket_id: UUID, *, actor: Actor, at: datetime, key: str | None) -> Ticket:
    """Give a waiting ticket up; whoever holds its address may, as whoever holds the paper."""
    unit = queries.ticket(ticket_id).unit
    asked = key_for(key, "ticket.leave", {"ticket": str(ticket_id)})

    def attempt() -> Ticket:
        row = queries.ticket(ticket_id)
        tickets.permit(tickets.TicketState(row.state), "leave", row.code)
        record(row, "ticket.left", {}, actor=actor.id, at=at, key=asked)
        return queries.ticket(ticket_id)

    return in_hall(unit, asked, actor.id, attempt, lambda _result: queries.ticket(ticket_id))
