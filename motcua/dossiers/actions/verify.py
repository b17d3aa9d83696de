"""Add the days that the procedure gives for a verification."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import clock as decide
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import policies
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import ground_of, law_of
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def verify(dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None, ground: str) -> Done:
    """Lengthen the term once by the days of the ground (birth registration: verification at another commune)."""

    def attempt(found: Found) -> Plan:
        policies.holds(actor, found.now).enforce()
        known = ground_of(found.now, ground, "verification")
        if known.term is None:
            raise Refused("term_missing", "Căn cứ này không nêu số ngày được cộng.")
        law = law_of(found.now, local(at).date())
        return Plan(decide.verify(found.now, at, term=known.term, ground=ground, law=law))

    return change(
        dossier_id,
        action="dossier.verify",
        actor=actor,
        at=at,
        key=key,
        request={"ground": ground},
        attempt=attempt,
    )
