"""Carry a running dossier to the version of its procedure that is in force now."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import carrying as decide
from motcua.core.process.decide.carrying import Ground
from motcua.core.process.decide.decision import permit
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import carrying, policies
from motcua.dossiers.actions.seeing import seen_step
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import route_of
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def carry(
    dossier_id: UUID,
    *,
    actor: Actor,
    at: datetime,
    key: str | None,
    version: str,
    ground: Ground,
    case: str = "",
    step: str = "",
    step_seq: int | None = None,
) -> Done:
    """Let the dossier run on ``version`` from now on; its due date is reckoned anew from the reception, with a trace.

    ``case`` and ``step`` are chosen only where the version has the dossier's own no more; ``step_seq`` is the step
    that was seen, a dossier that stands elsewhere by now is not carried.
    """

    def attempt(found: Found) -> Plan:
        seen_step(found.now, step_seq)
        policies.can_carry(actor, found).enforce()
        permit(found.now, "carry", at)
        on = local(at).date()
        to = carrying.target(found, version, case, on)
        _of_this_version(to.version, ground, at)
        return Plan(decide.carry(found.now, at, to=to, old=route_of(found.now), ground=ground, step=step))

    return change(
        dossier_id,
        action="dossier.carry",
        actor=actor,
        at=at,
        key=key,
        request={
            "version": version,
            "case": case,
            "step": step,
            "step_seq": step_seq,
            "ground": ground.code,
            "legal_basis": ground.legal_basis,
            "reason": ground.reason,
        },
        attempt=attempt,
    )


def _of_this_version(version: str, ground: Ground, at: datetime) -> None:
    """Refuse an act on which the version does not rest: what the entry names can be looked up."""
    known = carrying.bases(carrying.definition(version), local(at).date())
    if ground.legal_basis and ground.legal_basis not in known:
        raise Refused(
            "no_such_basis",
            "Văn bản này không có trong căn cứ pháp lý của bản mới.",
            "Chọn một văn bản trong danh sách căn cứ của bản mới.",
        )
