"""The cashier's day-end sheet: sums that add up to the payments, notes counted, closed once and for all."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.refusal import Refused
from motcua.core.till import NOTES
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import history, policies, tills
from motcua.dossiers.actions.close_till import close_till
from motcua.dossiers.entries import LineField, NumberField
from motcua.dossiers.models import Till
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.cashier import till_unit
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.ui import refusals
from motcua.ui.formatting import money
from motcua.ui.forms import Form, key_of

METHODS: Final = {"cash": _("Tiền mặt"), "transfer": _("Chuyển khoản"), "gateway": _("Thanh toán trực tuyến")}
KINDS: Final = {"fee": _("Phí"), "charge": _("Lệ phí"), "price": _("Giá dịch vụ"), "unknown": _("Chưa phân loại")}
MOST: Final = 60
FIRST: Final = date(2000, 1, 1)  # before it no till was kept here


class TillForm(Form):
    """What lay in the till in the morning, and the notes that lie there now."""

    opening = NumberField(label=_("Tiền mặt đầu ca"), at_least=0, at_most=1_000_000_000, required=False)
    reason = LineField(label=_("Lý do chênh lệch (nếu có)"), required=False, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for note in NOTES:
            box = forms.TextInput(attrs={"inputmode": "numeric", "class": "count-box", "autocomplete": "off"})
            self.fields[f"note_{note}"] = NumberField(
                label=_now("Số tờ %(note)s") % {"note": money(note)},
                at_least=0,
                at_most=100_000,
                required=False,
                widget=box,
            )

    def notes(self) -> list[tuple[str, forms.BoundField]]:
        """Return the boxes of the notes, the largest first."""
        return [(money(note), self[f"note_{note}"]) for note in NOTES]

    def counted(self) -> dict[int, int]:
        """Return how many of each note were counted."""
        return {note: self.cleaned_data.get(f"note_{note}") or 0 for note in NOTES}


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def till(request: ActedRequest) -> HttpResponse:
    """Show what the actor's till must hold and let it be counted and closed."""
    unit = till_unit(request)
    today = local(request.at).date()
    day = _day(request.GET.get("day", ""), today)
    form = TillForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            closed = close_till(
                unit,
                day,
                actor=request.actor,
                at=request.at,
                key=key_of(request),
                opening=form.cleaned_data["opening"] or 0,
                notes=form.counted(),
                reason=form.cleaned_data["reason"],
            )
        except Refused as refused:
            form.add_error(None, refusals.sentences(refused))
        else:
            return redirect("dossiers:till_sheet", closed)
    rows = tills.payments(unit, request.actor.id, day)
    opening = form.cleaned_data.get("opening") or 0 if form.is_bound and hasattr(form, "cleaned_data") else 0
    sums = tills.sums(opening, rows)
    context = {
        "form": form,
        "day": day,
        "rows": rows,
        "sums": sums,
        "tables": _tables(sums.payload()),
        "unit_name": history.unit_names({unit}).get(unit, unit),
        "sheets": Till.objects.filter(unit=unit, cashier=request.actor.id).order_by("-closed_at")[:MOST],
        "others": _others(request, unit),
        "open_days": [one for one in tills.open_days(unit, request.actor.id, today) if one != day],
    }
    return render(request, "dossiers/desk/till.html", context, status=400 if form.errors else 200)


@require_safe
@officials_only
def till_sheet(request: ActedRequest, till_id: UUID) -> HttpResponse:
    """Show a closed sheet, to print and sign."""
    sheet = Till.objects.filter(pk=till_id).first()
    if sheet is None or not policies.can_read_till(request.actor, sheet.unit, sheet.cashier).allowed:
        raise Refused("not_found", _now("Không có sổ quỹ này."), _now("Xem danh sách ở trang «Sổ quỹ»."))
    context = {
        "sheet": sheet,
        "cashier": people.names([sheet.cashier])[sheet.cashier],
        "unit_name": history.unit_names({sheet.unit}).get(sheet.unit, sheet.unit),
        "tables": _tables(sheet.sums),
        "notes": [
            (money(int(note)), number, money(int(note) * number))
            for note, number in sorted(sheet.notes.items(), key=lambda item: -int(item[0]))
        ],
    }
    return render(request, "dossiers/desk/till_sheet.html", context)


def _tables(sums: dict[str, Any]) -> dict[str, Any]:
    """Return the sums with the names that people give them."""
    return {
        "taken": [(METHODS.get(code, code), amount) for code, amount in sums["taken"].items()],
        "fees": [(KINDS.get(code, code), amount) for code, amount in sums["fees"].items()],
        "refunds": [(METHODS.get(code, code), amount) for code, amount in sums["refunds"].items()],
        "total": sum(sums["taken"].values()),
        **{name: sums[name] for name in ("opening", "expected", "remitted", "exemptions", "receipts")},
        "first": sums["first_receipt"],
        "last": sums["last_receipt"],
    }


def _others(request: ActedRequest, unit: str) -> list[dict[str, Any]]:
    """Return the closed sheets of colleagues, for whoever answers for the counter."""
    if not policies.can_read_till(request.actor, unit, "").allowed:
        return []
    found = list(Till.objects.filter(unit=unit).exclude(cashier=request.actor.id).order_by("-closed_at")[:MOST])
    names = people.names({sheet.cashier for sheet in found})
    return [{"sheet": sheet, "name": names.get(sheet.cashier, "")} for sheet in found]


def _day(text: str, today: date) -> date:
    try:
        return min(max(date.fromisoformat(text), FIRST), today)
    except ValueError:
        return today
