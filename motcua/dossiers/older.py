"""Open dossiers that run on an older version of their procedure, for those who may carry them or watch over it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, QuerySet

from motcua.core.refusal import ALLOWED, Verdict
from motcua.dossiers import queries
from motcua.dossiers.models import Dossier
from motcua.people.actor import Actor
from motcua.procedures import queries as procedures
from motcua.procedures.queries import Published

CONTROL = "registrar"


@dataclass(frozen=True, slots=True)
class Behind:
    """How many open dossiers run on one older version; ``current`` is None where the procedure was repealed."""

    own: Published
    current: Published | None
    number: int


def can_see(actor: Actor) -> Verdict:
    """Procedure control, and whoever answers for a unit or watches over it."""
    if actor.kind == "system" or actor.has_any((CONTROL, *queries.WATCHERS)):
        return ALLOWED
    return Verdict(False, "Danh sách này dành cho người phụ trách và kiểm soát thủ tục hành chính.", "not_found")


def visible_to(actor: Actor) -> QuerySet[Dossier]:
    """Return the open dossiers that somebody may count here: all for procedure control, else those they may open."""
    found = Dossier.objects.all() if actor.has(CONTROL) else queries.visible_to(actor)
    return found.filter(closed_at=None)


def behind(actor: Actor, on: date, procedure: str = "") -> list[Behind]:
    """Return the older versions on which open dossiers run, by procedure, the most dossiers first."""
    rows = visible_to(actor)
    if procedure:
        rows = rows.filter(procedure=procedure)
    counted = rows.order_by().values_list("procedure", "procedure_version").annotate(number=Count("pk"))
    groups = list(counted)
    wanted = procedures.in_force(on).filter(procedure__code__in={code for code, _, _ in groups})
    current = dict(wanted.annotate(code=F("procedure__code")).values_list("code", "id"))
    found = [
        Behind(procedures.by_version(UUID(version)), _published(current.get(code)), number)
        for code, version, number in groups
        if version != str(current.get(code))
    ]
    return sorted(found, key=lambda one: (-one.number, one.own.code, one.own.number))


def dossiers(actor: Actor, groups: list[Behind]) -> QuerySet[Dossier]:
    """Return the dossiers of these groups, the soonest due first."""
    chosen = visible_to(actor).filter(
        procedure__in={group.own.code for group in groups},
        procedure_version__in=[str(group.own.id) for group in groups],
    )
    return chosen.order_by(F("due_at").asc(nulls_last=True), "id")


def _published(version: UUID | None) -> Published | None:
    return None if version is None else procedures.by_version(version)
