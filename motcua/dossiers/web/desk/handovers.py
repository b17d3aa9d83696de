"""Hand-over of paper folders: give what has to go, confirm what came, print the sheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.refusal import Refused
from motcua.documents import slips as forms
from motcua.dossiers import custody, custody_policies, custody_sheet, history
from motcua.dossiers.actions.answer_hand_over import CONFIRM, ON_PAPER, TAKE_BACK, answer_hand_over
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.models import HandOver
from motcua.dossiers.models.custody import SENT, STATES
from motcua.dossiers.web.desk.access import officials_only
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.ui import refusals
from motcua.ui.forms import key_of

SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def handovers(request: ActedRequest) -> HttpResponse:
    """Show what has to go and what waits for me; a sent form gives the chosen folders to one unit."""
    if request.method != "POST":
        return _page(request)
    chosen, to_unit = uuids(request.POST.getlist("dossier")), request.POST.get("to", "")
    if not chosen:
        return _page(request, problem=_("Chưa chọn túi hồ sơ nào. Đánh dấu ít nhất một dòng rồi bấm lại."))
    try:
        done = hand_over(chosen, to_unit=to_unit, actor=request.actor, at=request.at, key=key_of(request))
    except Refused as refused:
        return _page(request, problem=refusals.sentences(refused), kept=set(chosen))
    size = done["size"]
    said = ngettext(
        "Đã giao %(n)d túi hồ sơ, biên bản %(number)s.", "Đã giao %(n)d túi hồ sơ, biên bản %(number)s.", size
    )
    messages.success(request, said % {"n": size, "number": done["number"]})
    return redirect("dossiers:handover", done["sheet"])


def _page(request: ActedRequest, *, problem: str = "", kept: set[UUID] | None = None) -> HttpResponse:
    going: dict[tuple[str, str], list[custody.Row]] = {}
    for row in custody.mine(request.actor):
        going.setdefault((row.folder.unit, row.to_unit), []).append(row)
    came = list(custody.waiting_for(request.actor)[:SHOWN])
    gone = list(custody.sent_by(request.actor)[:SHOWN])
    units = history.unit_names(
        {code for pair in going for code in pair} | {s.from_unit for s in came} | {s.to_unit for s in gone}
    )
    names = people.names({sheet.giver for sheet in came} | {sheet.receiver for sheet in gone} - {""})
    context = {
        "groups": [
            {"to": to, "name": units.get(to, to), "start": units.get(start, start), "rows": rows}
            for (start, to), rows in sorted(going.items())
        ],
        "came": [
            {"sheet": s, "unit": units.get(s.from_unit, s.from_unit), "who": names.get(s.giver, "")} for s in came
        ],
        "gone": [
            {
                "sheet": s,
                "unit": units.get(s.to_unit, s.to_unit),
                "who": names.get(s.receiver, ""),
                "state": STATES[s.state],
            }
            for s in gone
        ],
        "problem": problem,
        "kept": kept,
        "owes": bool(request.actor.units(*custody_policies.DESK)),
    }
    return render(request, "dossiers/desk/handovers.html", context, status=400 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def handover(request: ActedRequest, sheet_id: UUID) -> HttpResponse:
    """Show one sheet; a sent form confirms it, takes it back, or writes down who signed on paper."""
    sheet = _sheet(request, sheet_id)
    if request.method != "POST":
        return _sheet_page(request, sheet)
    how = request.POST.get("how", CONFIRM)
    arrived = uuids(request.POST.getlist("dossier"))
    if how == ON_PAPER:
        arrived = list(sheet.lines.values_list("dossier_id", flat=True))
    try:
        done = answer_hand_over(
            sheet_id,
            arrived=arrived if how != TAKE_BACK else [],
            actor=request.actor,
            at=request.at,
            key=key_of(request),
            how=how if how in {ON_PAPER, TAKE_BACK} else CONFIRM,
            signed_by=request.POST.get("signed_by", ""),
        )
    except Refused as refused:
        return _sheet_page(request, sheet, problem=refusals.sentences(refused), kept=set(arrived))
    messages.success(request, _("Đã ghi: %(state)s.") % {"state": str(STATES[done["state"]]).lower()})
    return redirect("dossiers:handovers" if how == CONFIRM else request.path)


def _sheet(request: ActedRequest, sheet_id: UUID) -> HandOver:
    sheet = HandOver.objects.filter(pk=sheet_id).first()
    if sheet is None or not custody_policies.can_see_sheet(request.actor, sheet).allowed:
        raise Refused("not_found", _("Không có biên bản này."), _("Mở trang «Bàn giao hồ sơ» để xem biên bản của bạn."))
    return sheet


def _sheet_page(
    request: ActedRequest, sheet: HandOver, *, problem: str = "", kept: set[UUID] | None = None
) -> HttpResponse:
    open_now = sheet.state == SENT
    giver = open_now and custody_policies.can_take_back(request.actor, sheet).allowed
    units = history.unit_names({sheet.from_unit, sheet.to_unit})
    names = people.names({sheet.giver, sheet.receiver} - {""})
    context: dict[str, Any] = {
        "sheet": sheet,
        "state": STATES[sheet.state],
        "from_name": units.get(sheet.from_unit, sheet.from_unit),
        "to_name": units.get(sheet.to_unit, sheet.to_unit),
        "giver": names.get(sheet.giver, ""),
        "receiver": names.get(sheet.receiver, ""),
        "lines": sheet.lines.select_related("dossier", "dossier__applicant").order_by("place"),
        "may_confirm": open_now and custody_policies.can_confirm(request.actor, sheet).allowed,
        "may_take_back": giver,
        "staff": _staff(sheet, request) if giver else [],
        "problem": problem,
        "kept": kept,
        "print": reverse("dossiers:handover_print", args=[sheet.pk]),
    }
    return render(request, "dossiers/desk/handover.html", context, status=400 if problem else 200)


def _staff(sheet: HandOver, request: ActedRequest) -> list[tuple[str, str]]:
    posts = people.staff_of(sheet.to_unit, request.at)
    found = {f"user:{post.user_id}": post.user.name for post in posts if post.user is not None}
    found.pop(request.actor.id, None)
    return sorted(found.items(), key=lambda row: row[1])


@require_safe
@officials_only
def handover_print(request: ActedRequest, sheet_id: UUID) -> HttpResponse:
    """Show the sheet to print and sign: ``?format=pdf`` as PDF."""
    sheet = _sheet(request, sheet_id)
    shown = custody_sheet.sheet_of(sheet)
    if request.GET.get("format") == "pdf":
        name = f"ban-giao-{sheet.pk}.pdf"
        headers = {"Content-Disposition": f'inline; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return HttpResponse(forms.render_pdf(shown, "A4"), content_type="application/pdf", headers=headers)
    back = reverse("dossiers:handover", args=[sheet.pk])
    context = {**forms.context(shown), "paper": "A4", "copies": (), "back": back, "pdf_url": "?format=pdf"}
    return render(request, "dossiers/desk/handover_print.html", context)


def uuids(texts: Iterable[str]) -> list[UUID]:
    """Return the ids among what a form sent."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
