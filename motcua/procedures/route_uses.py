"""Which cases of which procedures run on a route, and how many dossiers on each of its versions."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.core.procedure.definition import Case, ProcedureDefinition
from motcua.core.process.review import Limit
from motcua.procedures import queries
from motcua.procedures.models import ProcedureVersion, RouteVersion


@dataclass(frozen=True, slots=True)
class Use:
    """One case of one procedure that names the route."""

    version: UUID
    procedure: str
    title: str
    case: Case
    definition: ProcedureDefinition
    cases: int

    @property
    def name(self) -> str:
        """Return the procedure's title, with the case where there are several."""
        return f"{self.title} – {self.case.name}" if self.cases > 1 else self.title

    @property
    def code(self) -> str:
        """Return the name by which a form chooses this case: ``1.014027/ordinary``."""
        return f"{self.procedure}/{self.case.code}"

    @property
    def limit(self) -> Limit:
        """Return the term that the route must keep."""
        return Limit(f"{self.procedure} {self.name}", self.case.term)


_named: dict[UUID, frozenset[str]] = {}  # published versions never change, so what they name is read once
_NAME = re.compile(r'"route":"([^"]*)"')


def _naming(on: date) -> dict[UUID, frozenset[str]]:
    """Return for each version in force on a day the routes that its cases name."""
    ids = list(queries.in_force(on).values_list("id", flat=True))
    missing = [pk for pk in ids if pk not in _named]
    for pk, text in ProcedureVersion.objects.filter(id__in=missing).values_list("id", "definition").iterator():
        # The stored form is canonical: the name of a route stands in it exactly like this.
        _named[pk] = frozenset(_NAME.findall(text))
    return {pk: _named[pk] for pk in ids}


def uses(code: str, on: date) -> list[Use]:
    """Return the cases in force on a day whose dossiers start on the route, by the procedures' titles."""
    found = []
    for version, names in _naming(on).items():
        if code not in names:
            continue
        published = queries.by_version(version)
        definition = published.definition
        found += [
            Use(version, published.code, definition.title, case, definition, len(definition.cases))
            for case in definition.cases
            if case.route == code
        ]
    return found


def use_counts(on: date) -> Counter[str]:
    """Return how many procedures in force on a day name each route."""
    return Counter(name for names in _naming(on).values() for name in names)


def limits(code: str, on: date) -> list[Limit]:
    """Return the terms of all cases that use the route on a day."""
    return [use.limit for use in uses(code, on)]


def versions(code: str) -> list[RouteVersion]:
    """Return the published versions of a route, the newest first."""
    return list(RouteVersion.objects.filter(route__code=code).select_related("route").order_by("-number"))


def named_routes(on: date) -> Mapping[str, RouteVersion]:
    """Return for each route the version in force on a day, else its first one to come."""
    found: dict[str, RouteVersion] = {}
    for row in RouteVersion.objects.select_related("route").defer("definition").order_by("valid_from", "number"):
        held = found.get(row.route.code)
        if held is None or row.valid_from <= on:
            found[row.route.code] = row
    return found
