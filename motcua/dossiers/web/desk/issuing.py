"""The clerk's page: results that wait for number and seal, issued one by one or many at once."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.core.refusal import Refused
from motcua.documents.models import BookedNumber
from motcua.documents.numbers import local_day
from motcua.dossiers import history, issuing
from motcua.dossiers.actions.issue import Reserved
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.forms import counting
from motcua.dossiers.web.desk.lists import lines, remember
from motcua.people.actor import Actor
from motcua.people.middleware import ActedRequest
from motcua.people.roles import CLERK
from motcua.ui.forms import key_of

ALL: Final = "all"


def gives_numbers(actor: Actor) -> bool:
    """Tell whether the actor is a clerk somewhere."""
    return actor.has(CLERK)


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def issuing_page(request: ActedRequest) -> HttpResponse:
    """Show the queue; a sent form issues what was chosen and tells line by line what became of it."""
    if not gives_numbers(request.actor):
        raise Refused("not_found", _("Không có trang này."), _("Trang cấp số, đóng dấu dành cho văn thư."))
    if request.method != "POST":
        remember(request)
        return _page(request)
    chosen = _chosen(request)
    if not chosen:
        return _page(request, problem=_("Chưa chọn hồ sơ nào. Đánh dấu ít nhất một dòng rồi bấm lại."))
    done = issuing.issue_many(
        chosen, actor=request.actor, at=request.at, key=key_of(request), reserved=_wanted(request, chosen)
    )
    return _page(request, done=done)


def _page(request: ActedRequest, *, done: list[issuing.Line] | None = None, problem: str = "") -> HttpResponse:
    waiting = issuing.queue(request.actor)
    told = lines([one.row for one in waiting], request.at)
    kept = issuing.reserved(waiting, request.at)
    names = history.unit_names({one.agency for one in waiting})
    marked = request.GET.get("choose") == ALL
    context: dict[str, Any] = {
        "rows": [
            {
                "line": line,
                "one": one,
                "kept": kept.get((one.agency, one.series), []),
                "marked": marked and not one.held,
            }
            for line, one in zip(told, waiting, strict=True)
        ],
        "marked": marked,
        "next": [_next(number, names) for number in issuing.upcoming(waiting, request.at)],
        "done": done,
        "issued": [line for line in done or () if not line.refused],
        "refused": [line for line in done or () if line.refused],
        "problem": problem,
        "most": len(waiting) >= issuing.MOST,
        "books": reverse("documents:books"),
    }
    return render(request, "dossiers/desk/issuing.html", context, status=400 if problem else 200)


def _next(number: Any, names: dict[str, str]) -> dict[str, str]:
    book = urlencode({"agency": number.agency, "series": number.series, "year": number.year})
    return {
        "symbol": number.symbol,
        "agency": names.get(number.agency, number.agency),
        "href": f"{reverse('documents:books')}?{book}",
    }


def _chosen(request: ActedRequest) -> dict[UUID, int | None]:
    """Return the chosen dossiers that are in the clerk's queue or were just issued, with the step that was seen."""
    found: dict[UUID, int | None] = {}
    for text in request.POST.getlist("dossier")[: issuing.MOST]:
        try:
            dossier_id = UUID(text)
        except ValueError:
            continue
        found[dossier_id] = counting(request.POST.get(f"seen.{dossier_id}", ""))
    return found


def _wanted(request: ActedRequest, chosen: dict[UUID, int | None]) -> dict[UUID, Reserved]:
    """Return the reserved numbers that were chosen instead of the next ones, each for the day it was reserved on."""
    found = {}
    for dossier_id in chosen:
        number = counting(request.POST.get(f"reserved.{dossier_id}", ""))
        row = None if number is None else BookedNumber.objects.filter(pk=number).first()
        if row is not None and row.year == local_day(request.at).year:
            found[dossier_id] = Reserved(row.year, row.number, row.day)
    return found
