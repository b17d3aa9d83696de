"""Write down originals that came in apart from reception."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import custody as decide
from motcua.core.process.decide.decision import Decision
from motcua.core.refusal import Refused
from motcua.dossiers import custody, policies
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import definition_of
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def take_originals(
    dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None, originals: Mapping[str, int]
) -> Done:
    """Take originals into custody: component by component, how many."""

    def attempt(found: Found) -> Plan:
        policies.can_receive(actor, found.now.reception_unit).enforce()
        listed = {component.code for component in definition_of(found.now).components}
        if set(originals) - listed:
            raise Refused("not_listed", "Giấy này không có trong thành phần hồ sơ.", "Chọn giấy trong danh sách.")
        held = custody.custody_of(found.id)
        return Plan(Decision((decide.take(found.now, at, custody=held, wanted=originals),)))

    return change(
        dossier_id,
        action="dossier.take_originals",
        actor=actor,
        at=at,
        key=key,
        request={"originals": dict(originals)},
        attempt=attempt,
    )
