"""End a visit at the desk."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from motcua.core.queueing import tickets
from motcua.ledger.keys import key_for
from motcua.people.actor import Actor
from motcua.queueing import policies, queries
from motcua.queueing.models import Ticket
from motcua.queueing.recording import in_hall, record


def serve(
    ticket_id: UUID, *, actor: Actor, at: datetime, key: str | None, dossiers: Sequence[UUID | str] = ()
) -> Ticket:
    """Note that the person of an open ticket is served; ``dossiers`` are what was entered or handed out for him."""
    unit = queries.ticket(ticket_id).unit
    policies.can_call(actor, unit).enforce()
    named = [str(one) for one in dossiers]
    asked = key_for(key, "ticket.serve", {"ticket": str(ticket_id), "dossiers": named})

    def attempt() -> Ticket:
        row = queries.ticket(ticket_id)
        tickets.permit(tickets.TicketState(row.state), "serve", row.code)
        told = {"desk": row.desk, **({"dossiers": named} if named else {})}
        record(row, "ticket.served", told, actor=actor.id, at=at, key=asked)
        return queries.ticket(ticket_id)

    return in_hall(unit, asked, actor.id, attempt, lambda _result: queries.ticket(ticket_id))
