"""Ask the applicant for missing papers, once (form 02)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import supplements as decide
from motcua.core.worktime import Term, deadline
from motcua.core.worktime.vietnamese import local
from motcua.documents import numbers
from motcua.dossiers import blocked, guards, policies, slips
from motcua.dossiers.actions.numbering import with_number
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import definition_of, law_of
from motcua.dossiers.reading import Found
from motcua.dossiers.sign_rules import more_supplements
from motcua.people.actor import Actor
from motcua.worktime import queries as worktime

ANSWER_WITHIN = Term.parse("15 working days")  # NĐ 297/2025/NĐ-CP: not supplemented within 15 working days → closed


def ask_supplement(
    dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None, reasons: Mapping[str, str]
) -> Done:
    """Ask for papers by component code, with what is wrong with each; the clock stands still after reception.

    Only papers of the case or of an article of law in force may be named; a demand that is stopped is counted.
    """

    def attempt(found: Found) -> Plan:
        policies.can_ask_supplement(actor, found).enforce()
        definition, now, on = definition_of(found.now), found.now, local(at).date()
        decision = decide.ask(
            now,
            at,
            items=list(reasons),
            known=guards.known(found, reasons, on),
            reasons=reasons,
            answer_by=answer_by(now.reception_unit, at),
            number="",
            law=None if now.before_reception else law_of(now, on),
            more=more_supplements(now.procedure),
        )
        number = slips.take_number(now.reception_unit, numbers.SUPPLEMENT, at, found, actor)
        slip = slips.supplement(found, definition, reasons, answer_by(now.reception_unit, at), number, actor, at)
        return Plan(
            with_number(decision, number), lambda seq: [slips.row(found.id, seq, slip, actor)], {"slip": number}
        )

    with blocked.counted(dossier_id, actor=actor, at=at, key=key):
        return change(
            dossier_id,
            action="dossier.ask_supplement",
            actor=actor,
            at=at,
            key=key,
            request={"reasons": dict(reasons)},
            attempt=attempt,
            numbered=True,
        )


def answer_by(unit: str, at: datetime) -> datetime:
    """Return the moment until which the applicant may answer."""
    due = deadline(at, ANSWER_WITHIN, worktime.calendar_for(unit), worktime.rules("default", local(at).date())).due
    assert due is not None
    return due
