"""Hand folders over in one act: one sheet with a number, an entry in each dossier, all or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from motcua.core.process.decide import custody as decide
from motcua.core.refusal import Refused
from motcua.documents import numbers
from motcua.dossiers import custody_policies
from motcua.dossiers.custody_moving import moved, standing
from motcua.dossiers.models import Folder, HandOver, HandOverLine
from motcua.dossiers.reading import Found, read
from motcua.ledger.commit import Change, Insert, NewEntry, Subject, commit_many, once
from motcua.ledger.keys import key_for
from motcua.people import queries as people
from motcua.people.actor import Actor

SERIES = "BBBG"
MOST = 200


def hand_over(
    dossiers: Sequence[UUID], *, to_unit: str, actor: Actor, at: datetime, key: str | None
) -> Mapping[str, Any]:
    """Give folders to a unit; until somebody there confirms they are on the way. Returns the sheet's id and number."""
    chosen = list(dict.fromkeys(dossiers))
    stored = key_for(key, "handover.make", {"dossiers": [str(one) for one in chosen], "to": to_unit})

    def written() -> Mapping[str, Any]:
        with transaction.atomic():
            return _written(chosen, to_unit, actor, at, stored)

    return once(stored, actor.id, written, dict)


def _written(chosen: list[UUID], to_unit: str, actor: Actor, at: datetime, key: Any) -> Mapping[str, Any]:
    if not chosen or len(chosen) > MOST:
        raise Refused("nothing_chosen", "Chưa chọn túi hồ sơ nào.", "Đánh dấu ít nhất một dòng rồi bấm lại.")
    people.unit(to_unit)
    sheet_id = uuid4()
    found = [read(one) for one in chosen]
    folders = {folder.pk: folder for folder in Folder.objects.filter(pk__in=chosen)}
    units = {folder.unit for folder in folders.values()}
    if len(folders) < len(chosen) or len(units) > 1:
        raise Refused("no_folder", "Có hồ sơ không có túi giấy ở đơn vị này.", "Tải lại danh sách rồi chọn lại.")
    from_unit = units.pop()
    custody_policies.can_hand_over(actor, from_unit).enforce()
    drafts = [
        decide.send(one.now, at, folder=standing(folders[one.id]), actor=actor.id, to_unit=to_unit, sheet=str(sheet_id))
        for one in found
    ]
    number = numbers.take(from_unit, SERIES, at, subject=f"handover:{sheet_id}", actor=actor.id).symbol
    result = {"sheet": str(sheet_id), "number": number, "size": len(chosen)}
    columns = {
        "number": number, "from_unit": from_unit, "to_unit": to_unit, "giver": actor.id, "sent_at": at,
        "state": "sent", "receiver": "", "answered_at": None, "on_paper": False, "size": len(chosen),
    }  # fmt: skip
    entry = NewEntry("handover.made", {"number": number, "unit": from_unit, "to_unit": to_unit, "size": len(chosen)})
    lines = [_line(sheet_id, place, one, folders[one.id]) for place, one in enumerate(found, 1)]
    sheet = Change(Subject(HandOver, sheet_id, columns=columns), [entry], children=lines, key=key, result=result)
    commit_many([sheet, *(moved(one, draft, actor, at) for one, draft in zip(found, drafts, strict=True))],
                actor=actor.id, at=at)  # fmt: skip
    return result


def _line(sheet_id: UUID, place: int, found: Found, folder: Folder) -> Insert:
    values = {"sheet_id": sheet_id, "dossier_id": found.id, "place": place, "step": found.now.step}
    return Insert(HandOverLine, {**values, "originals": folder.originals, "outcome": ""})
