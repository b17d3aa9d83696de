"""The slips of a dossier under their nouns: on a page to print, and as PDF; the desk and the citizen use the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.core.refusal import Refused
from motcua.documents import slips as forms
from motcua.documents.pdf import PAPERS
from motcua.documents.pdf import Paper as Size
from motcua.dossiers import late_marks, printing, slips
from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.web.seeing import is_own, seen
from motcua.people.middleware import ActedRequest
from motcua.ui.formatting import moment as spoken

NOUNS: Final = {
    "receipt": "receipt",
    "supplement-request": "supplement-request",
    "refusal": "refusal",
    "apology": "apology",
    "stop": "stop-notice",
    "control-slip": "control-slip",
    "fee-receipt": "fee-receipt",
    "refund": "refund-slip",
}
KINDS: Final = {noun: kind for kind, noun in NOUNS.items()}


class SlipNoun:
    """The noun of a slip in an address, the kind of the slip in the program."""

    regex = "|".join(KINDS)

    def to_python(self, value: str) -> str:
        """Return the kind."""
        return KINDS[value]

    def to_url(self, value: str) -> str:
        """Return the noun."""
        return NOUNS[value]


@require_safe
def slip(request: ActedRequest, dossier_id: UUID, kind: str) -> HttpResponse:
    """Show the latest slip of a kind: ``?paper=A4``, ``?copies=2`` for both copies, ``?format=pdf``, ``?issue=``."""
    dossier = seen(request, dossier_id, kind)
    if kind == "control-slip" and (is_own(request, dossier) or not request.actor.is_official):
        raise _none()
    shown = (
        replace(slips.control(dossier, request.at), late=late_marks.of(dossier.pk))
        if kind == "control-slip"
        else _issued(dossier, kind, request.GET.get("issue", ""))
    )
    asked = request.GET.get("paper", "A5").upper()
    paper: Size = "A4" if asked == "A4" else "A5"
    copies = request.GET.get("copies", "") == "2"
    response = _pdf(dossier, shown, paper, copies) if request.GET.get("format") == "pdf" else None
    response = response or _sheet(request, dossier, shown, paper, copies)
    add_never_cache_headers(response)
    return response


def _issued(dossier: Dossier, kind: str, issue: str) -> forms.Slip:
    """Return the slip in force, or for ``issue`` the one of that entry: a receipt that was replaced says so."""
    listed = list(Slip.objects.filter(dossier_id=dossier.pk, kind=kind).order_by("-issued_at", "-pk"))
    found = next((slip for slip in listed if not issue or str(slip.seq) == issue), None)
    if found is None:
        raise _none()
    if not found.data:
        raise Refused(
            "not_found",
            _("Nội dung phiếu này đã được xóa theo căn cứ pháp luật; số phiếu vẫn giữ trong sổ."),
            _("Mở trang hồ sơ để xem căn cứ xóa."),
        )
    found.dossier = dossier
    shown = slips.stored(found)
    if isinstance(shown, forms.ReceiptSlip) and found is not listed[0]:
        return replace(
            shown, remark=f"Đã được thay bằng giấy cấp lại lúc {spoken(listed[0].issued_at)}, không còn dùng"
        )
    again = printing.remark(dossier) if isinstance(shown, forms.ReceiptSlip) else ""
    if isinstance(shown, forms.ReceiptSlip) and again:
        return replace(shown, remark=" · ".join(filter(None, (shown.remark, again))))
    return shown


def _sheet(request: ActedRequest, dossier: Dossier, shown: forms.Slip, paper: Size, copies: bool) -> HttpResponse:
    both = "&copies=2" if copies else ""
    context = {
        **forms.context(shown),
        "paper": paper,
        "copies": shown.copies if copies else (),
        "back": _back(request, dossier),
        "pdf_url": f"?format=pdf&paper={paper}{both}",
        "other": next(size for size in PAPERS if size != paper),
        "both": both,
    }
    return render(request, "dossiers/slip.html", context)


def _back(request: ActedRequest, dossier: Dossier) -> str:
    if is_own(request, dossier):
        return reverse("dossiers:own", args=[dossier.pk])
    if request.actor.is_official:
        return reverse("dossiers:officer", args=[dossier.pk])
    return reverse("dossiers:track", args=[dossier.code])


def _pdf(dossier: Dossier, shown: forms.Slip, paper: Size, copies: bool) -> HttpResponse:
    name = f"{NOUNS[shown.kind]}-{dossier.code}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(forms.render_pdf(shown, paper, copies=copies), content_type="application/pdf", headers=headers)


def _none() -> Refused:
    return Refused("not_found", _("Hồ sơ chưa có giấy này."), _("Mở trang hồ sơ để xem các giấy tờ đã được cấp."))
