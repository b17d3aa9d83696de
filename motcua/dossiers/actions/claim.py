"""Take the current step, or give it to somebody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import steps as decide
from motcua.dossiers import policies
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def claim(dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None, assignee: str) -> Done:
    """Make ``assignee`` (an actor id) the one who holds the current step."""

    def attempt(found: Found) -> Plan:
        policies.can_claim(actor, found, assignee).enforce()
        return Plan(decide.claim(found.now, at, assignee=assignee))

    return change(
        dossier_id,
        action="dossier.claim",
        actor=actor,
        at=at,
        key=key,
        request={"assignee": assignee},
        attempt=attempt,
    )
