"""Lodge a dossier from outside, online or by post."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from motcua.core.process.decide import intake as decide
from motcua.core.worktime import Term, deadline
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import guards, policies
from motcua.dossiers import lodgement as lodging
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.lodgement import Lodgement
from motcua.dossiers.reading import Found, fresh
from motcua.people.actor import Actor
from motcua.worktime import queries as worktime

CHECK_WITHIN = Term.parse("8 working hours")  # NQ 66.7/2025/NQ-CP: online, what is missing is said within 8 hours


def submit(lodgement: Lodgement, *, actor: Actor, at: datetime, key: str) -> Done:
    """Lodge a dossier: it gets its code at once and the moment by which the counter has looked at it."""
    policies.can_submit(actor).enforce()
    dossier_id = uuid4()

    def attempt(found: Found) -> Plan:
        on = local(at).date()
        definition = lodging.current_definition(lodgement, on)
        case, asked = lodging.check(definition, lodgement)
        code = lodging.code_for(lodgement, at)
        facts = guards.after_refusal(lodging.intake(definition, case, asked, lodgement, on, code), lodgement.person, at)
        decision = decide.submit(
            found.now, at, intake=facts, content=lodgement.content(), check_by=check_by(facts.reception_unit, at)
        )
        return Plan(decision, lambda seq: lodging.rows(found.id, lodgement, seq))

    return change(
        dossier_id,
        action="dossier.submit",
        actor=actor,
        at=at,
        key=key,
        request=lodgement.request(),
        attempt=attempt,
        start=lambda: fresh(dossier_id, actor.id),
        numbered=True,
    )


def check_by(reception_unit: str, at: datetime) -> datetime:
    """Return the moment by which the counter must have looked at an online dossier."""
    due = deadline(
        at, CHECK_WITHIN, worktime.calendar_for(reception_unit), worktime.rules("default", local(at).date())
    ).due
    assert due is not None
    return due
