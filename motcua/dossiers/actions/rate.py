"""Keep the applicant's satisfaction."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import closing as decide
from motcua.dossiers import policies
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def rate(dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None, score: int) -> Done:
    """Rate the handling once, 1 to 5."""

    def attempt(found: Found) -> Plan:
        policies.can_rate(actor, found).enforce()
        return Plan(decide.rate(found.now, at, score=score))

    return change(
        dossier_id,
        action="dossier.rate",
        actor=actor,
        at=at,
        key=key,
        request={"score": score},
        attempt=attempt,
    )
