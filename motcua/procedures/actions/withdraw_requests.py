"""Taking back what a draft had asked: rows for the commit of the entry that makes the question pointless."""

from datetime import datetime

from motcua.ledger.commit import Update, Write
from motcua.people.actor import Actor
from motcua.procedures.drafting import work
from motcua.procedures.drafting.verifying import WITHDRAWN
from motcua.procedures.models import Draft, DraftRequest


def withdrawn(row: Draft, *kinds: str, actor: Actor, at: datetime) -> list[Write]:
    """Return the changes by which no request of these kinds waits any longer."""
    waiting = DraftRequest.objects.filter(draft=row, kind__in=kinds, answer="")
    taken: list[Write] = [
        Update(
            DraftRequest,
            {"id": request.pk},
            {"answer": WITHDRAWN, "answered_by": actor.id, "answered_at": at},
        )
        for request in waiting
    ]
    return taken + work.closed(row.pk, *kinds, at=at, by=actor, outcome=WITHDRAWN)
