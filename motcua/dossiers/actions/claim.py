"""Take the current step, or give it to somebody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import steps as decide
from motcua.core.refusal import Refused
from motcua.dossiers import policies
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.reading import Found
from motcua.people import queries as people
from motcua.people.actor import Actor


def claim(dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None, assignee: str) -> Done:
    """Make ``assignee`` (an actor id) the one who holds the current step."""

    def attempt(found: Found) -> Plan:
        policies.can_claim(actor, found, assignee).enforce()
        _can_do_it(found, actor, assignee, at)
        return Plan(decide.claim(found.now, at, assignee=assignee))

    return change(
        dossier_id,
        action="dossier.claim",
        actor=actor,
        at=at,
        key=key,
        request={"assignee": assignee},
        attempt=attempt,
    )


def _can_do_it(found: Found, actor: Actor, assignee: str, at: datetime) -> None:
    """Refuse to park a dossier with somebody who could not do the step."""
    now = found.now
    if assignee == actor.id and actor.has(now.step_role, now.step_unit):
        return
    able = {f"user:{option.user}" for option in people.officer_options(now.step_unit, now.step_role, at)}
    if assignee not in able:
        raise Refused(
            "not_able",
            "Người được chọn không có nhiệm vụ ở bước này nên không giao được.",
            "Chọn một người trong danh sách của đơn vị đang giữ bước.",
        )
