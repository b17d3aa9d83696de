"""Annul a reception made by mistake."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import intake as decide
from motcua.dossiers import policies
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def annul(
    dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None, reason: str, ground: str = "mistake"
) -> Done:
    """Annul a reception before anybody worked on the dossier."""

    def attempt(found: Found) -> Plan:
        policies.can_receive(actor, found.now.reception_unit).enforce()
        return Plan(decide.annul(found.now, at, ground=ground, reason=reason))

    return change(
        dossier_id,
        action="dossier.annul",
        actor=actor,
        at=at,
        key=key,
        request={"reason": reason, "ground": ground},
        attempt=attempt,
    )
