"""Decide: grant or reject."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import steps as deciding
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import policies
from motcua.dossiers.actions.seeing import seen_step
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import law_of
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def decide(
    dossier_id: UUID,
    *,
    actor: Actor,
    at: datetime,
    key: str | None,
    outcome: str,
    number: str,
    electronic: bool = True,
    reason: str = "",
    step_seq: int | None = None,
) -> Done:
    """Decide at the deciding step, with the number of the result; ``step_seq`` is the step that was seen."""

    def attempt(found: Found) -> Plan:
        seen_step(found.now, step_seq)
        policies.holds(actor, found.now).enforce()
        return Plan(
            deciding.decide(
                found.now,
                at,
                outcome=outcome,
                electronic=electronic,
                number=number,
                reason=reason,
                law=law_of(found.now, local(at).date(), found.stamp),
            )
        )

    return change(
        dossier_id,
        action="dossier.decide",
        actor=actor,
        at=at,
        key=key,
        request={
            "outcome": outcome,
            "number": number,
            "electronic": electronic,
            "reason": reason,
            "step_seq": step_seq,
        },
        attempt=attempt,
    )
