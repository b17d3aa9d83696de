"""The one way a ticket changes: its row as read, one more entry, and the row as the fold makes it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import transaction

from motcua.core.queueing import tickets
from motcua.core.queueing.tickets import TicketFacts, TicketState
from motcua.ledger import locks
from motcua.ledger.commit import Committed, Key, NewEntry, Subject, Write, commit, once
from motcua.queueing.models import Ticket

T = TypeVar("T")
COLUMNS: Final = tuple(TicketFacts.__dataclass_fields__)


def facts_of(row: Ticket) -> TicketFacts:
    """Return what a row says of its ticket."""
    values = {name: getattr(row, name) for name in COLUMNS}
    return TicketFacts(**{**values, "state": TicketState(row.state)})


def columns_of(facts: TicketFacts) -> dict[str, Any]:
    """Return the columns of a ticket."""
    values = {name: getattr(facts, name) for name in COLUMNS}
    return {**values, "state": facts.state.value}


def record(
    row: Ticket,
    kind: str,
    payload: Mapping[str, Any],
    *,
    actor: str,
    at: datetime,
    key: Key | None = None,
    result: Any = None,
    children: Sequence[Write] = (),
) -> Committed:
    """Commit one more entry of a ticket with the columns that changed; raises ``LostRace``."""
    before = facts_of(row)
    after = columns_of(tickets.apply(before, kind, payload, at, actor))
    changed = {name: value for name, value in after.items() if value != getattr(row, name)}
    subject = Subject(Ticket, row.id, row.version, bytes(row.head), changed, last_at=row.last_at)
    entries = [NewEntry(kind, payload)]
    return commit(subject, entries, actor=actor, at=at, key=key, result=result, children=children)


def in_hall(unit: str, key: Key | None, actor: str, attempt: Callable[[], T], again: Callable[[Any], T]) -> T:
    """Run an attempt while nobody else changes the line of this hall, once per key."""

    def held() -> T:
        with transaction.atomic():
            locks.hold(f"queue:{unit}")
            return attempt()

    return once(key, actor, held, again)


def ticket_id(result: Any) -> UUID:
    """Return the ticket that an earlier request ended with."""
    return UUID(result["ticket"])
