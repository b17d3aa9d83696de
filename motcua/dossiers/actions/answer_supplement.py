"""Hand in the papers that were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import supplements as decide
from motcua.core.process.decide.decision import Decision
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import custody, policies
from motcua.dossiers import lodgement as lodging
from motcua.dossiers.actions.submit import check_by
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import definition_of, law_of
from motcua.dossiers.lodgement import Handed
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def answer_supplement(
    dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None, papers: Sequence[Handed]
) -> Done:
    """Take the papers; the clock starts anew or runs on as the rule set says, and the new date is given at once."""
    content = {"papers": [{**asdict(paper), "files": list(paper.files)} for paper in papers]}

    def attempt(found: Found) -> Plan:
        policies.can_answer_supplement(actor, found).enforce()
        now = found.now
        law = None if now.before_reception else law_of(now, local(at).date())
        decision = decide.answer(
            now,
            at,
            items=[paper.component for paper in papers],
            content=content,
            restarts=law is not None and law.rules.after_supplement == "restart",
            check_by=check_by(now.reception_unit, at),
            law=law,
        )
        decision = _with_originals(found, decision, papers, actor)
        return Plan(decision, lambda seq: lodging.paper_rows(found.id, papers, seq))

    return change(
        dossier_id,
        action="dossier.answer_supplement",
        actor=actor,
        at=at,
        key=key,
        request=content,
        attempt=attempt,
    )


def _with_originals(found: Found, decision: Decision, papers: Sequence[Handed], actor: Actor) -> Decision:
    """Say which originals came in with the answer; only over the counter do any."""
    desk = found.now.reception_unit
    if found.now.before_reception or not policies.can_receive(actor, desk).allowed:
        return decision
    held = custody.custody_of(found.id)
    opens = "" if held.folder else desk
    return custody.with_originals(decision, definition_of(found.now), map(asdict, papers), held, opens)
