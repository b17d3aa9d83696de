"""Close the tickets of days that are over."""

from datetime import date, datetime
from functools import partial
from uuid import UUID

from motcua.core.queueing import tickets
from motcua.ledger.commit import retrying
from motcua.people.actor import Actor
from motcua.queueing import queries
from motcua.queueing.models import Ticket
from motcua.queueing.recording import record

OPEN = (queries.WAITING, queries.CALLED)


def lapse(before: date, *, actor: Actor, at: datetime) -> int:
    """Let every ticket of a day before ``before`` lapse that nobody ended; return how many."""
    found = Ticket.objects.filter(day__lt=before, state__in=OPEN).order_by("day").values_list("id", flat=True)
    return sum(retrying(partial(_lapse_one, id_, actor, at)) for id_ in list(found))


def _lapse_one(id_: UUID, actor: Actor, at: datetime) -> int:
    row = Ticket.objects.get(pk=id_)
    if row.state not in OPEN:
        return 0
    tickets.permit(tickets.TicketState(row.state), "lapse", row.code)
    record(row, "ticket.lapsed", {}, actor=actor.id, at=at)
    return 1
