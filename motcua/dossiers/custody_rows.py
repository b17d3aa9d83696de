"""The row of a folder as it follows from each event: where it is, in whose hands, how many originals in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from motcua.core.process.custody import custody
from motcua.core.process.events import Event
from motcua.core.process.fold import Snapshot
from motcua.dossiers.models import Folder
from motcua.ledger.commit import Insert, Update, Write


def folder_rows(dossier_id: UUID, before: Snapshot, event: Event, after: Snapshot) -> Iterator[Write]:
    """Yield what an event does to the folder's row."""
    values = _values(event)
    opened = custody([event]).folder if event.type in OPENING else None
    if opened is not None:
        start = {"unit": opened.unit, "holder": opened.holder, "since": opened.since, "to_unit": "", "sheet": None}
        start |= {"home": after.return_unit, "originals": 0, "closed": after.closed_at is not None}
        yield Insert(Folder, {"dossier_id": dossier_id, **start, **values})
    elif values:
        yield Update(Folder, {"dossier_id": dossier_id}, values)
    if after.closed_at and not before.closed_at:
        yield Update(Folder, {"dossier_id": dossier_id}, {"closed": True})


OPENING = frozenset({"dossier.received", "dossier.supplement_answered", "dossier.originals_taken"})


def _values(event: Event) -> dict[str, Any]:
    p = event.payload
    if event.type == "dossier.folder_sent":
        return {"to_unit": p["to_unit"], "sheet": UUID(p["sheet"])}
    if event.type in {"dossier.folder_taken", "dossier.folder_missing"}:
        return {"unit": p["unit"], "holder": p["assignee"], "since": event.at, "to_unit": "", "sheet": None}
    return {"originals": p["left"]} if "left" in p else {}
