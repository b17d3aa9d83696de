"""The list of open dossiers on older versions of their procedures; no name of a person stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.core.process.fold import Snapshot
from motcua.core.process.states import TABLE, State
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import history, older, policies, queries
from motcua.dossiers.models import Dossier
from motcua.dossiers.reading import Found
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.lists import remember
from motcua.people.actor import Actor
from motcua.people.middleware import ActedRequest
from motcua.procedures import queries as procedures

LONGEST = 20


@require_safe
@officials_only
def older_versions(request: ActedRequest) -> HttpResponse:
    """Show open dossiers that run on an older version, how many of each, where they are and what can be done."""
    verdict = older.can_see(request.actor)
    if not verdict.allowed:
        raise Refused("not_found", _("Không có trang này."), verdict.reason)
    remember(request)
    on = local(request.at).date()
    everything = older.behind(request.actor, on)
    wanted = request.GET.get("procedure", "")[:LONGEST]
    shown = [group for group in everything if not wanted or group.own.code == wanted]
    page = Paginator(older.dossiers(request.actor, shown), queries.PAGE).get_page(request.GET.get("page", "1"))
    numbers = {str(group.own.id): group for group in shown}
    open_to = set(queries.visible_to(request.actor).filter(pk__in=[d.pk for d in page]).values_list("pk", flat=True))
    units = history.unit_names({row.step_unit or row.reception_unit for row in page})
    rows = [
        {
            "dossier": row,
            "group": numbers[row.procedure_version],
            "step": _step(row),
            "unit": units.get(row.step_unit or row.reception_unit, ""),
            "state": State(row.state),
            "href": _address(row, row.pk in open_to),
            "carry": row.pk in open_to and _may_carry(request.actor, row, numbers[row.procedure_version]),
        }
        for row in page
    ]
    context = {
        "tiles": [_tile(group, wanted) for group in everything],
        "wanted": wanted,
        "rows": rows,
        "page_obj": page,
        "count": page.paginator.count,
    }
    return render(request, "dossiers/desk/older.html", context)


def _tile(group: older.Behind, wanted: str) -> Mapping[str, Any]:
    own, current = group.own, group.current
    facts = {"title": own.definition.title, "old": own.number, "new": current.number if current else 0}
    label = _("%(title)s: bản %(old)s, nay bản %(new)s") if current else _("%(title)s: bản %(old)s, nay đã bãi bỏ")
    href = "?" + urlencode({"procedure": own.code})
    return {"count": group.number, "label": label % facts, "href": href, "current": wanted == own.code}


def _step(dossier: Dossier) -> str:
    if not dossier.step:
        return ""
    return f"{dossier.step}. {procedures.route_by_version(UUID(dossier.route)).definition.step(dossier.step).name}"


def _address(dossier: Dossier, may_open: bool) -> str:
    """Return the dossier's page, or for those who only count them the public page, which names nobody."""
    if may_open:
        return reverse("dossiers:officer", args=[dossier.pk])
    return reverse("dossiers:track", args=[dossier.code])


def _may_carry(actor: Actor, dossier: Dossier, group: older.Behind) -> bool:
    if group.current is None or State(dossier.state) not in TABLE["carry"].sources:
        return False
    places = {name: getattr(dossier, name) for name in ("reception_unit", "competent_unit", "step_unit")}
    return policies.can_carry(actor, Found(dossier.pk, dossier.created_by, b"", Snapshot(**places))).allowed
