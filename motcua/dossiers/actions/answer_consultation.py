"""Answer an opinion that was asked of one's unit."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import steps as decide
from motcua.core.refusal import Refused
from motcua.dossiers import policies
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def answer_consultation(
    dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None, consultation: int, verdict: str, text: str = ""
) -> Done:
    """Answer ``agree``, ``disagree`` or ``other``; ``consultation`` is the number under which it was asked."""

    def attempt(found: Found) -> Plan:
        unit = next((row[1] for row in found.now.pending if row[0] == consultation), None)
        if unit is None:
            raise Refused("answered_before", "Ý kiến này đã được trả lời.", "Xem phần trao đổi của hồ sơ.")
        policies.can_answer_consultation(actor, unit).enforce()
        return Plan(decide.answer_consultation(found.now, at, consultation=consultation, verdict=verdict, text=text))

    return change(
        dossier_id,
        action="dossier.answer_consultation",
        actor=actor,
        at=at,
        key=key,
        request={"consultation": consultation, "verdict": verdict, "text": text},
        attempt=attempt,
    )
