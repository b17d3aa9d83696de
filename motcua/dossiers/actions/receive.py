"""Accept a dossier at the counter and start its legal clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.requirements import requirements
from motcua.core.process.decide import intake as decide
from motcua.core.process.decide.decision import Decision, permit
from motcua.core.process.decide.intake import Intake
from motcua.core.process.decide.late import Late
from motcua.core.process.events import Event
from motcua.core.process.fold import fold
from motcua.core.worktime.vietnamese import local
from motcua.documents import numbers
from motcua.dossiers import custody, guards, late_numbers, mandates, policies, printing, slips, visits
from motcua.dossiers import lodgement as lodging
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import definition_of, law_for
from motcua.dossiers.lodgement import Handed, Lodgement
from motcua.dossiers.models import Applicant
from motcua.dossiers.reading import Found, fresh
from motcua.ledger.commit import Insert
from motcua.people.actor import Actor


def receive(dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None, forward: bool = True) -> Done:
    """Accept what was lodged, give the receipt (form 01), start the clock; ``forward`` does step 1 at once."""

    def attempt(found: Found) -> Plan:
        now = found.now
        policies.can_receive(actor, now.reception_unit).enforce()
        permit(now, "receive", at)
        definition, papers = definition_of(now), slips.papers_of(found.id)
        answers = Applicant.objects.values_list("answers", flat=True).get(dossier_id=found.id)
        asked = requirements(definition, definition.case(now.case), answers, lodging.CHANNELS[now.channel])
        handed = [Handed(**paper) for paper in papers]
        facts = Intake(
            code=now.code,
            procedure=now.procedure,
            procedure_version=now.procedure_version,
            case=now.case,
            level=now.level,
            channel=now.channel,
            online=now.online,
            reception_unit=now.reception_unit,
            competent_unit=now.competent_unit,
            return_unit=now.return_unit,
            components=lodging.components(asked, handed),
            fee_due=now.fee_due,
            databases=lodging.databases(asked, handed),
        )
        law = law_for(now.procedure_version, now.case, now.competent_unit, local(at).date())
        decision = decide.receive(now, at, intake=facts, law=law, receiver=actor.id, content=None, forward=forward)
        decision = custody.with_originals(decision, definition, papers)
        number = slips.take_number(now.reception_unit, numbers.RECEIPT, at, found, actor)
        return _with_receipt(found, decision, definition, slips.person_of(found.id), papers, number, actor, at)

    return change(
        dossier_id,
        action="dossier.receive",
        actor=actor,
        at=at,
        key=key,
        request={"forward": forward},
        attempt=attempt,
        numbered=True,
    )


def enter(lodgement: Lodgement, *, actor: Actor, at: datetime, key: str, forward: bool = True) -> Done:
    """Enter and accept at the counter what somebody brings: code, receipt and clock in one action."""
    policies.can_receive(actor, lodgement.reception()).enforce()
    dossier_id = uuid4()
    return change(
        dossier_id,
        action="dossier.enter",
        actor=actor,
        at=at,
        key=key,
        request={**lodgement.request(), "forward": forward},
        attempt=lambda found: admission(found, lodgement, actor, at, forward=forward),
        start=lambda: fresh(dossier_id, lodging.owner_of(lodgement.person)),
        numbered=True,
    )


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
    plan = _with_receipt(found, decision, definition, asdict(lodgement.person), papers, number, actor, at, late)
    more = plan.more
    assert more is not None
    # Whoever brought a paper slip has left with it: no print is waited for.
    waits = [] if late else [printing.waits(found.id, facts.reception_unit, actor, at)]
    return Plan(decision, lambda seq: [*lodging.rows(found.id, lodgement, seq), *more(seq), *waits], plan.result)


def _receipt_number(found: Found, facts: Intake, actor: Actor, at: datetime) -> str:
    return slips.take_number(facts.reception_unit, numbers.RECEIPT, at, found, actor, facts.code)


def _with_receipt(
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
