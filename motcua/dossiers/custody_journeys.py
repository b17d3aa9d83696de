"""Puts the hand-overs of the paper folder into the rows of form 06: who gave it, who took it, when, by which sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from motcua.documents.slips import HandOver as Row
from motcua.dossiers.models import HandOver
from motcua.ledger.read import Entry
from motcua.people import queries as people
from motcua.worklist.models import WorkItem


@dataclass(frozen=True, slots=True)
class Journey:
    """One way of the folder from unit to unit: given when and by whom, taken when and by whom (if it was)."""

    number: str
    start: str
    to: str
    sent_at: datetime
    giver: str
    taken_at: datetime | None
    taker: str


def journeys(entries: Iterable[Entry]) -> list[Journey]:
    """Return the folder's journeys in order; one that came to nothing is left out."""
    listed = list(entries)
    sent = [e for e in listed if e.type == "dossier.folder_sent"]
    if not sent:
        return []
    ends = {e.payload["sheet"]: e for e in listed if e.type in {"dossier.folder_taken", "dossier.folder_missing"}}
    sheets = [UUID(e.payload["sheet"]) for e in sent]
    numbers = {str(pk): number for pk, number in HandOver.objects.filter(pk__in=sheets).values_list("pk", "number")}
    names = people.names({e.actor for e in sent} | {str(e.payload["assignee"]) for e in ends.values()})
    found = []
    for e in sent:
        end = ends.get(e.payload["sheet"])
        if end is not None and end.type == "dossier.folder_missing":
            continue
        found.append(
            Journey(
                number=numbers.get(e.payload["sheet"], ""),
                start=e.payload["unit"],
                to=e.payload["to_unit"],
                sent_at=e.at,
                giver=names.get(e.actor, ""),
                taken_at=end.at if end else None,
                taker=names.get(str(end.payload["assignee"]), "") if end else "",
            )
        )
    return found


def with_folder(row: Row, step: WorkItem, following: WorkItem | None, found: Iterable[Journey]) -> Row:
    """Return a row of form 06 as the sheet of the folder tells it, where the folder went the way of the step."""
    if following is None or step.closed_at is None:
        return row
    ways = [j for j in found if (j.start, j.to) == (step.unit, following.unit) and j.sent_at >= step.closed_at]
    if not ways:
        return row
    way = ways[0]
    words: Mapping[bool, str] = {True: "đang chuyển giao", False: ""}
    note = ", ".join(filter(None, (row.note, f"biên bản bàn giao {way.number}", words[way.taken_at is None])))
    return replace(
        row, at=way.sent_at, given_by=way.giver, taken_at=way.taken_at, taken_by=way.taker, note=note
    )  # fmt: skip
