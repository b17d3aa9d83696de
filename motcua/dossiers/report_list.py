"""Reads of citizens' reports: waiting ones first; only of units that the actor answers for or audits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import F, QuerySet

from motcua.dossiers import history, sign_policies
from motcua.dossiers.models import Dossier, Report
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.procedures import queries as procedures

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One report as the list shows it."""

    report: Report
    code: str
    procedure: str
    unit: str
    answered_by: str
    late: bool


def seen_by(actor: Actor) -> QuerySet[Report]:
    """Return the reports of units that the actor answers for or audits, with all below them."""
    units = sign_policies.scope(actor)
    return Report.objects.all() if units is None else Report.objects.filter(unit__in=sorted(units))


def waiting(actor: Actor) -> QuerySet[Report]:
    """Return the reports that nobody has answered yet, the soonest due first."""
    return seen_by(actor).filter(answered_at=None).order_by("answer_by", "pk")


def listed(actor: Actor) -> QuerySet[Report]:
    """Return all reports: first those that wait, by their day; then the others, the newest first."""
    return seen_by(actor).order_by(F("answered_at").desc(nulls_first=True), "answer_by", "pk")


def lines(reports: Iterable[Report], at: datetime) -> list[Line]:
    """Return reports with the names that people know."""
    rows = list(reports)
    found = Dossier.objects.filter(pk__in={row.dossier_id for row in rows}).only("code", "procedure_version")
    dossiers = {dossier.pk: dossier for dossier in found}
    units, names = (
        history.unit_names({row.unit for row in rows}),
        people.names({row.answered_by for row in rows} - {""}),
    )
    return [
        Line(
            report=row,
            code=dossiers[row.dossier_id].code,
            procedure=procedures.by_version(UUID(dossiers[row.dossier_id].procedure_version)).definition.title,
            unit=units.get(row.unit, row.unit),
            answered_by=names.get(row.answered_by, ""),
            late=(row.answered_at or at) > row.answer_by,
        )
        for row in rows
    ]
