"""Keep the applicant's satisfaction, and what they tell of visits and of demands beyond the list."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import closing as decide
from motcua.core.process.decide.closing import NOTHING_MORE, Answers
from motcua.dossiers import policies
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def rate(
    dossier_id: UUID,
    *,
    actor: Actor,
    at: datetime,
    key: str | None,
    score: int,
    answers: Answers = NOTHING_MORE,
    proved: bool = False,
) -> Done:
    """Rate the handling once, 1 to 5; a visitor has ``proved`` to be the applicant by the link or the last digits."""

    def attempt(found: Found) -> Plan:
        policies.can_rate(actor, found, proved=proved).enforce()
        return Plan(decide.rate(found.now, at, score=score, answers=answers))

    return change(
        dossier_id,
        action="dossier.rate",
        actor=actor,
        at=at,
        key=key,
        request={"score": score, **asdict(answers)},
        attempt=attempt,
    )
