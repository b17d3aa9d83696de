"""Ask another unit's opinion."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import steps as decide
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import policies
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import law_of
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def consult(dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None, code: str, question: str) -> Done:
    """Ask the unit that the step names under ``code``, with an answer due in working time."""

    def attempt(found: Found) -> Plan:
        policies.holds(actor, found.now).enforce()
        return Plan(
            decide.consult(
                found.now, at, code=code, question=question, law=law_of(found.now, local(at).date(), found.stamp)
            )
        )

    return change(
        dossier_id,
        action="dossier.consult",
        actor=actor,
        at=at,
        key=key,
        request={"code": code, "question": question},
        attempt=attempt,
    )
