"""Reads of route drafts: the open one of a route, and its saved states."""

import json
from dataclasses import dataclass
from datetime import datetime

from motcua.core.ledger import canonical_text
from motcua.core.procedure.build import as_data, build
from motcua.core.process.table import Table
from motcua.procedures.models import RouteDraft
from motcua.procedures.models.route_drafts import OPEN
from motcua.procedures.sittings import Sitting, sittings


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


def sittings_of(draft: RouteDraft) -> list[Sitting]:
    """Return the history of a draft, the last sitting first."""
    rows = draft.revisions.order_by("number")
    return sittings(rows.values_list("number", "editor", "saved_at"))
