"""Reads of the register: the version in force on a day, the catalogue, search."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from motcua.core.procedure.canonical import from_json
from motcua.core.procedure.definition import Case, ProcedureDefinition
from motcua.core.process.route import Route as RouteDefinition
from motcua.core.text import search_key
from motcua.procedures.models import Procedure, ProcedureVersion, RouteVersion


@dataclass(frozen=True, slots=True)
class Published:
    """One published version of a procedure, whole."""

    id: UUID
    code: str
    number: int
    definition: ProcedureDefinition
    decision: str
    decision_date: date
    valid_from: date
    valid_to: date | None
    public_date: date
    unverified: bool


@dataclass(frozen=True, slots=True)
class PublishedRoute:
    """One published version of a route."""

    id: UUID
    code: str
    number: int
    definition: RouteDefinition
    decision: str
    valid_from: date
    unverified: bool


@dataclass(frozen=True, slots=True)
class Repealed:
    """A procedure that no longer applies."""

    code: str
    title: str
    by: str
    since: date
    treatment: str = ""
    replaced_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the catalogue."""

    code: str
    title: str
    name: str
    field: str
    level: str
    online_level: str
    agency: str
    unverified: bool
    receivable: bool = True


@lru_cache(maxsize=4096)
def by_version(version: UUID) -> Published:
    """Return a published version by its id, kept in memory since it never changes; or ProcedureVersion.DoesNotExist."""
    row = ProcedureVersion.objects.select_related("procedure").get(pk=version)
    return Published(
        id=row.id,
        code=row.procedure.code,
        number=row.number,
        definition=from_json(ProcedureDefinition, row.definition),
        decision=row.decision,
        decision_date=row.decision_date,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        public_date=row.public_date,
        unverified=row.unverified,
    )


@lru_cache(maxsize=4096)
def route_by_version(version: UUID) -> PublishedRoute:
    """Return a published route by its version's id; kept in memory. Raises RouteVersion.DoesNotExist."""
    row = RouteVersion.objects.select_related("route").get(pk=version)
    definition = from_json(RouteDefinition, row.definition)
    return PublishedRoute(row.id, row.route.code, row.number, definition, row.decision, row.valid_from, row.unverified)


def published(code: str, on: date) -> Published | None:
    """Return the version of a procedure in force on a day; None when it is unknown, not yet in force, or repealed."""
    row = (
        ProcedureVersion.objects.filter(procedure__code=code, valid_from__lte=on)
        .filter(Q(procedure__repealed_from=None) | Q(procedure__repealed_from__gt=on))
        .order_by("-valid_from", "-number")
        .values_list("id", "valid_to")
        .first()
    )
    return None if row is None or (row[1] is not None and row[1] < on) else by_version(row[0])


def next_version(code: str, after: date) -> Published | None:
    """Return the version that waits for its day, the soonest first; None when there is none."""
    waiting = ProcedureVersion.objects.filter(procedure__code=code, valid_from__gt=after)
    found = waiting.order_by("valid_from", "-number").values_list("id", flat=True).first()
    return None if found is None else by_version(found)


def repealed(code: str, on: date) -> Repealed | None:
    """Return when and by what a procedure was repealed; None when it was not, or is unknown."""
    row = Procedure.objects.filter(code=code, repealed_from__lte=on).first()
    if row is None or row.repealed_from is None:
        return None
    title = row.versions.order_by("-number").values_list("title", flat=True).first() or row.code
    return Repealed(row.code, title, row.repealed_by, row.repealed_from, row.treatment, tuple(row.replaced_by.split()))


def route(code: str, on: date) -> PublishedRoute | None:
    """Return the version of a route in force on a day, None when there is none."""
    row = (
        RouteVersion.objects.filter(route__code=code, valid_from__lte=on)
        .order_by("-valid_from", "-number")
        .values_list("id", "valid_to")
        .first()
    )
    return None if row is None or (row[1] is not None and row[1] < on) else route_by_version(row[0])


def last_route_number(code: str) -> int:
    """Return the number of the newest published version of a route, 0 where there is none."""
    return RouteVersion.objects.filter(route__code=code).aggregate(last=Max("number"))["last"] or 0


def newest_route(code: str) -> PublishedRoute | None:
    """Return the newest published version of a route, in force already or not; None where there is none."""
    found = RouteVersion.objects.filter(route__code=code).order_by("-number").values_list("id", flat=True).first()
    return None if found is None else route_by_version(found)


def route_for(case: Case, on: date) -> PublishedRoute | None:
    """Return the route on which a dossier of this case starts on a day."""
    return route(case.route, on)


def in_force(on: date) -> QuerySet[ProcedureVersion]:
    """Return the versions in force on a day, one for each procedure, by title."""
    newer = ProcedureVersion.objects.filter(procedure=OuterRef("procedure"), valid_from__lte=on).filter(
        Q(valid_from__gt=OuterRef("valid_from")) | Q(valid_from=OuterRef("valid_from"), number__gt=OuterRef("number"))
    )
    return (
        ProcedureVersion.objects.filter(valid_from__lte=on)
        .filter(Q(valid_to=None) | Q(valid_to__gte=on))
        .filter(Q(procedure__repealed_from=None) | Q(procedure__repealed_from__gt=on))
        .filter(~Exists(newer))
        .order_by("title")
    )


def listing(
    on: date,
    *,
    field: str = "",
    life_event: str = "",
    level: str = "",
    online: str = "",
    register: str = "public",
) -> list[Listed]:
    """Return the lines of the catalogue that fit all filters, by field and title (words: see ``searching``).

    ``register`` internal lists the procedures between agencies, which no public page shows; empty lists both.
    """
    rows = in_force(on)
    if register:
        rows = rows.filter(register=register)
    for column, value in (("field", field), ("level", level), ("online_level", online)):
        if value:
            rows = rows.filter(**{column: value})
    if life_event:
        rows = rows.filter(life_events__contains=f"|{life_event}|")
    values = rows.annotate(code=F("procedure__code")).values_list(
        "code", "title", "name", "field", "level", "online_level", "agency", "unverified", "receivable"
    )
    found = [Listed(*row) for row in values]
    return sorted(found, key=lambda line: (search_key(line.field), search_key(line.title)))


def history(code: str) -> list[Published]:
    """Return all published versions of a procedure, newest first."""
    ids = ProcedureVersion.objects.filter(procedure__code=code).order_by("-number").values_list("id", flat=True)
    return [by_version(version) for version in ids]
