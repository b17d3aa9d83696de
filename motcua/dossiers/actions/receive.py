"""Accept a dossier at the counter and start its legal clock."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from motcua.core.procedure.requirements import requirements
from motcua.core.process.decide import intake as decide
from motcua.core.process.decide.decision import permit
from motcua.core.process.decide.intake import Intake
from motcua.core.worktime.vietnamese import local
from motcua.documents import numbers
from motcua.dossiers import custody, policies, slips
from motcua.dossiers import lodgement as lodging
from motcua.dossiers.admitting import admission, with_receipt
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import definition_of, law_for
from motcua.dossiers.lodgement import Handed, Lodgement
from motcua.dossiers.models import Applicant
from motcua.dossiers.reading import Found, fresh
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
        return with_receipt(found, decision, definition, slips.person_of(found.id), papers, number, actor, at)

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
