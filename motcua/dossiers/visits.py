"""The number with which a person was called to the counter: kept with what is entered then, shown with the dossier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from motcua.core.process.decide.intake import Intake
from motcua.ledger import read as ledger
from motcua.people.actor import Actor
from motcua.queueing import queries as queue
from motcua.ui import slots

AT_THE_COUNTER: Final = 1


def register() -> None:
    """Show the number on the officer's page of a dossier."""
    slots.register("dossier.panel", "ticket", order=5, template="dossiers/desk/_ticket.html", data=_panel)


def with_ticket(facts: Intake, actor: Actor, at: datetime) -> Intake:
    """Return the facts of an intake with the number that this officer has open, if somebody came in person."""
    if facts.channel != AT_THE_COUNTER:
        return facts
    current = queue.current_ticket(actor, facts.reception_unit, at)
    return facts if current is None else replace(facts, ticket=current.code, ticket_at=current.taken_at)


def _panel(context: Mapping[str, Any]) -> Mapping[str, Any] | None:
    dossier = context.get("dossier")
    if dossier is None or dossier.channel != AT_THE_COUNTER:
        return None
    received = next((one for one in ledger.stream(dossier.stream) if one.type == "dossier.received"), None)
    if received is None or "ticket" not in received.payload:
        return None
    taken = datetime.fromisoformat(received.payload["ticket_at"])
    minutes = int((received.at - taken).total_seconds()) // 60
    return {"ticket": received.payload["ticket"], "taken_at": taken, "minutes": minutes, "received": received.at}
