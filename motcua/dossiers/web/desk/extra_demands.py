"""The auditor's list of dossiers whose applicant was asked for more than the rules say; no name stands in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import extra_demands, history, queries
from motcua.dossiers.models import Dossier
from motcua.dossiers.web.desk.access import officials_only
from motcua.people import access
from motcua.people.middleware import ActedRequest
from motcua.people.roles import AUDITOR
from motcua.procedures import queries as procedures

YEAR: Final = timedelta(days=365)


@require_safe
@officials_only
def demands(request: ActedRequest) -> HttpResponse:
    """Show auditors what applicants told of demands beyond the list, for dossiers closed in the last year."""
    if not request.actor.has(AUDITOR):
        raise Refused("not_found", _("Không có trang này."), _("Danh sách này dành cho thanh tra."))
    access.seen(request.actor, "extra-demands", "register", request.at)
    today = local(request.at).date()
    found = extra_demands.reported(request.actor, today - YEAR, today + timedelta(days=1))
    page = Paginator(found, queries.PAGE).get_page(request.GET.get("page", "1"))
    codes = dict(Dossier.objects.filter(pk__in=[fact.pk for fact in page]).values_list("pk", "code"))
    units = history.unit_names({unit for fact in page for unit in (fact.reception_unit, fact.competent_unit)})
    rows: list[dict[str, Any]] = [
        {
            "fact": fact,
            "code": codes.get(fact.pk, ""),
            "procedure": procedures.by_version(UUID(fact.procedure_version)).definition.title,
            "received_by": units.get(fact.reception_unit, fact.reception_unit),
            "decided_by": units.get(fact.competent_unit, fact.competent_unit),
        }
        for fact in page
    ]
    return render(request, "dossiers/desk/extra_demands.html", {"rows": rows, "page_obj": page})
