"""Record that a fee is not, or not wholly, asked of the applicant."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import money as decide
from motcua.core.refusal import Refused
from motcua.dossiers import fees, policies, tills
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def exempt(dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None, exemption: str, reason: str = "") -> Done:
    """Remit a fee by a published ``exemption``; ``reason`` names the paper that the applicant showed."""

    def attempt(found: Found) -> Plan:
        policies.can_take_money(actor, found).enforce()
        tills.guard(found.now.reception_unit, actor.id, at)
        relief = fees.relief_of(found, exemption)
        if relief is None:
            raise Refused("no_such_exemption", "Chưa chọn diện miễn, giảm.", "Chọn một diện đã công bố của thủ tục.")
        return Plan(decide.exempt(found.now, at, relief=relief, reason=reason))

    return change(
        dossier_id,
        action="dossier.exempt",
        actor=actor,
        at=at,
        key=key,
        request={"exemption": exemption, "reason": reason},
        attempt=attempt,
        numbered=True,
    )
