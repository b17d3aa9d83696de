"""What somebody hands in becomes a reception: facts, law, number and receipt, now or for a paper slip entered later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.process.decide import intake as decide
from motcua.core.process.decide.decision import Decision
from motcua.core.process.decide.intake import Intake
from motcua.core.process.decide.late import Late
from motcua.core.process.events import Event
from motcua.core.process.fold import fold
from motcua.core.worktime.vietnamese import local
from motcua.documents import numbers
from motcua.dossiers import custody, guards, late_numbers, mandates, printing, slips, visits
from motcua.dossiers import lodgement as lodging
from motcua.dossiers.change import Plan
from motcua.dossiers.law import law_for
from motcua.dossiers.lodgement import Lodgement
from motcua.dossiers.reading import Found
from motcua.ledger.commit import Insert
from motcua.people.actor import Actor


def admission(
    found: Found, lodgement: Lodgement, actor: Actor, at: datetime, *, forward: bool, late: Late | None = None
) -> Plan:
    """Return what follows when somebody hands in at ``at``; a late entry bears its paper slip's reserved number."""
    on = local(at).date()
    definition = lodging.current_definition(lodgement, on)
    case, asked = lodging.check(definition, lodgement)
    mandates.check(lodgement.mandate, lodgement.reception(), lodgement.person, on)
    code = lodging.code_for(lodgement, at)
    facts = guards.after_refusal(lodging.intake(definition, case, asked, lodgement, on, code), lodgement.person, at)
    facts = replace(facts, late=late) if late else visits.with_ticket(facts, actor, at)
    law = law_for(lodgement.procedure_version, case.code, lodgement.competent_unit, on)
    content = {**lodgement.content(), **(late.content() if late else {})}
    decision = decide.receive(found.now, at, intake=facts, law=law, receiver=actor.id, content=content, forward=forward)
    number = late_numbers.take(found, facts, late, actor) if late else _receipt_number(found, facts, actor, at)
    papers = [{**asdict(paper), "files": list(paper.files)} for paper in lodgement.papers]
    decision = custody.with_originals(decision, definition, papers)
    plan = with_receipt(found, decision, definition, asdict(lodgement.person), papers, number, actor, at, late)
    more = plan.more
    assert more is not None
    # Whoever brought a paper slip has left with it: no print is waited for.
    waits = [] if late else [printing.waits(found.id, facts.reception_unit, actor, at)]
    return Plan(decision, lambda seq: [*lodging.rows(found.id, lodgement, seq), *more(seq), *waits], plan.result)


def _receipt_number(found: Found, facts: Intake, actor: Actor, at: datetime) -> str:
    return slips.take_number(facts.reception_unit, numbers.RECEIPT, at, found, actor, facts.code)


def with_receipt(
    found: Found,
    decision: Decision,
    definition: ProcedureDefinition,
    person: Mapping[str, Any],
    papers: Sequence[Mapping[str, Any]],
    number: str,
    actor: Actor,
    at: datetime,
    late: Late | None = None,
) -> Plan:
    """Return the decision with form 01: what was handed in, when the result is due, under the slip's number."""
    draft = decision.drafts[0]
    after = fold([Event(draft.type, found.now.seq + 1, at, actor.id, draft.payload)], found.now)
    assert decision.deadline is not None
    slip = slips.receipt(
        found, after, definition, decision.deadline, person=person, papers=papers, number=number, actor=actor, at=at
    )
    slip = replace(slip, remark=late_numbers.remark(late)) if late else slip

    def more(seq: int) -> list[Insert]:
        return [slips.row(found.id, seq, slip, actor)]

    return Plan(decision, more, {"slip": number})
