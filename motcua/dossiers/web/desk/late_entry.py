"""Nhập bù at the counter: paper slip after paper slip, the next reserved number and the last procedure filled in."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.documents import files
from motcua.documents.policies import can_keep
from motcua.dossiers import history, late_numbers, policies
from motcua.dossiers.actions.enter_late import enter_late
from motcua.dossiers.change import Done, done_before
from motcua.dossiers.late_numbers import Left
from motcua.dossiers.lodgement import received_here
from motcua.dossiers.reading import read
from motcua.dossiers.web.desk import applicants, intake, pile
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.applicants import Filled
from motcua.dossiers.web.desk.counter import desk_unit
from motcua.dossiers.web.desk.entry import Entry, entry_of
from motcua.dossiers.web.desk.late_form import KEPT, PHOTO, LateForm
from motcua.people.middleware import ActedRequest
from motcua.procedures import queries as procedures
from motcua.procedures.queries import Published
from motcua.procedures.search import search
from motcua.ui import refusals
from motcua.ui.formatting import moment as spoken
from motcua.ui.forms import key_of
from motcua.ui.phrases import say

MEMORY: Final = "late_entry"
PHOTOS: Final = "late_photos"
MOST_PHOTOS: Final = 40


@require_safe
@officials_only
def late_new(request: ActedRequest) -> HttpResponse:
    """Go on with the next slip of the procedure entered last; without one, or to change it, choose the procedure."""
    unit = _unit(request)
    left = late_numbers.left(unit)
    text, code = request.GET.get("q", "").strip(), _memory(request).get("code", "")
    if left and code and not text and "choose" not in request.GET:
        return redirect("dossiers:late_slip", code)
    on = local(request.at).date()
    found = [line for line in search(text, on, register="").lines if line.receivable]
    if left and text and len(found) == 1:
        return redirect("dossiers:late_slip", found[0].code)
    context = {
        "found": found,
        "text": text,
        "left": left,
        "unit": unit,
        "unit_name": history.unit_names({unit}).get(unit, unit),
        "may_keep": can_keep(request.actor, unit).allowed,
    }
    return render(request, "dossiers/desk/late_choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def late_slip(request: ActedRequest, code: str) -> HttpResponse:
    """Enter one paper slip; F9 saves it and opens the next."""
    unit = _unit(request)
    quick = request.headers.get("HX-Request") == "true"
    looking = quick or "look" in request.POST or "drop_pile" in request.POST
    if request.method == "POST" and not looking:
        earlier = done_before(request.actor, key_of(request))
        if earlier is not None:
            return _next(request, earlier, code)
    left = late_numbers.left(unit)
    if not left:
        messages.warning(request, _("Không còn số dành trước nào để nhập bù ở nơi này."))
        return redirect("dossiers:late_new")
    filled = applicants.fill(request, unit) if request.method == "POST" else None
    late = _late_form(request, left, filled)
    when = late.when(request.at)
    made = entry_of(_published(code, when), unit, local(when), filled.data if filled else None)
    said, scans = intake.pile_of(request, made.published.code, filled.data if filled else {})
    made.files = pile.given(scans)
    if filled:
        made.is_valid()
    if filled and filled.problem:
        made.person.errors.pop("person_name", None)
        made.person.add_error("person_name", filled.problem)
    twice = intake.same_person(request, made.published.code, made) if filled else []
    looking = looking or bool(said or request.FILES.getlist(pile.FIELD) or (filled and filled.changed))
    looking = looking or bool(twice and "again" not in request.POST)
    loose = pile.left_over(scans) if filled and not looking else 0
    if loose:
        made.person.add_error(None, _("Còn %(left)d tệp chưa xếp vào giấy nào.") % {"left": loose})
    done = _entered(request, made, late) if filled and not looking else None
    if done is not None:
        return _next(request, done, made.published.code)
    context = _context(request, unit, made, late, filled, left)
    context |= {"twice": twice, "again": "again" in request.POST, "pile_said": said, "looking": looking}
    context |= pile.context(scans, context["rows"])
    if quick:
        return render(request, "dossiers/desk/_entry_parts.html", context)
    bad = request.method == "POST" and not looking
    return render(request, "dossiers/desk/late_slip.html", context, status=400 if bad else 200)


def _entered(request: ActedRequest, made: Entry, late: LateForm) -> Done | None:
    """Enter the slip; None where something is wrong, which the forms then say."""
    if not all([made.is_valid(), late.is_valid()]):
        return None
    try:
        slip = late.late(request.at)
        done = enter_late(made.lodgement(), slip, actor=request.actor, at=request.at, key=key_of(request))
    except Refused as refused:
        late.add_error(None, refusals.sentences(refused))
        return None
    pile.clear(request, key_of(request))
    _remember(request, made.published.code, late)
    return done


def _unit(request: ActedRequest) -> str:
    unit = desk_unit(request, request.actor)
    verdict = policies.can_receive(request.actor, unit)
    if not verdict.allowed:
        raise Refused("not_found", _("Không có trang này."), verdict.reason)
    return unit


def _published(code: str, when: datetime) -> Published:
    """Return the procedure as it was in force at the slip's true time."""
    published = procedures.published(code, local(when).date())
    if published is None:
        raise Refused("not_found", _("Không có thủ tục mang mã này."), _("Tìm lại trong danh sách thủ tục."))
    received_here(published.definition)
    return published


