"""Recompute a due date after a calendar or a rule set changed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import clock as decide
from motcua.core.process.decide.decision import Decision
from motcua.core.process.states import TABLE
from motcua.core.worktime.vietnamese import local
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import law_of
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def recompute_due(dossier_id: UUID, *, actor: Actor, at: datetime, key: str, cause: str) -> Done:
    """Move the due date if the clock now says another one; ``cause`` is ``calendar`` or ``rules``."""

    def attempt(found: Found) -> Plan:
        if found.now.state not in TABLE["move_due"].sources:
            return Plan(Decision(()))
        law = law_of(found.now, local(at).date())
        return Plan(decide.recompute(found.now, at, cause=cause, law=law) or Decision(()))

    return change(
        dossier_id,
        action="dossier.recompute_due",
        actor=actor,
        at=at,
        key=key,
        request={"cause": cause},
        attempt=attempt,
    )
