"""Confirm a hand-over sheet: the second signature; what was not in the pile stays with the giver."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.core.process.decide import custody as decide
from motcua.core.refusal import Refused
from motcua.dossiers import custody_policies
from motcua.dossiers.custody_moving import moved, standing
from motcua.dossiers.models import Folder, HandOver, HandOverLine
from motcua.dossiers.models.custody import PARTLY, SENT, TAKEN, TAKEN_BACK
from motcua.dossiers.reading import read
from motcua.ledger.commit import Change, NewEntry, Subject, Update, commit_many, once
from motcua.ledger.keys import key_for
from motcua.people.actor import Actor

CONFIRM, ON_PAPER, TAKE_BACK = "confirm", "on_paper", "take_back"


def answer_hand_over(
    sheet_id: UUID,
    *,
    arrived: Collection[UUID],
    actor: Actor,
    at: datetime,
    key: str | None,
    how: str = CONFIRM,
    signed_by: str = "",
) -> dict[str, Any]:
    """Confirm what arrived. ``how`` on_paper: the giver writes down who signed the sheet; take_back: nothing went."""
    request = {"sheet": str(sheet_id), "arrived": sorted(map(str, arrived)), "how": how, "signed_by": signed_by}
    stored = key_for(key, "handover.answer", request)

    def written() -> dict[str, Any]:
        with transaction.atomic():
            sheet = HandOver.objects.filter(pk=sheet_id).first()
            if sheet is None:
                raise Refused("not_found", "Không có biên bản này.", "Kiểm tra lại đường dẫn.")
            receiver = _receiver(sheet, how, signed_by, actor, at)
            return _write(sheet, set() if how == TAKE_BACK else set(arrived), receiver, how, actor, at, stored)

    return once(stored, actor.id, written, dict)


def _receiver(sheet: HandOver, how: str, signed_by: str, actor: Actor, at: datetime) -> str:
    """Return who has received, after asking whether the actor may say so."""
    if how == CONFIRM:
        custody_policies.can_confirm(actor, sheet).enforce()
    else:
        custody_policies.can_take_back(actor, sheet).enforce()
    if sheet.state != SENT:
        raise Refused(
            "answered_already", "Biên bản này đã được trả lời.", "Tải lại trang để xem ai đã nhận và nhận lúc nào."
        )
    if how != ON_PAPER:
        return actor.id if how == CONFIRM else ""
    if signed_by == actor.id or not custody_policies.works_at(signed_by, sheet.to_unit, at):
        raise Refused("no_receiver", "Chưa chọn người đã ký nhận.", "Chọn một người đang làm ở đơn vị nhận.")
    return signed_by


def _write(
    sheet: HandOver, arrived: set[UUID], receiver: str, how: str, actor: Actor, at: datetime, key: Any
) -> dict[str, Any]:
    lines = list(HandOverLine.objects.filter(sheet=sheet).order_by("place"))
    if arrived - {line.dossier_id for line in lines}:
        raise Refused("not_on_sheet", "Có hồ sơ không nằm trong biên bản.", "Tải lại biên bản rồi xác nhận lại.")
    if not arrived and how != TAKE_BACK:
        raise Refused(
            "nothing_arrived", "Chưa đánh dấu túi hồ sơ nào đã nhận.", "Nếu không nhận túi nào, để bên giao thu lại."
        )
    missing = len(lines) - len(arrived)
    state = TAKEN_BACK if how == TAKE_BACK else PARTLY if missing else TAKEN
    folders = {folder.pk: folder for folder in Folder.objects.filter(pk__in=[line.dossier_id for line in lines])}
    changes = []
    for line in lines:
        here = line.dossier_id in arrived
        one, folder = read(line.dossier_id), standing(folders[line.dossier_id])
        draft = decide.answer(one.now, at, folder=folder, arrived=here, receiver=receiver, giver=sheet.giver)
        done = Update(HandOverLine, {"id": line.pk}, {"outcome": "taken" if here else "missing"})
        changes.append(moved(one, draft, actor, at, [done]))
    result = {"sheet": str(sheet.pk), "state": state, "taken": len(arrived), "missing": missing}
    columns = {"state": state, "receiver": receiver, "answered_at": at, "on_paper": how == ON_PAPER}
    payload = {
        "outcome": state, "receiver": receiver, "taken": len(arrived), "missing": missing, "on_paper": how == ON_PAPER,
    }  # fmt: skip
    head = Change(Subject.of(sheet, **columns), [NewEntry("handover.answered", payload)], key=key, result=result)
    commit_many([head, *changes], actor=actor.id, at=at)
    return result
