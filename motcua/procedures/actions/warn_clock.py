"""Warning of a clock of publishing: once for each date, on the worklist of procedure control."""

from datetime import datetime
from uuid import UUID

from motcua.core.procedure.clocks import Clock
from motcua.ledger.commit import NewEntry, Subject, commit, retrying
from motcua.people.actor import Actor
from motcua.people.queries import local_day
from motcua.people.roles import REGISTRAR
from motcua.procedures.drafting import reads, rules, work
from motcua.procedures.events import drafts as events


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
        keeper = rules.on(local_day(at)).keeper
        seq = now.row.version + 1
        item = work.opened(draft, seq, work.CLOCK, unit=keeper, role=REGISTRAR, at=at, due=due, step=clock.code)
        commit(Subject.of(now.row), [NewEntry(events.WARNED.name, told)], actor=actor.id, at=at, children=[item])
        return True

    return retrying(attempt)
