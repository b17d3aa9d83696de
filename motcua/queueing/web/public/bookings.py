"""The appointment book for everybody: choose day and slot, book, find again, change, give up."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.refusal import Refused
from motcua.people.middleware import ActedRequest
from motcua.people.models import OrgUnit
from motcua.people.network import network_of
from motcua.queueing import booking, limits, queries
from motcua.queueing.actions.arrive import arrive
from motcua.queueing.actions.book import book, cancel
from motcua.queueing.actions.change_booking import change_booking
from motcua.queueing.models import Booking
from motcua.queueing.web.public.booking_forms import CodeForm, PersonForm, found_by
from motcua.queueing.web.public.shown import code_of
from motcua.ui import refusals
from motcua.ui.forms import key_of


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActedRequest, unit: str) -> HttpResponse:
    """Choose kind of work, day and slot, then say who comes."""
    found = queries.hall(unit, request.at)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        limits.count("booking", network_of(request), request.at)
        try:
            row = book(
                unit,
                request.POST.get("group", ""),
                moment_of(request.POST.get("slot", "")),
                **form.cleaned_data,
                actor=request.actor,
                at=request.at,
                key=key_of(request),
            )
        except Refused as refused:
            form.add_error(None, refusals.sentences(refused))
        else:
            return redirect("queueing:booking", row.id)
    context = {**choice(found, request), "form": form, "person": True}
    return render(request, "queueing/public/book.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def lookup(request: ActedRequest) -> HttpResponse:
    """Find a booking again by its code and telephone number."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        limits.count("lookup", network_of(request), request.at)
        try:
            return redirect("queueing:booking", found_by(**form.cleaned_data).id)
        except Refused as refused:
            form.add_error(None, refusals.sentences(refused))
    return render(request, "queueing/public/lookup.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
def one(request: ActedRequest, booking_id: UUID) -> HttpResponse:
    """Show a booking: when, where, its code, what can still be done."""
    row = _row(booking_id)
    response = render(
        request, "queueing/public/booking.html", {**_told(row, request), "qr": code_of("booking", row.id)}
    )
    add_never_cache_headers(response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActedRequest, booking_id: UUID) -> HttpResponse:
    """Move a booking to another slot."""
    row = _row(booking_id)
    errors = ""
    if request.method == "POST":
        try:
            change_booking(
                booking_id,
                request.POST.get("group", ""),
                moment_of(request.POST.get("slot", "")),
                actor=request.actor,
                at=request.at,
                key=key_of(request),
            )
            return redirect("queueing:booking", booking_id)
        except Refused as refused:
            errors = refusals.sentences(refused)
    context = {**choice(queries.hall(row.unit, request.at), request, row), **_told(row, request), "refused": errors}
    return render(request, "queueing/public/book.html", context, status=409 if errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def cancellation(request: ActedRequest, booking_id: UUID) -> HttpResponse:
    """Give a booking up after asking once."""
    row = _row(booking_id)
    if request.method == "POST":
        cancel(booking_id, actor=request.actor, at=request.at, key=key_of(request))
        return redirect("queueing:booking", booking_id)
    return render(request, "queueing/public/booking_cancellation.html", _told(row, request))


@require_http_methods(["POST"])
def arrival(request: ActedRequest, booking_id: UUID) -> HttpResponse:
    """Take the number of a booking with one's own telephone in the hall."""
    return redirect("queueing:ticket", arrive(booking_id, actor=request.actor, at=request.at, key=key_of(request)).id)


def choice(unit: OrgUnit, request: ActedRequest, row: Booking | None = None) -> dict[str, Any]:
    """Return the days and slots to choose from, as the address or the form sent says."""
    plan = queries.plan_for(unit.code)
    asked = request.POST if request.method == "POST" else request.GET
    days = booking.days(unit.code, plan, request.at)
    group = asked.get("group", row.group if row else "")
    group = group if plan.group(group) else (plan.groups[0].code if plan.groups else "")
    wanted = asked.get("day", "")
    day = next((day for day in days if day.isoformat() == wanted), days[0] if days else None)
    slots = booking.free(unit.code, group, day, plan, request.at) if day else []
    return {
        "unit": unit,
        "plan": plan,
        "group": group,
        "days": days,
        "day": day,
        "slots": slots,
        "any_free": any(one.left for one in slots),
        "slot": asked.get("slot", ""),
    }


def moment_of(text: str) -> datetime:
    """Read the slot that a form names."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or not date(2020, 1, 1) <= found.date() <= date(2100, 1, 1):
        raise Refused("no_such_slot", _("Chưa chọn khung giờ."), _("Chọn một khung giờ còn chỗ."))
    return found


def _row(booking_id: UUID) -> Booking:
    row = Booking.objects.select_related("person").filter(pk=booking_id).first()
    if row is None:
        raise Refused("not_found", _("Không có lịch hẹn này."), _("Tìm lại bằng mã đặt lịch và số điện thoại."))
    return row


def _told(row: Booking, request: ActedRequest) -> dict[str, Any]:
    plan = queries.plan_for(row.unit)
    group = plan.group(row.group)
    person = getattr(row, "person", None)
    return {
        "row": row,
        "unit": queries.hall(row.unit, request.at),
        "group_name": group.name if group else row.group,
        "name": person.name if person else "",
        "phone": f"…{person.phone[-3:]}" if person else "",
        "plan": plan,
        "awaited": row.state == booking.BOOKED,
    }
