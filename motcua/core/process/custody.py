"""Custody: where the folder of a dossier is, in whose hands, and which originals the office still holds.

All of it follows from the dossier's entries; the stored row of a folder is this fold, always.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from motcua.core.process.events import Event

OWED_KINDS = frozenset({"issued_paper", "earlier_result"})  # papers of the person's own; the rest is part of the file
BACK, KEPT = "returned", "kept"


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the paper folder is: the unit, the person whose hands it is in, and the sheet under which it travels."""

    unit: str
    holder: str
    since: datetime
    to_unit: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """Originals of one component that came in with one entry."""

    component: str
    count: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Given:
    """Originals of one component that left: ``how`` returned or kept for good; ``by`` who, ``seq`` the entry."""

    component: str
    count: int
    how: str
    at: datetime
    by: str
    seq: int


@dataclass(frozen=True, slots=True)
class Custody:
    """The folder (None where nothing came on paper), and the originals that came in and left, in order."""

    folder: Folder | None = None
    taken: tuple[Taken, ...] = ()
    given: tuple[Given, ...] = ()

    @property
    def held(self) -> dict[str, int]:
        """Return how many originals of each component the office still holds."""
        left: dict[str, int] = {}
        for row in self.taken:
            left[row.component] = left.get(row.component, 0) + row.count
        for gone in self.given:
            left[gone.component] = left.get(gone.component, 0) - gone.count
        return {component: count for component, count in left.items() if count > 0}

    @property
    def owed(self) -> int:
        """Return how many originals the office still holds in all."""
        return sum(self.held.values())


def owed_from(kinds: Mapping[str, str], handed: Iterable[tuple[str, str, int]]) -> dict[str, int]:
    """Return which originals must go back, from (component, how it came, originals): papers of the person's own."""
    found: dict[str, int] = {}
    for component, how, originals in handed:
        if how == "paper" and originals > 0 and kinds.get(component) in OWED_KINDS:
            found[component] = found.get(component, 0) + originals
    return found


def custody(events: Iterable[Event]) -> Custody:
    """Fold a dossier's events into who holds what."""
    state = Custody()
    for event in events:
        handler = HANDLERS.get(event.type)
        if handler is not None:
            state = handler(state, event)
    return state


def _received(before: Custody, event: Event) -> Custody:
    p = event.payload
    after = _taken(before, event)
    on_paper = p.get("components", {}).get("paper", 0) > 0 and not p.get("express")
    if after.folder is None and on_paper:
        return replace(after, folder=Folder(p["reception_unit"], event.actor, event.at))
    return after


def _taken(before: Custody, event: Event) -> Custody:
    p = event.payload
    more = tuple(Taken(code, count, event.at, event.actor) for code, count in sorted(p.get("originals", {}).items()))
    opened = Folder(p["folder"], event.actor, event.at) if p.get("folder") else before.folder
    return replace(before, folder=opened, taken=(*before.taken, *more))


def _left(how: str) -> Callable[[Custody, Event], Custody]:
    def handler(before: Custody, event: Event) -> Custody:
        gone = tuple(
            Given(code, count, how, event.at, event.actor, event.seq)
            for code, count in sorted(event.payload["originals"].items())
        )
        return replace(before, given=(*before.given, *gone))

    return handler


def _sent(before: Custody, event: Event) -> Custody:
    p = event.payload
    start = before.folder or Folder(p["unit"], event.actor, event.at)
    return replace(before, folder=replace(start, to_unit=p["to_unit"], sheet=p["sheet"]))


def _arrived(before: Custody, event: Event) -> Custody:
    return replace(before, folder=Folder(event.payload["unit"], event.payload["assignee"], event.at))


HANDLERS: dict[str, Callable[[Custody, Event], Custody]] = {
    "dossier.received": _received,
    "dossier.supplement_answered": _taken,
    "dossier.originals_taken": _taken,
    "dossier.originals_returned": _left(BACK),
    "dossier.originals_kept": _left(KEPT),
    "dossier.folder_sent": _sent,
    "dossier.folder_taken": _arrived,
    "dossier.folder_missing": _arrived,
}
