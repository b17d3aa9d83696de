"""Reads of the whole register for those who keep it: every procedure and where it stands on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from motcua.core.procedure.codes import BadCode, normalise
from motcua.core.text import search_key
from motcua.procedures.models import Procedure, ProcedureVersion

STATES: Final = ("in_force", "waiting", "repealed", "ended")


@dataclass(frozen=True, slots=True)
class Standing:
    """One procedure on a day: ``version`` is the one to show, ``next_from`` the day on which another begins."""

    code: str
    title: str
    name: str
    field: str
    level: str
    online_level: str
    agency: str
    decision: str
    valid_from: date
    valid_to: date | None
    state: str
    internal: bool
    unverified: bool
    next_from: date | None
    repealed_from: date | None
    repealed_by: str
    key: str

    @property
    def waits(self) -> bool:
        """Tell whether a version waits for its day, with or without one in force before it."""
        return self.next_from is not None and self.state != "repealed"


def standings(on: date) -> list[Standing]:
    """Return every procedure of the register with its standing on a day, by field and title."""
    begun = ProcedureVersion.objects.filter(procedure=OuterRef("pk"), valid_from__lte=on)
    later = ProcedureVersion.objects.filter(procedure=OuterRef("pk"), valid_from__gt=on)
    rows = Procedure.objects.annotate(
        begun=Subquery(begun.order_by("-valid_from", "-number").values("id")[:1]),
        later=Subquery(later.order_by("valid_from", "-number").values("id")[:1]),
    ).values_list("code", "begun", "later", "repealed_from", "repealed_by")
    listed = list(rows)
    versions = {row.id: row for row in _light({pk for row in listed for pk in row[1:3] if pk})}
    found = []
    for code, begun_id, later_id, repealed_from, repealed_by in listed:
        shown = versions[begun_id or later_id]
        next_from = versions[later_id].valid_from if later_id else None
        found.append(_standing(code, shown, next_from, repealed_from, repealed_by, on))
    return sorted(found, key=lambda one: (search_key(one.field), search_key(one.title)))


def _light(ids: set[UUID]) -> QuerySet[ProcedureVersion]:
    chosen = ProcedureVersion.objects.defer("definition", "digest", "note", "life_events")
    return chosen.filter(pk__in=ids) if len(ids) < 500 else chosen


def _standing(
    code: str,
    shown: ProcedureVersion,
    next_from: date | None,
    repealed_from: date | None,
    repealed_by: str,
    on: date,
) -> Standing:
    if repealed_from is not None and repealed_from <= on:
        state = "repealed"
    elif shown.valid_from > on:
        state = "waiting"
    else:
        state = "ended" if shown.valid_to is not None and shown.valid_to < on else "in_force"
    return Standing(
        code=code,
        title=shown.title,
        name=shown.name,
        field=shown.field,
        level=shown.level,
        online_level=shown.online_level,
        agency=shown.agency,
        decision=shown.decision,
        valid_from=shown.valid_from,
        valid_to=shown.valid_to,
        state=state,
        internal=shown.register == "internal",
        unverified=shown.unverified,
        next_from=next_from,
        repealed_from=repealed_from,
        repealed_by=repealed_by,
        key=shown.search_key,
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is filtered by; empty means all."""

    text: str = ""
    state: str = ""
    field: str = ""
    level: str = ""
    unverified: bool = False


def chosen(lines: Iterable[Standing], wanted: Wanted) -> list[Standing]:
    """Return the lines that fit every filter, in their order; ``state`` also knows "internal"."""
    words = search_key(wanted.text[:200]).split()
    try:
        code = normalise(wanted.text).national if wanted.text else ""
    except BadCode:
        code = ""
    return [
        line
        for line in lines
        if _in_state(line, wanted.state)
        and (not wanted.field or line.field == wanted.field)
        and (not wanted.level or line.level == wanted.level)
        and (not wanted.unverified or line.unverified)
        and (line.code == code if code else all(f" {word}" in f" {line.key}" for word in words))
    ]


def _in_state(line: Standing, state: str) -> bool:
    if state == "internal":
        return line.internal
    if state == "waiting":
        return line.waits
    return not state or line.state == state
