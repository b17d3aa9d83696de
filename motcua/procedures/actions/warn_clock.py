"""Warning of a clock of publishing: once for each date, on the worklist of procedure control."""

from datetime import datetime
from uuid import UUID

from motcua.core.procedure.clocks import Clock
from motcua.ledger.commit import NewEntry, retrying
from motcua.people.actor import Actor
from motcua.people.queries import local_day
from motcua.procedures import draft_recipes
from motcua.procedures.drafting import reads, rules, work
from motcua.procedures.events import drafts as events
from motcua.procedures.recording import record


def warn_clock(draft: UUID, clock: Clock, *, actor: Actor, at: datetime) -> bool:
    """Put a clock that runs out, or has, on the worklist; False where that was done already for this date."""

    def attempt() -> bool:
        now = reads.current(draft)
        if now is None or not now.row.is_open or clock.due is None:
            return False
        due = work.due_on(clock.due)
        if (clock.code, due) in work.warned(draft):
            return False
        told = {
            "code": now.row.code,
            "clock": clock.code,
            "due": clock.due.isoformat(),
            "days": -clock.days if clock.state == "late" else clock.days,
        }
        beside = {"due": due, "keeper": rules.on(local_day(at)).keeper}
        entry = NewEntry(events.WARNED.name, told)
        record(draft_recipes.DRAFTS, now.row, [entry], actor=actor.id, at=at, aside=beside)
        return True

    return retrying(attempt)
