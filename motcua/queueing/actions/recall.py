"""Call the same number once more, or note that nobody came."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.queueing import tickets
from motcua.core.refusal import Refused
from motcua.ledger.keys import key_for
from motcua.people.actor import Actor
from motcua.queueing import policies, queries
from motcua.queueing.models import Ticket
from motcua.queueing.recording import in_hall, record


def recall(ticket_id: UUID, *, actor: Actor, at: datetime, key: str | None) -> Ticket:
    """Call an open ticket once more to the same desk."""
    unit = queries.ticket(ticket_id).unit
    policies.can_call(actor, unit).enforce()
    asked = key_for(key, "ticket.recall", {"ticket": str(ticket_id)})

    def attempt() -> Ticket:
        row = queries.ticket(ticket_id)
        tickets.permit(tickets.TicketState(row.state), "recall", row.code)
        told = {"desk": row.desk, "calls": row.calls + 1}
        record(row, "ticket.called", told, actor=actor.id, at=at, key=asked)
        return queries.ticket(ticket_id)

    return in_hall(unit, asked, actor.id, attempt, lambda _result: queries.ticket(ticket_id))


def miss(ticket_id: UUID, *, actor: Actor, at: datetime, key: str | None) -> Ticket:
    """Note that nobody came, once the number was called as often as the rule says."""
    unit = queries.ticket(ticket_id).unit
    policies.can_call(actor, unit).enforce()
    rule = queries.plan_for(unit).order
    asked = key_for(key, "ticket.miss", {"ticket": str(ticket_id)})

    def attempt() -> Ticket:
        row = queries.ticket(ticket_id)
        tickets.permit(tickets.TicketState(row.state), "miss", row.code)
        if row.calls < rule.calls:
            said = _("Số %(code)s mới được gọi %(calls)s lần, phải gọi đủ %(needed)s lần mới ghi vắng mặt được.")
            facts = {"code": row.code, "calls": row.calls, "needed": rule.calls}
            raise Refused("called_too_few", said % facts, _("Bấm «Gọi lại»."))
        told = {"desk": row.desk, "calls": row.calls}
        record(row, "ticket.missed", told, actor=actor.id, at=at, key=asked)
        return queries.ticket(ticket_id)

    return in_hall(unit, asked, actor.id, attempt, lambda _result: queries.ticket(ticket_id))
