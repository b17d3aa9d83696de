"""The express lane at the counter: one page that receives, takes the money, decides and returns at one key."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.process.decide import express as deciding
from motcua.core.refusal import Refused
from motcua.core.worktime import deadline
from motcua.core.worktime.vietnamese import local
from motcua.documents import numbers, qr
from motcua.dossiers import counter_data, history, places, policies
from motcua.dossiers.actions.receive import enter
from motcua.dossiers.actions.settle import settle
from motcua.dossiers.law import law_for
from motcua.dossiers.models import Dossier
from motcua.dossiers.web.desk import applicants
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.counter import desk_unit
from motcua.dossiers.web.desk.entry import home_of
from motcua.dossiers.web.desk.express_form import Express, express_case, express_of
from motcua.ledger import read as ledger
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.procedures import queries as procedures
from motcua.procedures.queries import Published
from motcua.procedures.search.catalogue import Stamp, stamp_now
from motcua.ui import refusals
from motcua.ui.forms import key_of
from motcua.ui.phrases import say

REMEMBERED: Final = "express"


@require_safe
@officials_only
def lane(request: ActedRequest) -> HttpResponse:
    """Go to the procedure that this desk settled last, else to the first that it may settle."""
    unit = _unit(request)
    offered = dict(lanes(unit, local(request.at).date()))
    last = _memory(request).get("code", "")
    code = last if last in offered else next(iter(offered), "")
    if not code:
        raise Refused(
            "not_found", _("Quầy này không có thủ tục nào giải quyết ngay."), _("Tiếp nhận ở trang «Hồ sơ mới».")
        )
    return redirect("dossiers:express", code)


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def express(request: ActedRequest, code: str) -> HttpResponse:
    """Fill in person, papers and money on one page; F9 settles it, after the hour of the law it is received instead."""
    unit, now = _unit(request), local(request.at)
    published = _published(code, now.date())
    competent = places.competent_for(published.definition, {}, home_of(unit), now.date())
    filled = applicants.fill_at_once(request) if request.method == "POST" else None
    page = express_of(
        published,
        unit,
        competent,
        now,
        filled,
        signers=[(f"user:{user.pk}", user.name) for user in people.holders("leader", competent, request.at)],
        remembered=_remembered(request, code),
        rows=_rows(request),
    )
    promised = _promised(page, request.at)
    quick = request.headers.get("HX-Request") == "true"
    # What is doubtful, or known from before, is shown before anything is settled under that name.
    unseen = bool(filled and (filled.doubts or filled.remembered))
    looking = quick or unseen or bool({"look", "more"} & set(request.POST))
    if filled and not looking and page.is_valid():
        try:
            return _settled(request, page) if promised["now"] else _received(request, page)
        except Refused as refused:
            page.person.add_error(None, refusals.sentences(refused))
    context = {**_context(request, page, unit), **promised, "looking": looking or filled is None}
    if quick:
        scanned = bool(filled and filled.changed)
        return render(request, "dossiers/desk/_express_preview.html", {**context, "scanned": scanned})
    bad = filled is not None and not looking
    return render(request, "dossiers/desk/express.html", context, status=400 if bad else 200)


def _unit(request: ActedRequest) -> str:
    unit = desk_unit(request, request.actor)
    policies.can_settle(request.actor, unit).enforce()
    return unit


def _published(code: str, on: date) -> Published:
    published = procedures.published(code, on)
    if published is None:
        raise Refused("not_found", _("Không có thủ tục mang mã này."), _("Chọn thủ tục khác."))
    express_case(published.definition)
    return published


def lanes(unit: str, on: date) -> list[tuple[str, str]]:
    """Return the procedures that a counter may settle at once, as its books list them; kept while they stand."""
    return list(_lanes(unit, on, stamp_now()))


@lru_cache(maxsize=256)
def _lanes(unit: str, on: date, _register: Stamp) -> tuple[tuple[str, str], ...]:
    found = []
    for version in procedures.in_force(on).values_list("id", flat=True):
        published = procedures.by_version(version)
        definition = published.definition
        if not definition.express:
            continue
        try:
            express_case(definition)
            competent = places.competent_for(definition, {}, home_of(unit), on)
        except Refused:
            continue
        if competent.split(".")[0] == unit.split(".")[0]:
            found.append((published.code, definition.title))
    return tuple(sorted(found, key=lambda one: counter_data.place_of(one[0])))


def _rows(request: ActedRequest) -> int:
    given = request.POST.get("rows", "1")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 4 else 1
    return number + ("more" in request.POST)


def _promised(page: Express, at: datetime) -> dict[str, Any]:
    """Return whether it may be settled now, and when the result would be due otherwise."""
    law = law_for(str(page.published.id), page.case.code, page.competent, local(at).date())
    return {
        "now": deciding.same_day(at, law) is not None,
        "due": deadline(at, law.term, law.calendar, law.rules).due,
    }


def _context(request: ActedRequest, page: Express, unit: str) -> dict[str, Any]:
    code = page.published.code
    book, key = counter_data.book_of(code), request.POST.get("idempotency_key", "")
    names = history.unit_names({unit})
    total = page.total
    transfer = page.closing["method"].value() == "transfer"
    purpose = f"{code} {key[:8]}".strip()
    drawn = counter_data.transfer_code(unit, total, purpose) if transfer and total else ""
    return {
        "page": page,
        "definition": page.published.definition,
        "unit_name": names.get(unit, unit),
        "lanes": lanes(unit, local(request.at).date()),
        "book": book,
        "upcoming": numbers.upcoming(unit, book.symbol, request.at).number,
        "total": total,
        "transfer": transfer,
        "account": counter_data.account_of(unit),
        "purpose": purpose,
        "qr": mark_safe(qr.svg(drawn)) if drawn else "",  # noqa: S308 - our own drawing, no text in it
        "check": [r for r in page.asked if r.asked in ("required", "one_of", "shown")],
        "done": _done(request),
        "doubts": [say(doubt) for doubt in page.doubts],
        "last_person": _memory(request).get("last", ""),
    }


def _settled(request: ActedRequest, page: Express) -> HttpResponse:
    done = settle(page.visit(), actor=request.actor, at=request.at, key=key_of(request))
    _remember(request, page, [str(one.dossier_id) for one in done])
    address = reverse("dossiers:express", args=[page.published.code])
    return redirect(f"{address}?done={done[0].dossier_id}")


def _received(request: ActedRequest, page: Express) -> HttpResponse:
    """Receive in the ordinary way, with an appointment, what was entered after the hour of the law."""
    key = key_of(request)
    done = [
        enter(lodgement, actor=request.actor, at=request.at, key=f"{key}:{n}")
        for n, lodgement in enumerate(page.lodgements())
    ]
    _remember(request, page, [str(one.dossier_id) for one in done], settled=False)
    for one in done:
        messages.success(request, _("Đã tiếp nhận hồ sơ %(code)s.") % {"code": one.code})
    return redirect("dossiers:received", done[0].dossier_id)


def _memory(request: ActedRequest) -> Mapping[str, Any]:
    kept = request.session.get(REMEMBERED)
    return kept if isinstance(kept, dict) else {}


def _remember(request: ActedRequest, page: Express, done: list[str], *, settled: bool = True) -> None:
    """Keep for this desk what comes again: the procedure, the paper's name, the signer, the person just served."""
    memory = _memory(request)
    names = [entry.code for entry in page.rows[0].form.page.fields if entry.kind in ("text", "choice")]
    answers = page.used[-1].answers
    request.session[REMEMBERED] = {
        "code": page.published.code,
        "papers": {
            **memory.get("papers", {}),
            page.published.code: {name: answers[name] for name in names if name in answers},
        },
        "signer": page.closing.cleaned_data["signer"],
        "last": done[0],
        "done": done if settled else [],
    }


def _remembered(request: ActedRequest, code: str) -> dict[str, Any]:
    memory = _memory(request)
    remembered: dict[str, Any] = {"signer": memory.get("signer", ""), "paper": memory.get("papers", {}).get(code, {})}
    last = memory.get("last", "")
    if request.GET.get("person") == "last" and last:
        remembered["person"] = applicants.person_of(request, UUID(last))
    return remembered


def _done(request: ActedRequest) -> dict[str, Any] | None:
    """Return what this desk has just settled: numbers, money and the receipt to print."""
    ids = _memory(request).get("done", [])
    if not ids or request.GET.get("done") not in ids:
        return None
    found = []
    dossiers = list(Dossier.objects.filter(pk__in=ids).select_related("applicant").order_by("code"))
    for dossier in dossiers:
        entries = ledger.stream(f"{Dossier.stream_prefix}:{dossier.pk}")
        number = next((entry.payload["number"] for entry in entries if entry.type == "dossier.decided"), "")
        found.append({"dossier": dossier, "number": number})
    paid = sum(dossier.fee_paid for dossier in dossiers)
    return {"papers": found, "paid": paid, "first": dossiers[0] if dossiers else None}
