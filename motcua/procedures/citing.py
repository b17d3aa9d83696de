"""The projector of citations: which act stands where in every published version of procedure, route and rule set."""

import json
from collections.abc import Sequence
from uuid import UUID

from motcua.core.procedure import acts, citations
from motcua.core.procedure.citations import Citation as Cited
from motcua.ledger.follow import projector
from motcua.ledger.read import Entry
from motcua.procedures import queries
from motcua.procedures.models import Citation, ProcedureVersion, RouteVersion
from motcua.worktime.models import RulesVersion

NAME = "procedures.citations"
PROCEDURE, ROUTE, RULES = "procedure", "route", "rules"
TYPES = ("procedure.published", "route.published", "rules.published")


def clear() -> None:
    """Forget everything: the projector begins at zero."""
    Citation.objects.all().delete()


def index(entry: Entry) -> None:
    """Write the citations of the version that an entry published; what was published never changes."""
    if entry.type == "procedure.published":
        code, number = entry.payload["code"], entry.payload["number"]
        pk = ProcedureVersion.objects.values_list("pk", flat=True).get(procedure__code=code, number=number)
        _write(PROCEDURE, code, pk, number, citations.of_procedure(queries.by_version(pk).definition))
    elif entry.type == "route.published":
        code, number = entry.payload["code"], entry.payload["number"]
        pk = RouteVersion.objects.values_list("pk", flat=True).get(route__code=code, number=number)
        _write(ROUTE, code, pk, number, citations.of_route(queries.route_by_version(pk).definition))
    else:
        code, number = entry.payload["code"], entry.payload["version"]
        row = RulesVersion.objects.get(rules__code=code, number=number)
        _write(RULES, code, row.pk, number, citations.of_rules(json.loads(row.definition)))


def _write(kind: str, subject: str, version: UUID, number: int, found: Sequence[Cited]) -> None:
    Citation.objects.bulk_create(
        Citation(
            subject_kind=kind,
            subject=subject,
            subject_version=version,
            number=number,
            key=one.key[:200],
            slug=acts.slug(one.key)[:200],
            written=one.written[:300],
            article=one.article[:300],
            kind=one.kind,
            path=one.path[:120],
            name=one.name,
        )
        for one in found
    )


def register() -> None:
    """Let the worker keep the index."""
    projector(NAME, version=1, clear=clear, types=TYPES)(index)
