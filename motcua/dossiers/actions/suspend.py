"""Stop the clock on a ground that the procedure knows."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import clock as decide
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import policies
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import ground_of, law_of
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def suspend(dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None, ground: str, paper: str = "") -> Done:
    """Suspend on one of the procedure's grounds; ``paper`` is the number of the document that orders it."""

    def attempt(found: Found) -> Plan:
        policies.holds(actor, found.now).enforce()
        ground_of(found.now, ground, "pause")
        return Plan(decide.suspend(found.now, at, ground=ground, paper=paper, law=law_of(found.now, local(at).date())))

    return change(
        dossier_id,
        action="dossier.suspend",
        actor=actor,
        at=at,
        key=key,
        request={"ground": ground, "paper": paper},
        attempt=attempt,
    )
