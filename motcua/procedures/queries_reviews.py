"""Reads of reviews: the list, what was not reviewed for long, and counts for those concerned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import F, Max, QuerySet

from motcua.core.text import search_key
from motcua.core.worktime.vietnamese import local
from motcua.people.actor import Actor
from motcua.procedures import queries, review_policies
from motcua.procedures.citing import PROCEDURE
from motcua.procedures.models import Review
from motcua.procedures.models.reviews import CONCLUDED, OPEN

MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Age:
    """A procedure in force and when somebody last looked at it; ``how`` is published, reviewed or nothing."""

    code: str
    title: str
    field: str
    field_code: str
    level: str
    agency: str
    last: date | None
    how: str
    months: int | None
    open_review: UUID | None

    def older_than(self, months: int) -> bool:
        """Tell whether nobody looked at it for so many months; never counts as longer than anything."""
        return self.months is None or self.months >= months


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the table: how many procedures of a field and agency were not reviewed, of how many."""

    field: str
    agency: str
    late: int
    all: int


@dataclass(frozen=True, slots=True)
class Group:
    """One field with its agencies, or one agency with its fields; ``sum`` counts all of them."""

    name: str
    sum: Cell
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by field and agency, grouped by one of them."""

    groups: tuple[Group, ...]
    total: Cell


def visible_to(actor: Actor) -> QuerySet[Review]:
    """Return the reviews that an actor may see: all, or those of the units that the actor heads."""
    units = review_policies.units_of(actor)
    return Review.objects.all() if units is None else Review.objects.filter(unit__in=units)


def listing(actor: Actor, now: datetime, *, state: str = "", unit: str = "", text: str = "") -> list[Review]:
    """Return reviews, open ones first by due date, then the ended ones by end; ``state`` also knows ``late``."""
    rows = visible_to(actor)
    if unit:
        rows = rows.filter(unit=unit)
    if text:
        rows = rows.filter(subject__icontains=text.strip()[:60])
    if state == "late":
        rows = rows.filter(state=OPEN, due_at__lt=now)
    elif state:
        rows = rows.filter(state=state)
    open_first = rows.filter(state=OPEN).order_by("due_at", "pk")
    ended = rows.exclude(state=OPEN).order_by(F("closed_at").desc(nulls_last=True), "pk")
    return [*open_first[:MOST], *ended[:MOST]]


def counts(actor: Actor, now: datetime) -> dict[str, int]:
    """Return how many reviews are open, late and concluded for an actor."""
    rows = visible_to(actor)
    return {
        "open": rows.filter(state=OPEN).count(),
        "late": rows.filter(state=OPEN, due_at__lt=now).count(),
        "concluded": rows.filter(state=CONCLUDED).count(),
    }


def open_for(subjects: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Review]:
    """Return the open review of each subject (kind, code) that has one."""
    wanted = set(subjects)
    rows = Review.objects.filter(state=OPEN, subject__in={code for _kind, code in wanted})
    return {(row.subject_kind, row.subject): row for row in rows if (row.subject_kind, row.subject) in wanted}


def of_act(act: UUID) -> list[Review]:
    """Return the reviews that were started because of an act."""
    return list(Review.objects.filter(act=act).order_by("opened_at", "pk"))


def ages(on: date, *, publication_counts: bool) -> list[Age]:
    """Return every procedure in force with the last day on which it was published or reviewed, by field and title."""
    reviewed = dict(
        Review.objects.filter(subject_kind=PROCEDURE, state=CONCLUDED)
        .order_by()
        .values_list("subject")
        .annotate(Max("closed_at"))
    )
    running = dict(Review.objects.filter(subject_kind=PROCEDURE, state=OPEN).values_list("subject", "pk"))
    rows = queries.in_force(on).values_list(
        "procedure__code", "title", "field", "field_code", "level", "agency", "decision_date"
    )
    found = []
    for code, title, field, field_code, level, agency, decided in rows:
        looks = [(decided, "published")] if publication_counts else []
        if reviewed.get(code):
            looks.append((local(reviewed[code]).date(), "reviewed"))
        last, how = max(looks, default=(None, ""))
        months = None if last is None else months_between(last, on)
        found.append(Age(code, title, field, field_code, level, agency, last, how, months, running.get(code)))
    return sorted(found, key=lambda one: (search_key(one.field), search_key(one.title), one.code))


def months_between(first: date, last: date) -> int:
    """Return how many whole months lie between two days; 0 where the second is not later."""
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    return max(months, 0)


def chosen(
    found: Iterable[Age], *, months: int, field: str = "", agency: str = "", only_late: bool = True
) -> list[Age]:
    """Return the procedures of a field and agency; ``only_late`` leaves out those looked at in time."""
    return [
        one
        for one in found
        if (not field or one.field == field)
        and (not agency or one.agency == agency)
        and (not only_late or one.older_than(months))
    ]


def table(found: Iterable[Age], months: int, by: str = "field") -> Table:
    """Return how many procedures were not reviewed for so many months, by field and agency or the other way round."""
    listed = list(found)
    other = "agency" if by == "field" else "field"
    groups = []
    for name in sorted({getattr(one, by) for one in listed}, key=search_key):
        within = [one for one in listed if getattr(one, by) == name]
        parts = sorted({getattr(one, other) for one in within}, key=search_key)
        cells = [
            _sum([one for one in within if getattr(one, other) == part], months, **{by: name, other: part})
            for part in parts
        ]
        groups.append(Group(name, _sum(within, months, **{by: name}), tuple(cells)))
    return Table(tuple(groups), _sum(listed, months))


def _sum(group: list[Age], months: int, field: str = "", agency: str = "") -> Cell:
    return Cell(field, agency, sum(one.older_than(months) for one in group), len(group))
