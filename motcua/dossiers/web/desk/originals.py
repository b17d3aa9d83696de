"""Originals of one dossier: what the office holds, giving it back to who may collect it; and all that is owed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.process.decide.custody import SHOWN, Collector
from motcua.core.refusal import Refused
from motcua.dossiers import custody, custody_policies, policies, queries
from motcua.dossiers.actions.return_originals import return_originals
from motcua.dossiers.actions.return_result import BACK, KEEP
from motcua.dossiers.actions.take_originals import take_originals
from motcua.dossiers.law import components_of
from motcua.dossiers.reading import Found, read
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.forms import counting
from motcua.people.middleware import ActedRequest
from motcua.ui import refusals
from motcua.ui.forms import key_of

A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def originals(request: ActedRequest, dossier_id: UUID) -> HttpResponse:
    """Show where the folder and the originals are; a sent form gives originals back or takes some in."""
    dossier = queries.get(request.actor, dossier_id)
    if request.method != "POST":
        return _page(request, dossier_id)
    try:
        if request.POST.get("do") == "take":
            wanted = {
                c: n for c in components_of(dossier_id, dossier) if (n := counting(request.POST.get(f"count-{c}", "")))
            }
            take_originals(dossier_id, actor=request.actor, at=request.at, key=key_of(request), originals=wanted)
        else:
            _give_back(request, dossier_id)
    except Refused as refused:
        return _page(request, dossier_id, problem=refusals.sentences(refused))
    messages.success(request, _("Đã ghi giấy gốc của hồ sơ."))
    return redirect("dossiers:originals", dossier_id)


def _give_back(request: ActedRequest, dossier_id: UUID) -> None:
    held = custody.custody_of(dossier_id)
    codes = dict.fromkeys([row.component for row in held.taken])
    said = {code: request.POST.get(f"original-{code}", "") for code in codes}
    counts = {row.component: held.held.get(row.component) or row.count for row in held.taken}
    return_originals(
        dossier_id,
        actor=request.actor,
        at=request.at,
        key=key_of(request),
        collector=collector_of(request.POST),
        back={code: counts[code] for code, what in said.items() if what == BACK},
        kept={code: counts[code] for code, what in said.items() if what == KEEP},
    )


def collector_of(posted: Any) -> Collector:
    """Return who collects, as the form says."""
    shown = frozenset(posted.getlist("shown")) & SHOWN.keys()
    return Collector(posted.get("by", ""), shown, posted.get("to", "")[:200])


def _page(request: ActedRequest, dossier_id: UUID, problem: str = "") -> HttpResponse:
    dossier, found = queries.get(request.actor, dossier_id), read(dossier_id)
    posted: Mapping[str, Any] = request.POST
    context = {
        "dossier": dossier,
        "told": custody.told(dossier),
        "may_give": custody_policies.can_give_back(request.actor, found).allowed,
        "here": _here(request, dossier_id),
        "may_take": _may_take(request, found),
        "listed": [(code, c.name) for code, c in components_of(dossier_id, dossier).items()],
        "who": custody.asked(found, request.at)["who"],
        "shown": [(code, _(words)) for code, words in SHOWN.items()],
        "by": posted.get("by", "applicant"),
        "seen": request.POST.getlist("shown"),
        "to": posted.get("to", ""),
        "problem": problem,
    }
    return render(request, "dossiers/desk/originals.html", context, status=400 if problem else 200)


def _here(request: ActedRequest, dossier_id: UUID) -> bool:
    """Tell whether the folder lies at one of the actor's units, so that originals can be taken out of it."""
    folder = custody.custody_of(dossier_id).folder
    return folder is None or (folder.unit in request.actor.units() and not folder.sheet)


def _may_take(request: ActedRequest, found: Found) -> bool:
    now = found.now
    return now.closed_at is None and policies.can_receive(request.actor, now.reception_unit).allowed


@require_safe
@officials_only
def owed(request: ActedRequest) -> HttpResponse:
    """List originals of dossiers that ended and that nobody has collected yet."""
    units = request.actor.units(*custody_policies.DESK)
    if not units:
        raise Refused("not_found", _("Không có trang này."), _("Trang giấy gốc chưa trả dành cho quầy trả kết quả."))
    page = Paginator(custody.owed(units), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "dossiers/desk/originals_owed.html", {"page": page})
