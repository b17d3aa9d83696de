"""Take back a dossier that was not received yet."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import intake as decide
from motcua.dossiers import policies
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def withdraw(dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None, reason: str = "") -> Done:
    """Withdraw before reception."""

    def attempt(found: Found) -> Plan:
        policies.can_stop(actor, found).enforce()
        return Plan(decide.withdraw(found.now, at, reason=reason))

    return change(
        dossier_id,
        action="dossier.withdraw",
        actor=actor,
        at=at,
        key=key,
        request={"reason": reason},
        attempt=attempt,
    )
