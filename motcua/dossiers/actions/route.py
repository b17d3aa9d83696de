"""Leave the current step by one of its outcomes: forward, or back with a reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import steps as decide
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import policies
from motcua.dossiers.actions.seeing import seen_step
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import law_of
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def route(
    dossier_id: UUID,
    *,
    actor: Actor,
    at: datetime,
    key: str | None,
    outcome: str,
    note: str = "",
    step_seq: int | None = None,
) -> Done:
    """Do the current step and pass the dossier on; ``step_seq`` is the step that was seen, another one is not left."""

    def attempt(found: Found) -> Plan:
        seen_step(found.now, step_seq)
        policies.holds(actor, found.now).enforce()
        return Plan(
            decide.route(
                found.now, at, outcome=outcome, note=note, law=law_of(found.now, local(at).date(), found.stamp)
            )
        )

    return change(
        dossier_id,
        action="dossier.route",
        actor=actor,
        at=at,
        key=key,
        request={"outcome": outcome, "note": note, "step_seq": step_seq},
        attempt=attempt,
    )