def _late_form(request: ActedRequest, left: list[Left], filled: Filled | None) -> LateForm:
    """Return the slip's part of the form: a photo that was sent is kept at once, whatever else is still wrong."""
    if filled is None:
        first, memory = left[0], _memory(request)
        initial = {
            "late_number": first.choice,
            "late_day": first.row.day,
            "late_ground": memory.get("ground", ""),
            "late_reason": memory.get("reason", ""),
        }
        return LateForm(None, left=left, initial=initial)
    photo, problem = _photo(request)
    if photo:
        filled.data[KEPT] = photo
    form = LateForm(filled.data, request.FILES, left=left, photo=photo)
    if problem:
        form.is_valid()
        form.errors.pop(PHOTO, None)
        form.add_error(PHOTO, problem)
    return form


def _photo(request: ActedRequest) -> tuple[str, str]:
    """Return the photo of the slip, sent now or by this officer in a try before, and what was wrong with it."""
    kept: list[str] = request.session.get(PHOTOS, [])
    sent = request.FILES.get(PHOTO)
    if sent is None:
        named = request.POST.get(KEPT, "")
        return (named if named in kept else ""), ""
    try:
        sha256 = files.keep(sent, at=request.at).sha256
    except Refused as refused:
        return "", refusals.sentences(refused)
    request.session[PHOTOS] = [*[one for one in kept if one != sha256], sha256][-MOST_PHOTOS:]
    return sha256, ""


def _memory(request: ActedRequest) -> dict[str, str]:
    found = request.session.get(MEMORY)
    return found if isinstance(found, dict) else {}


def _remember(request: ActedRequest, code: str, late: LateForm) -> None:
    data = late.cleaned_data
    request.session[MEMORY] = {"code": code, "ground": data["late_ground"], "reason": data["late_reason"]}


def _next(request: ActedRequest, done: Done, code: str) -> HttpResponse:
    """Say what was entered and when its result is due, and open the next slip; after the last one, the list."""
    now = read(done.dossier_id).now
    told = {"code": done.code, "slip": done.result.get("slip", ""), "due": spoken(now.due_at) if now.due_at else "…"}
    messages.success(request, _("Đã nhập bù phiếu %(slip)s: hồ sơ %(code)s, hẹn trả %(due)s.") % told)
    if late_numbers.left(now.reception_unit):
        return redirect("dossiers:late_slip", code)
    messages.info(request, _("Đã nhập hết các số dành trước."))
    return redirect("dossiers:late_entries")


def _context(
    request: ActedRequest, unit: str, made: Entry, late: LateForm, filled: Filled | None, left: list[Left]
) -> dict[str, Any]:
    seen, definition = made.preview(), made.published.definition
    quick = request.headers.get("HX-Request") == "true"
    return {
        "definition": definition,
        "here": reverse("dossiers:late_slip", args=[made.published.code]),
        "choose": f"{reverse('dossiers:late_new')}?choose=yes",
        "entry": made,
        "late_form": late,
        "left": len(left),
        "turn": f"{len(left)} {left[0].choice}",
        "hours": late_numbers.hours_back(unit),
        "seen": seen,
        "rows": made.papers.rows(seen),
        "unit_name": history.unit_names({unit}).get(unit, unit),
        "doubts": [say(doubt) for doubt in filled.doubts] if filled else [],
        "earlier": applicants.earlier(request, filled.data) if filled else [],
        "mandates": applicants.held(request, filled.data, unit) if filled else [],
        "filled": quick and bool(filled and filled.changed),
    }
