"""A citizen's own dossiers and drafts, and the page of one dossier with everything they can do."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from motcua.dossiers import drafts, tracking
from motcua.dossiers.particulars import may
from motcua.dossiers.web.citizen.door import lodged, own_dossier, signed_in
from motcua.dossiers.web.citizen.tracking import story
from motcua.people import queries as people
from motcua.people import retention
from motcua.people.middleware import ActedRequest

PAGE = 20
LOOKED_AT = {
    "dossier": _("trang hồ sơ"),
    "papers": _("giấy tờ đã nộp"),
    "receipt": _("giấy tiếp nhận"),
    "report": _("phản ánh của bạn"),
    "pack": _("bộ hồ sơ thanh tra"),
    "access log": _("nhật ký xem"),
    "sign": _("dấu hiệu bất thường của hồ sơ"),
}


@require_safe
@signed_in
def mine(request: ActedRequest) -> HttpResponseBase:
    """List drafts and lodged dossiers, newest first."""
    page = Paginator(lodged(request), PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "dossier": dossier,
            "title": tracking.definition(dossier).title,
            "headline": tracking.headline(dossier, request.at),
        }
        for dossier in page
    ]
    rule = retention.promised(request.at)
    context = {"drafts": drafts.listed(request.actor), "rows": rows, "page_obj": page, "retention": rule}
    return render(request, "dossiers/citizen/mine.html", context)


@require_safe
@signed_in
def dossier(request: ActedRequest, dossier_id: UUID) -> HttpResponseBase:
    """Show one's own dossier: the tracking page with everything, and what can be done."""
    found = own_dossier(request, dossier_id)
    context = story(request, found, whole=True)
    verbs = ("answer_supplement", "withdraw", "stop", "rate")
    context |= {
        "may": {verb: may(found, verb) for verb in verbs},
        "applicant": found.applicant,
        "own": True,
    }
    return render(request, "dossiers/citizen/dossier.html", context)


@require_safe
@signed_in
def viewers(request: ActedRequest, dossier_id: UUID) -> HttpResponseBase:
    """Say who looked at one's dossier, and when."""
    found = own_dossier(request, dossier_id)
    page = Paginator(people.who_saw(f"dossier:{found.pk}"), PAGE).get_page(request.GET.get("page"))
    names = people.names({record.actor for record in page})
    rows = [(record.at, names[record.actor], LOOKED_AT.get(record.what, record.what)) for record in page]
    return render(request, "dossiers/citizen/viewers.html", {"dossier": found, "rows": rows, "page_obj": page})
