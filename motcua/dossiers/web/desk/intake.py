"""A new dossier at the counter: choose the procedure, enter it on one page, and what follows the reception."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import duplicates, history, queries
from motcua.dossiers import printing as counting
from motcua.dossiers.actions.receive import enter
from motcua.dossiers.law import definition_of
from motcua.dossiers.lodgement import received_here
from motcua.dossiers.models import Dossier
from motcua.dossiers.reading import read
from motcua.dossiers.web.desk import applicants, pile, printing
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.counter import desk_unit
from motcua.dossiers.web.desk.entry import Entry, entry_of
from motcua.ledger.commit import answered
from motcua.people import access
from motcua.people.middleware import ActedRequest
from motcua.procedures import queries as procedures
from motcua.procedures.queries import Published
from motcua.procedures.search import search
from motcua.ui import refusals
from motcua.ui.forms import KEY_FIELD, key_of
from motcua.ui.phrases import say
from motcua.worktime import explaining


@require_safe
@officials_only
def intake(request: ActedRequest) -> HttpResponse:
    """Choose the procedure of a new dossier; a search that finds one goes straight on."""
    unit = desk_unit(request, request.actor)
    text = request.GET.get("q", "").strip()
    found = search(text, local(request.at).date(), register="").lines
    if not text:
        found = [line for line in found if line.receivable]
    if len(found) == 1 and text and found[0].receivable:
        return redirect("dossiers:entry", found[0].code)
    names = history.unit_names({unit})
    return render(
        request, "dossiers/desk/intake.html", {"found": found, "text": text, "unit_name": names.get(unit, unit)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def entry(request: ActedRequest, code: str) -> HttpResponse:
    """Enter and accept a dossier on one page; ``look`` only works out case, papers, fee and date."""
    unit, published = desk_unit(request, request.actor), _published(request, code)
    filled = applicants.fill(request, unit) if request.method == "POST" else None
    made = entry_of(published, unit, local(request.at), filled.data if filled else None)
    said, scans = pile_of(request, published.code, filled.data if filled else {})
    made.files = pile.given(scans)
    quick = request.headers.get("HX-Request") == "true"
    # What was only just read from a card is shown before anything is received.
    looking = quick or "look" in request.POST or "drop_pile" in request.POST
    looking = looking or bool(said or request.FILES or (filled and filled.changed))
    if filled and filled.problem:
        made.person.errors.pop("person_name", None)
        made.person.add_error("person_name", filled.problem)
    twice = same_person(request, published.code, made) if filled and not _again(request) else []
    looking = looking or bool(twice and "again" not in request.POST)
    left = pile.left_over(scans)
    if left and not looking and filled:
        made.person.add_error(None, _("Còn %(left)d tệp chưa xếp vào giấy nào.") % {"left": left})
    if request.method == "POST" and made.is_valid() and not looking:
        try:
            done = enter(made.lodgement(), actor=request.actor, at=request.at, key=key_of(request))
        except Refused as refused:
            made.person.add_error(None, refusals.sentences(refused))
        else:
            pile.clear(request, key_of(request))
            messages.success(request, _("Đã tiếp nhận hồ sơ %(code)s.") % {"code": done.code})
            return redirect("dossiers:received", done.dossier_id)
    seen = made.preview()
    names = history.unit_names({unit})
    context: dict[str, Any] = {
        **_places(published),
        "entry": made,
        "seen": seen,
        "rows": made.papers.rows(seen),
        "unit_name": names.get(unit, unit),
        "looking": looking,
        "doubts": [say(doubt) for doubt in filled.doubts] if filled else [],
        "earlier": applicants.earlier(request, filled.data) if filled else [],
        "mandates": applicants.held(request, filled.data, unit) if filled else [],
        "twice": twice,
        "again": "again" in request.POST,
        "pile_said": said,
        "filled": quick and bool(filled and filled.changed),
    }
    context |= pile.context(scans, context["rows"])
    if quick:
        return render(request, "dossiers/desk/_entry_parts.html", context)
    bad = request.method == "POST" and not looking
    return render(request, "dossiers/desk/entry.html", context, status=400 if bad else 200)


def _places(published: Published) -> dict[str, Any]:
    return {
        "definition": published.definition,
        "here": reverse("dossiers:entry", args=[published.code]),
        "choose": reverse("dossiers:intake"),
    }


def pile_of(request: ActedRequest, code: str, data: Mapping[str, Any]) -> tuple[list[str], list[pile.Scan]]:
    """Return what was wrong with files sent now, and the pile as it lies."""
    if "drop_pile" in request.POST:
        pile.clear(request)
    said = pile.add(request, code) if request.FILES.getlist(pile.FIELD) else []
    return said, pile.lying(request, code, data)


def _again(request: ActedRequest) -> bool:
    """Tell whether this very form was carried out before: a second click finds no other dossier of the person."""
    return answered(request.POST.get(KEY_FIELD, ""), request.actor.id)


def same_person(request: ActedRequest, code: str, made: Entry) -> list[Dossier]:
    """Return the dossiers that look like this one; each look at them is logged."""
    made.person.is_valid()
    data = made.person.cleaned_data
    found = duplicates.of(
        request.actor,
        code,
        national_id=data.get("person_national_id", ""),
        phone=data.get("person_phone", ""),
        name=data.get("person_name", ""),
        at=request.at,
    )
    for dossier in found:
        access.seen(request.actor, f"dossier:{dossier.pk}", "dossier", request.at)
    return found


def _published(request: ActedRequest, code: str) -> Published:
    on = local(request.at).date()
    published = procedures.published(code, on)
    if published is None:
        gone = procedures.repealed(code, on)
        said = _("Thủ tục này đã bị bãi bỏ.") if gone else _("Không có thủ tục mang mã này.")
        raise Refused("not_found", said, _("Tìm lại trong danh sách thủ tục."))
    received_here(published.definition)
    return published


@require_safe
@officials_only
def received(request: ActedRequest, dossier_id: UUID) -> HttpResponse:
    """Show what was just received: its code and date, the receipt to print, the fee to take, and the next person."""
    dossier = queries.get(request.actor, dossier_id)
    access.seen(request.actor, f"dossier:{dossier_id}", "dossier", request.at)
    now = read(dossier_id).now
    if now.received_at is None:
        return redirect("dossiers:officer", dossier_id)
    trace = dossier.due_dates.order_by("seq").first()
    context = {
        "dossier": dossier,
        "now": now,
        "definition": definition_of(now),
        "prints": counting.of(dossier),
        "why": explaining.stored_why(trace.trace) if trace else "",
        "print_query": printing.query(request),
        "presets": [
            (code, words, code == printing.preset(request)) for code, (words, _query) in printing.PRESETS.items()
        ],
        "owed": max(0, (now.fee_due or 0) - now.fee_paid),
    }
    return render(request, "dossiers/desk/received.html", context)
