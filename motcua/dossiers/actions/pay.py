"""Record money that came in for a dossier."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import closing as decide
from motcua.dossiers import policies
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def pay(
    dossier_id: UUID,
    *,
    actor: Actor,
    at: datetime,
    key: str | None,
    amount: int,
    method: str,
    online: bool = False,
    receipt: str = "",
) -> Done:
    """Record a payment in đồng; never more than is owed."""

    def attempt(found: Found) -> Plan:
        policies.can_take_money(actor, found).enforce()
        return Plan(decide.pay(found.now, at, amount=amount, online=online, method=method, receipt=receipt))

    return change(
        dossier_id,
        action="dossier.pay",
        actor=actor,
        at=at,
        key=key,
        request={"amount": amount, "method": method, "online": online, "receipt": receipt},
        attempt=attempt,
    )
