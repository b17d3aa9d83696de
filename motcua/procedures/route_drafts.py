"""Reads of route drafts: the open one of a route, its saved states, and that its row follows from its entries."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from motcua.core.ledger import canonical_text
from motcua.core.procedure.build import as_data, build
from motcua.core.procedure.canonical import digest
from motcua.core.process.table import Table
from motcua.ledger.commit import Insert
from motcua.ledger.verification.folds import Damage, Streams
from motcua.procedures.models import RouteDraft, RouteDraftRevision
from motcua.procedures.models.route_drafts import DROPPED, OPEN, PUBLISHED

STATES = {"route_draft.published": PUBLISHED, "route_draft.dropped": DROPPED}


@dataclass(frozen=True, slots=True)
class Opened:
    """An open draft with the table of its last saved state."""

    row: RouteDraft
    table: Table
    editor: str
    saved_at: datetime

    @property
    def revision(self) -> int:
        """Return the number of the last saved state."""
        return self.row.revision


@dataclass(frozen=True, slots=True)
class Sitting:
    """Saved states of one editor in a row: what one sees in the history instead of every single saving."""

    editor: str
    first: int
    last: int
    until: datetime


def to_text(table: Table) -> str:
    """Return the canonical JSON text of a table."""
    return canonical_text(as_data(table))


def from_text(text: str) -> Table:
    """Return the table that :func:`to_text` wrote; ValueError for any other text."""
    found: list[str] = []
    value = build(Table, json.loads(text), "", lambda path, message: found.append(f"{path}: {message}"))
    if value is None:
        raise ValueError("; ".join(found))
    return value


def kept(draft: UUID, number: int, text: str, editor: str, at: datetime) -> Insert:
    """Return the child row of one saved state, for the commit that saves it."""
    return Insert(
        RouteDraftRevision,
        {
            "id": uuid4(),
            "draft_id": draft,
            "number": number,
            "definition": text,
            "digest": digest(text),
            "editor": editor,
            "saved_at": at,
        },
    )


def find_open(code: str) -> Opened | None:
    """Return the open draft of a route, None where nobody is writing one."""
    row = RouteDraft.objects.filter(code=code, state=OPEN).first()
    if row is None:
        return None
    last = row.revisions.get(number=row.revision)
    return Opened(row, from_text(last.definition), last.editor, last.saved_at)


def all_open() -> dict[str, RouteDraft]:
    """Return the open drafts by the code of their route."""
    return {row.code: row for row in RouteDraft.objects.filter(state=OPEN).order_by("code")}


def at_revision(draft: RouteDraft, number: int) -> Table | None:
    """Return a saved state of a draft, None where there is none with that number."""
    row = draft.revisions.filter(number=number).first()
    return None if row is None else from_text(row.definition)


def editors_since(draft: RouteDraft, number: int) -> list[tuple[str, datetime]]:
    """Return who saved after a state and when, the last first."""
    rows = draft.revisions.filter(number__gt=number).order_by("-number")
    return list(rows.values_list("editor", "saved_at"))


def sittings(draft: RouteDraft) -> list[Sitting]:
    """Return the history of a draft, the last sitting first."""
    found: list[Sitting] = []
    for number, editor, at in draft.revisions.order_by("number").values_list("number", "editor", "saved_at"):
        if found and found[-1].editor == editor and found[-1].until.date() == at.date():
            found[-1] = Sitting(editor, found[-1].first, number, at)
        else:
            found.append(Sitting(editor, number, number, at))
    return found[::-1]


def compared(streams: Streams, damage: Damage) -> None:
    """Report every draft or saved state that is not what the draft's entries say (a comparison of ``verify``)."""
    rows = {str(row.pk): row for row in RouteDraft.objects.filter(pk__in=list(streams))}
    saved: dict[str, dict[int, bytes]] = {key: {} for key in streams}
    for row in RouteDraftRevision.objects.filter(draft__in=list(rows)):
        saved[str(row.draft_id)][row.number] = digest(row.definition)
    for key, entries in streams.items():
        draft = rows.get(key)
        told = {e.payload["revision"]: e for e in entries if "digest" in e.payload}
        for number, entry in told.items():
            stored = saved[key].pop(number, None)
            if stored is None or stored.hex() != entry.payload["digest"]:
                damage(f"Lần sửa {number} của bản nháp quy trình {key} không khớp với sổ cái.", entry.position)
        for number in saved[key]:
            damage(f"Lần sửa {number} của bản nháp quy trình {key} không có trong sổ cái.", None)
        state = next((STATES[e.type] for e in reversed(entries) if e.type in STATES), OPEN)
        wanted = (entries[0].payload["code"], state, max(told), entries[0].payload["based_on"])
        if draft is None or (draft.code, draft.state, draft.revision, draft.based_on) != wanted:
            damage(f"Bản nháp quy trình {key} không khớp với sổ cái.", entries[-1].position)
