"""What each entry of an import does to its row and its file (ADR 0041, 0042)."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from motcua.ledger.children import Insert, Update, Write
from motcua.procedures.events.imports import COUNTS, DAYS
from motcua.procedures.models import imports as states
from motcua.procedures.models.imports import Import, ImportFile
from motcua.procedures.recording import Happening, Recipe


def _columns(entry: Happening) -> Mapping[str, Any]:
    told = entry.payload
    if entry.type == "import.received":
        return {
            "state": states.RECEIVED,
            **{name: told[name] for name in ("format", "size", "digest")},
            "created_by": entry.actor,
            "created_at": entry.at,
            "decision": told.get("decision", ""),
            **{name: entry.day(name) for name in DAYS},
        }
    if entry.type == "import.checked":
        counts = {name: told[name] for name in COUNTS}
        return {"state": states.CHECKED, "report": told["report"], "overtaken": told["overtaken"], **counts}
    if entry.type == "import.confirmed":
        return {"state": states.CONFIRMED, "take_doubtful": told["doubtful"]}
    if entry.type == "import.applied":
        written = {"published": told["published"], "begun": told["drafts"]}
        return {"state": states.APPLIED, "closed_at": entry.at, **written}
    state = states.UNREADABLE if entry.type == "import.unreadable" else states.DROPPED
    return {"state": state, "closed_at": entry.at}


def _children(pk: UUID, entry: Happening) -> list[Write]:
    if entry.type == "import.received":
        values = {"owner_id": pk, "name": entry.content.get("name", ""), "reason": ""}
        return [Insert(ImportFile, {**values, "data": entry.aside.get("data", b"")})]
    if entry.type == "import.unreadable":
        return [Update(ImportFile, {"owner_id": pk}, {"reason": entry.content.get("reason", "")})]
    if entry.type == "import.dropped":
        return [Update(ImportFile, {"owner_id": pk}, {"data": b""})]
    return []


IMPORTS: Final = Recipe(
    Import,
    _columns,
    _children,
    {ImportFile: "owner_id"},
    erasable=frozenset({"name", "reason"}),
    aside=frozenset({"data"}),
)
