"""Stop a dossier on the applicant's request (form 05)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import closing as decide
from motcua.documents import numbers
from motcua.dossiers import policies, slips
from motcua.dossiers.actions.numbering import with_number
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import definition_of
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def stop(dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None, way: str, reason: str) -> Done:
    """Stop while nothing is decided; ``way`` is how the request came: online, counter or post."""

    def attempt(found: Found) -> Plan:
        policies.can_stop(actor, found).enforce()
        decision = decide.stop(found.now, at, way=way, reason=reason, number="")
        number = slips.take_number(found.now.reception_unit, numbers.STOP, at, found, actor)
        slip = slips.stop(found, definition_of(found.now), reason, way, number, actor, at)
        return Plan(
            with_number(decision, number), lambda seq: [slips.row(found.id, seq, slip, actor)], {"slip": number}
        )

    return change(
        dossier_id,
        action="dossier.stop",
        actor=actor,
        at=at,
        key=key,
        request={"way": way, "reason": reason},
        attempt=attempt,
        numbered=True,
    )
