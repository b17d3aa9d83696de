"""The change of one dossier whose folder moves, written with the sheet that moves it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from motcua.core.process.custody import Folder as Standing
from motcua.core.process.decide.decision import Draft
from motcua.core.process.events import Event
from motcua.core.process.fold import apply
from motcua.dossiers import rows
from motcua.dossiers.models import Dossier, Folder
from motcua.dossiers.reading import Found
from motcua.ledger.commit import Change, NewEntry, Subject, Write
from motcua.people.actor import Actor


def standing(folder: Folder) -> Standing:
    """Return a folder's row as the pure rules read it."""
    sheet = str(folder.sheet) if folder.sheet else ""
    return Standing(folder.unit, folder.holder, folder.since, folder.to_unit, sheet)


def moved(found: Found, draft: Draft, actor: Actor, at: datetime, more: Sequence[Write] = ()) -> Change:
    """Return the change of one dossier whose folder moves: its entry, and its folder's row."""
    event = Event(draft.type, found.now.seq + 1, at, actor.id, draft.payload, draft.content)
    after = apply(found.now, event)
    children = [*rows.rows(found.id, found.now, event, after, None), *more]
    subject = Subject(Dossier, found.id, found.now.seq, found.head, {"last_at": after.last_at})
    return Change(subject, [NewEntry(event.type, event.payload, event.content)], children=children)
