"""Reserving and cancelling numbers, each on a page of its own."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.core.refusal import Refused
from motcua.documents import book, numbers, policies
from motcua.documents.actions.cancel_number import cancel_number
from motcua.documents.actions.reserve_numbers import reserve_numbers
from motcua.documents.models import BookedNumber
from motcua.documents.models.numbers import CANCELLED, STATES
from motcua.documents.web.officer.forms import CancellationForm, ReservationForm
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.ui import refusals
from motcua.ui.forms import key_of


@require_http_methods(["GET", "HEAD", "POST"])
def reservation(request: ActedRequest) -> HttpResponse:
    """Ask how many numbers of which series, and reserve them."""
    agency = request.GET.get("agency", "")
    if agency not in book.agencies(request.actor) or not policies.can_keep(request.actor, agency).allowed:
        raise Refused("not_found", _("Không có trang này."), _("Sổ do văn thư của cơ quan giữ."))
    kept = book.series_of(agency)
    options = [(one.code, f"{one.code} · {one.name}") for one in kept]
    sent = request.POST if request.method == "POST" else None
    form = ReservationForm(sent, series=options, initial={"series": request.GET.get("series", "")})
    if sent is not None and form.is_valid():
        try:
            block = reserve_numbers(
                agency, actor=request.actor, at=request.at, key=key_of(request), **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, refusals.sentences(refused))
        else:
            words = _("Đã dành trước %(first)s đến %(last)s.")
            messages.success(request, words % {"first": block[0].symbol, "last": block[-1].symbol})
            return redirect(_book(agency, form.cleaned_data["series"], block[0].year))
    upcoming = [numbers.upcoming(agency, one.code, request.at).symbol for one in kept]
    context = {
        "form": form,
        "agency_name": people.unit(agency).name,
        "upcoming": upcoming,
        "back": _book(agency, request.GET.get("series", ""), numbers.local_day(request.at).year),
    }
    return render(request, "documents/numbers/reservation.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def cancellation(request: ActedRequest, number_id: int) -> HttpResponse:
    """Ask why a number is cancelled, and cancel it."""
    row = BookedNumber.objects.filter(pk=number_id).first()
    if row is None or not policies.can_keep(request.actor, row.agency).allowed:
        raise Refused("not_found", _("Không có số này trong sổ của bạn."), _("Sổ do văn thư của cơ quan giữ."))
    back = _book(row.agency, row.series, row.year)
    if row.state == CANCELLED and request.method != "POST":
        messages.warning(request, _("Số %(symbol)s đã hủy trước đó.") % {"symbol": row.symbol})
        return redirect(back)
    sent = request.POST if request.method == "POST" else None
    form = CancellationForm(sent, row=row)
    if sent is not None and form.is_valid():
        try:
            cancel_number(
                *(row.agency, row.series, row.year, row.number),
                **form.cleaned_data,
                actor=request.actor,
                at=request.at,
                key=key_of(request),
            )
        except Refused as refused:
            form.add_error(None, refusals.sentences(refused))
        else:
            messages.success(request, _("Đã hủy số %(symbol)s; số vẫn nằm trong sổ.") % {"symbol": row.symbol})
            return redirect(back)
    context = {"form": form, "row": row, "state": STATES[row.state], "back": back}
    return render(request, "documents/numbers/cancellation.html", context, status=400 if form.errors else 200)


def _book(agency: str, series: str, year: int) -> str:
    return f"{reverse('documents:books')}?{urlencode({'agency': agency, 'series': series, 'year': year})}"
