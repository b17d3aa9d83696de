"""Apologise and move the appointment, once (form 04)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import clock as decide
from motcua.core.worktime import Term
from motcua.core.worktime.vietnamese import local
from motcua.documents import numbers
from motcua.dossiers import policies, slips
from motcua.dossiers.actions.numbering import with_number
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import definition_of, law_of
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def extend(dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None, term: Term, reason: str) -> Done:
    """Give the applicant an apology with the reason and the new date."""

    def attempt(found: Found) -> Plan:
        policies.can_extend(actor, found).enforce()
        law = law_of(found.now, local(at).date())
        decision = decide.extend(found.now, at, term=term, ground="apology", reason=reason, number="", law=law)
        assert decision.deadline is not None
        assert decision.deadline.due is not None
        number = slips.take_number(found.now.competent_unit, numbers.APOLOGY, at, found, actor)
        slip = slips.apology(found, definition_of(found.now), reason, decision.deadline.due, number, actor, at)
        return Plan(
            with_number(decision, number), lambda seq: [slips.row(found.id, seq, slip, actor)], {"slip": number}
        )

    return change(
        dossier_id,
        action="dossier.extend",
        actor=actor,
        at=at,
        key=key,
        request={"term": str(term), "reason": reason},
        attempt=attempt,
        numbered=True,
    )
