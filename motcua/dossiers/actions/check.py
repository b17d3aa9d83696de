"""Note what was found of the papers: fits, does not fit, does not apply."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import checking as decide
from motcua.dossiers import findings, policies
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import components_of
from motcua.dossiers.reading import Found
from motcua.ledger import read as ledger
from motcua.people.actor import Actor


def check(dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None, found: Mapping[str, str]) -> Done:
    """Note the findings by component code; whoever may ask for a supplement notes why."""

    def attempt(dossier: Found) -> Plan:
        policies.can_ask_supplement(actor, dossier).enforce()
        was = findings.marks(ledger.stream(dossier.stream))
        return Plan(decide.check(dossier.now, at, papers=components_of(dossier.id, dossier.now), found=found, was=was))

    return change(
        dossier_id,
        action="dossier.check",
        actor=actor,
        at=at,
        key=key,
        request={"found": dict(found)},
        attempt=attempt,
    )
