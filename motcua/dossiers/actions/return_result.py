"""Hand the result over and close the dossier."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import money as decide
from motcua.dossiers import fees, policies, tills
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def return_result(
    dossier_id: UUID,
    *,
    actor: Actor,
    at: datetime,
    key: str | None,
    way: str,
    to: str = "",
    exemption: str = "",
) -> Done:
    """Return the result: ``way`` is counter, post or online, ``to`` who took it, ``exemption`` a published one."""

    def attempt(found: Found) -> Plan:
        policies.can_return(actor, found).enforce()
        relief = fees.relief_of(found, exemption)
        if relief is not None:
            tills.guard(found.now.reception_unit, actor.id, at)
        return Plan(decide.hand_over(found.now, at, actor=actor.id, way=way, to=to, relief=relief))

    return change(
        dossier_id,
        action="dossier.return_result",
        actor=actor,
        at=at,
        key=key,
        request={"way": way, "to": to, "exemption": exemption},
        attempt=attempt,
        numbered=bool(exemption),
    )
