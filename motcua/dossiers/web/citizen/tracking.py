"""Tracking: the code alone says how far a dossier is; the last digits of phone or identity number say the rest."""

from __future__ import annotations

from hmac import compare_digest
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from motcua.documents import codes
from motcua.dossiers import entries, queries, tracking, tries
from motcua.dossiers.models import Applicant, Dossier
from motcua.dossiers.particulars import lines, may, particulars
from motcua.dossiers.web.citizen import devices
from motcua.dossiers.web.citizen.door import no_store
from motcua.dossiers.web.citizen.remembered import remembered
from motcua.dossiers.web.seeing import forget, is_own, prove, proved
from motcua.notices import queries as letters
from motcua.people.middleware import ActedRequest
from motcua.people.network import network_of
from motcua.ui.forms import Form

SEVERAL = require_http_methods(["GET", "HEAD", "POST"])
DIGITS = 4
BOX = {"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-10"}


class SearchForm(Form):
    """The code on the slip and, if the person wants to see everything, the last four digits."""

    code = forms.CharField(
        label=gettext_lazy("Mã hồ sơ"),
        help_text=gettext_lazy("In trên giấy hẹn và trong tin nhắn, ví dụ H37.50.01-260429-0012."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    digits = forms.CharField(
        label=gettext_lazy("4 số cuối điện thoại hoặc số định danh của người nộp"),
        help_text=gettext_lazy("Không có vẫn xem được hồ sơ đang ở đâu; có thì xem được tất cả."),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs=BOX),
    )


class DigitsForm(Form):
    """The last four digits, on the page of a dossier."""

    digits = forms.CharField(
        label=gettext_lazy("4 số cuối điện thoại hoặc số định danh của người nộp"),
        max_length=30,
        widget=forms.TextInput(attrs=BOX),
    )


@SEVERAL
def search(request: ActedRequest) -> HttpResponseBase:
    """Ask for the code; the digits, if given, never go into an address."""
    form = SearchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        dossier = find(form.cleaned_data["code"])
        if dossier is None:
            return _unknown(request, form.cleaned_data["code"])
        if not form.cleaned_data["digits"]:
            return redirect("dossiers:track", dossier.code)
        if _open(request, dossier, form, form.cleaned_data["digits"]):
            return _opened(request, dossier)
    return no_store(render(request, "dossiers/citizen/tracking_search.html", {"form": form}))


@csrf_exempt  # the page is the same for every visitor; what a foreign page sends through a visitor is not looked at
@SEVERAL
def track(request: ActedRequest, code: str) -> HttpResponseBase:
    """Show a dossier by its code: all of it to the applicant or after the digits, else nothing personal."""
    return remembered(request, codes.normalise(code[:200]), lambda: _track(request, code))


def _track(request: ActedRequest, code: str) -> HttpResponse:
    dossier = find(code)
    if dossier is None:
        return _unknown(request, code)
    form = DigitsForm(request.POST or None)
    if request.method == "POST":
        if "close" in request.POST:
            forget(request, dossier.pk)
            devices.forget(request, dossier.pk)
            return redirect("dossiers:track", dossier.code)
        if form.is_valid() and _open(request, dossier, form, form.cleaned_data["digits"]):
            return _opened(request, dossier)
    opened = proved(request, dossier.pk)
    own = not opened and is_own(request, dossier)
    context = story(request, dossier, whole=opened or own)
    rate = not dossier.rating and may(dossier, "rate")
    context |= {"form": form, "opened": opened, "own": own, "rate": rate}
    response = render(request, "dossiers/citizen/tracking.html", context)
    return no_store(response) if opened or own or form.is_bound else response


def story(request: ActedRequest, dossier: Dossier, *, whole: bool) -> dict[str, Any]:
    """Return the blocks of the page in order; without ``whole`` there is nothing personal among them."""
    context: dict[str, Any] = {
        "dossier": dossier,
        "procedure": tracking.definition(dossier),
        "case": tracking.case(dossier),
        "headline": tracking.headline(dossier, request.at),
        "meeting": tracking.meeting(dossier, request.at),
        "milestones": tracking.milestones(dossier, request.at),
    }
    if whole:
        told = particulars(dossier)
        context |= {"told": told, "entries": lines(told.entries, request.at)}
        context["sent"] = letters.told(f"{Dossier.stream_prefix}:{dossier.pk}")
    return context


def find(text: str) -> Dossier | None:
    """Return the dossier with that code, typed or scanned; codes given by other systems are taken as they are."""
    code = codes.normalise(text[:200])
    return queries.by_code(code) or (queries.by_code(text.strip()[:80]) if code != text.strip().upper() else None)


def _open(request: ActedRequest, dossier: Dossier, form: Form, given: str) -> bool:
    """Check the last digits, or the whole number; the form says what is wrong, and when digits no longer count."""
    digits = "".join(given.split())
    four = len(digits) == DIGITS and digits.isdigit() and digits.isascii()
    whole = entries.phone(given) or entries.identity(given)
    if not four and not whole:
        form.add_error("digits", _("Hãy nhập đúng 4 chữ số cuối, hoặc đủ số điện thoại hay số định danh."))
        return False
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        form.add_error("digits", _("Hãy nhập số ngay trên trang này."))
        return False
    caller = tries.Caller(network_of(request), devices.device_of(request, dossier.pk))
    turn = tries.take(dossier.pk, caller, whole=not four, at=request.at)
    if turn.verdict:
        form.add_error("digits", STOPPED[turn.verdict])
        return False
    numbers = _endings(dossier) if four else _numbers(dossier)
    if any(compare_digest((digits if four else whole).encode(), number.encode()) for number in numbers):
        tries.right(turn)
        prove(request, dossier.pk)
        return True
    form.add_error("digits", _wrong(turn, four=four))
    return False


STOPPED = {
    "whole": gettext_lazy(
        "Đã nhập sai nhiều lần nên 4 số cuối tạm thời không dùng được. "
        "Hãy nhập đủ số điện thoại hoặc số định danh của người nộp."
    ),
    "tomorrow": gettext_lazy(
        "Hôm nay đã nhập sai quá nhiều lần từ mạng này. "
        "Hãy thử lại ngày mai, đăng nhập bằng tài khoản đã nộp, hoặc hỏi tại quầy."
    ),
}


def _wrong(turn: tries.Turn, *, four: bool) -> str:
    if not four:
        return _("Số này không phải số điện thoại hay số định danh của người nộp.")
    if not turn.left:
        return f"{_('4 số cuối chưa đúng.')} {STOPPED['whole']}"
    return _("4 số cuối chưa đúng. Còn %(left)d lần thử.") % {"left": turn.left}


def open_by_digits(request: ActedRequest, dossier: Dossier, form: Form, to: str) -> HttpResponse | None:
    """Open a dossier by the digits of a valid form and go to a page of it; None: the form says what is wrong."""
    return _opened(request, dossier, to) if _open(request, dossier, form, form.cleaned_data["digits"]) else None


def _opened(request: ActedRequest, dossier: Dossier, to: str = "dossiers:track") -> HttpResponse:
    response = redirect(to, dossier.code)
    devices.remember(request, response, dossier.pk)
    return response


def _numbers(dossier: Dossier) -> list[str]:
    """Return the applicant's phone and identity number as the checks of a form write them."""
    found = Applicant.objects.filter(dossier_id=dossier.pk).values_list("phone", "national_id").first()
    phone, identity = found or ("", "")
    return [number for number in (entries.phone(phone), entries.identity(identity)) if number]


def _endings(dossier: Dossier) -> list[str]:
    row = Applicant.objects.filter(dossier_id=dossier.pk).values_list("phone", "national_id").first()
    numbers = ["".join(c for c in number if c.isdigit()) for number in row or ()]
    return [number[-DIGITS:] for number in numbers if len(number) >= 9]


def _unknown(request: ActedRequest, code: str) -> HttpResponse:
    context = {"code": code.strip()[:80], "shape": codes.is_code(code), "form": SearchForm(initial={"code": code[:80]})}
    return no_store(render(request, "dossiers/citizen/tracking_unknown.html", context, status=404))
