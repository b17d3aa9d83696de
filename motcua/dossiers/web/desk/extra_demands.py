"""What citizens report, for who answers and who audits; and what they told after the result, for auditors alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.core.worktime.vietnamese import local
from motcua.dossiers import extra_demands, history, queries, report_list
from motcua.dossiers.models import Dossier, DossierFact
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.signs import for_lookers
from motcua.people import access
from motcua.people.middleware import ActedRequest
from motcua.people.roles import AUDITOR
from motcua.procedures import queries as procedures

YEAR: Final = timedelta(days=365)
COUNTED: Final = 1000


@require_safe
@officials_only
def demands(request: ActedRequest) -> HttpResponse:
    """Show what citizens report, waiting ones first; auditors also see what applicants told after the result."""
    for_lookers(request)
    access.seen(request.actor, "extra-demands", "register", request.at)
    reports = Paginator(report_list.listed(request.actor), report_list.PAGE).get_page(request.GET.get("page", "1"))
    audits = request.actor.has(AUDITOR)
    rated = Paginator(_rated(request) if audits else DossierFact.objects.none(), queries.PAGE)
    told = rated.get_page(request.GET.get("told", "1"))
    context = {
        "reports": report_list.lines(reports, request.at),
        "waiting": report_list.waiting(request.actor)[:COUNTED].count(),
        "page_obj": reports,
        "rows": _rows(told),
        "told": told,
        "audits": audits,
    }
    return render(request, "dossiers/desk/extra_demands.html", context)


def _rated(request: ActedRequest) -> QuerySet[DossierFact]:
    today = local(request.at).date()
    return extra_demands.reported(request.actor, today - YEAR, today + timedelta(days=1))


def _rows(page: Iterable[DossierFact]) -> list[dict[str, Any]]:
    facts = list(page)
    codes = dict(Dossier.objects.filter(pk__in=[fact.pk for fact in facts]).values_list("pk", "code"))
    units = history.unit_names({unit for fact in facts for unit in (fact.reception_unit, fact.competent_unit)})
    return [
        {
            "fact": fact,
            "code": codes.get(fact.pk, ""),
            "procedure": procedures.by_version(UUID(fact.procedure_version)).definition.title,
            "received_by": units.get(fact.reception_unit, fact.reception_unit),
            "decided_by": units.get(fact.competent_unit, fact.competent_unit),
        }
        for fact in facts
    ]
