"""Refuse a dossier in writing (form 03)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import closing as decide
from motcua.documents import numbers
from motcua.dossiers import blocked, guards, policies, slips
from motcua.dossiers.actions.numbering import with_number
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import definition_of
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def refuse(dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None, ground: str, reason: str) -> Done:
    """Refuse on a listed ground with a reason in words; the dossier keeps its number."""

    def attempt(found: Found) -> Plan:
        policies.can_refuse(actor, found).enforce()
        listed = guards.ground(found, ground)
        decision = decide.refuse(found.now, at, ground=ground, reason=reason, number="")
        number = slips.take_number(found.now.reception_unit, numbers.REFUSAL, at, found, actor)
        slip = slips.refusal(found, definition_of(found.now), reason, listed.words, number, actor, at)
        return Plan(
            with_number(decision, number), lambda seq: [slips.row(found.id, seq, slip, actor)], {"slip": number}
        )

    with blocked.counted(dossier_id, actor=actor, at=at, key=key):
        return change(
            dossier_id,
            action="dossier.refuse",
            actor=actor,
            at=at,
            key=key,
            request={"ground": ground, "reason": reason},
            attempt=attempt,
            numbered=True,
        )
