"""Let the clock run on."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import clock as decide
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import policies
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import law_of
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def resume(dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None) -> Done:
    """Resume a suspended dossier; the applicant gets the new date."""

    def attempt(found: Found) -> Plan:
        policies.holds(actor, found.now).enforce()
        return Plan(decide.resume(found.now, at, law=law_of(found.now, local(at).date())))

    return change(
        dossier_id,
        action="dossier.resume",
        actor=actor,
        at=at,
        key=key,
        request={},
        attempt=attempt,
    )
