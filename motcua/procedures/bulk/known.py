"""What the register has already, read once for a whole file: versions, routes, drafts, names of fields and agencies."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import F

from motcua.core.procedure.canonical import from_json
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.publication import Publication
from motcua.core.process.route import Route
from motcua.core.refusal import Refused
from motcua.core.text import search_key
from motcua.ledger import origin
from motcua.people import queries as people
from motcua.procedures.models import DraftRevision, Procedure, ProcedureVersion, RouteVersion
from motcua.procedures.models.drafts import OPEN
from motcua.worktime import queries as worktime


@dataclass(frozen=True, slots=True)
class Stored:
    """One published version, its definition as text."""

    id: UUID
    text: str
    digest: bytes
    publication: Publication

    @property
    def begins(self) -> date:
        """Return its first day."""
        return self.publication.effective_date

    def definition(self) -> ProcedureDefinition:
        """Return what it says."""
        return from_json(ProcedureDefinition, self.text)

    def data(self) -> dict[str, Any]:
        """Return what it says as plain data."""
        found: dict[str, Any] = json.loads(self.text)
        return found


@dataclass
class Known:
    """The register as a file is checked against it."""

    rows: Mapping[str, Procedure]
    versions: Mapping[str, list[Stored]]
    drafts: Mapping[str, tuple[UUID, bytes]]
    demo: bool
    _rule_sets: dict[tuple[str, date], bool] = field(default_factory=dict)

    @cached_property
    def fields(self) -> dict[str, str]:
        """Return the names of fields with their codes, those used most last so that they win."""
        pairs = ProcedureVersion.objects.order_by("valid_from").values_list("field", "field_code")
        return {name: code for name, code in pairs if name}

    @cached_property
    def field_keys(self) -> dict[str, str]:
        """Return the names of fields by what is compared of them."""
        return {search_key(name): name for name in self.fields}

    @cached_property
    def agencies(self) -> dict[str, str]:
        """Return the names of agencies of the register and of units, by what is compared of them."""
        named = ProcedureVersion.objects.values_list("agency", flat=True).distinct()
        units = people.units().values_list("name", flat=True)
        return {search_key(name): name for name in (*units, *named) if name}

    @cached_property
    def routes(self) -> dict[str, list[tuple[date, Route]]]:
        """Return the versions of every route, oldest first."""
        found: dict[str, list[tuple[date, Route]]] = {}
        rows = RouteVersion.objects.order_by("valid_from", "number").values_list(
            "route__code", "valid_from", "definition"
        )
        for code, begins, text in rows:
            found.setdefault(code, []).append((begins, from_json(Route, text)))
        return found

    def routes_on(self, on: date) -> dict[str, Route]:
        """Return the routes in force on a day."""
        begun = {code: [route for begins, route in versions if begins <= on] for code, versions in self.routes.items()}
        return {code: versions[-1] for code, versions in begun.items() if versions}

    def has_rule_set(self, code: str, on: date) -> bool:
        """Tell whether a rule set is in force on a day."""
        if (code, on) not in self._rule_sets:
            try:
                worktime.rules(code, on)
                self._rule_sets[code, on] = True
            except Refused:
                self._rule_sets[code, on] = False
        return self._rule_sets[code, on]

    def newest(self, code: str) -> Stored | None:
        """Return the version that begins last."""
        versions = self.versions.get(code)
        return versions[-1] if versions else None

    def beginning(self, code: str, on: date) -> Stored | None:
        """Return the last version that begins on a day."""
        return next((one for one in reversed(self.versions.get(code, ())) if one.begins == on), None)


def known(codes: Iterable[str]) -> Known:
    """Return what the register has of some procedures."""
    wanted = sorted(set(codes))
    versions: dict[str, list[Stored]] = {}
    rows: dict[str, Procedure] = {}
    drafts: dict[str, tuple[UUID, bytes]] = {}
    for at in range(0, len(wanted), 500):
        some = wanted[at : at + 500]
        rows |= {row.code: row for row in Procedure.objects.filter(code__in=some)}
        found = ProcedureVersion.objects.filter(procedure__code__in=some).annotate(code=F("procedure__code"))
        for one in found.order_by("valid_from", "number"):
            publication = Publication(
                one.decision, one.decision_date, one.valid_from, one.public_date, one.valid_to, one.note
            )
            versions.setdefault(one.code, []).append(Stored(one.id, one.definition, bytes(one.digest), publication))
        last = DraftRevision.objects.filter(draft__code__in=some, draft__state__in=OPEN, number=F("draft__revision"))
        drafts |= {
            code: (pk, bytes(digest)) for code, pk, digest in last.values_list("draft__code", "draft_id", "digest")
        }
    return Known(rows, versions, drafts, origin.is_demo())
