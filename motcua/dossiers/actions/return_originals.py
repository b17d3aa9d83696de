"""Give originals back to who may collect them, or write down that they stay in the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.core.process.decide.custody import Collector
from motcua.core.process.decide.decision import Decision
from motcua.core.refusal import Refused
from motcua.dossiers import custody_policies
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.custody_returning import given_back
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def return_originals(
    dossier_id: UUID,
    *,
    actor: Actor,
    at: datetime,
    key: str | None,
    collector: Collector,
    back: Mapping[str, int],
    kept: Mapping[str, int],
) -> Done:
    """Give back ``back`` to the collector and keep ``kept`` in the file for good; counts by component."""

    def attempt(found: Found) -> Plan:
        custody_policies.can_give_back(actor, found).enforce()
        drafts = given_back(found, actor, at, collector=collector, back=back, kept=kept)
        if not drafts:
            raise Refused("nothing_chosen", "Chưa chọn giấy gốc nào.", "Chọn giấy trả lại hoặc lưu theo hồ sơ.")
        return Plan(Decision(drafts))

    return change(
        dossier_id,
        action="dossier.return_originals",
        actor=actor,
        at=at,
        key=key,
        request={"back": dict(back), "kept": dict(kept), **_asked(collector)},
        attempt=attempt,
    )


def _asked(collector: Collector) -> dict[str, Any]:
    """Return what was asked about the collector, as plain JSON."""
    return {"by": collector.who, "shown": sorted(collector.shown), "name": collector.name}
