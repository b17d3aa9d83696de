"""The cashier's desk: who owes what today, money taken at one key, and the receipt to hand over."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.db.models import F, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.documents import qr
from motcua.dossiers import counter_data, fees, history, policies, queries, searching, tills
from motcua.dossiers.actions.pay import pay
from motcua.dossiers.law import definition_of
from motcua.dossiers.models import Dossier, Payment
from motcua.dossiers.models.dossier import CLOSED_VALUES
from motcua.dossiers.reading import Found, read
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.blocks import definition_of_row
from motcua.dossiers.web.desk.closing_forms import PaymentForm
from motcua.dossiers.web.desk.counter import desk_unit
from motcua.people import access
from motcua.people.middleware import ActedRequest
from motcua.ui import refusals
from motcua.ui.forms import key_of

MOST: Final = 100


@require_safe
@officials_only
def cashier(request: ActedRequest) -> HttpResponse:
    """List what is owed at this counter, the results that lie ready first; a search narrows it."""
    unit = till_unit(request)
    # The scanner types the address that the QR code of a receipt holds: its last part is the dossier's code.
    text = request.GET.get("q", "").strip().rsplit("/t/", 1)[-1]
    found = queries.register(request.actor, [unit], text) if text else queries.register(request.actor, [unit])
    owing = found.exclude(state__in=CLOSED_VALUES).filter(
        Q(fee_due__gt=F("fee_paid")) | Q(fee_due__isnull=True, fee_paid=0, decided_at__isnull=False)
    )
    with searching.careful():
        rows = [_line(dossier) for dossier in owing.select_related("applicant")[:MOST]]
    rows.sort(key=lambda row: not row["ready"])
    today = tills.payments(unit, request.actor.id, local(request.at).date())
    context = {
        "rows": rows,
        "text": text,
        "unit_name": history.unit_names({unit}).get(unit, unit),
        "sums": tills.sums(0, today),
        "paid": _paid(request),
    }
    return render(request, "dossiers/desk/cashier.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def collection(request: ActedRequest, dossier_id: UUID) -> HttpResponse:
    """Take the money of one dossier: the lines of the fee, cash or transfer with its code, one key."""
    dossier = queries.get(request.actor, dossier_id)
    found = read(dossier_id)
    policies.can_take_money(request.actor, found).enforce()
    access.seen(request.actor, f"dossier:{dossier_id}", "dossier", request.at)
    owed = (found.now.fee_due or 0) - found.now.fee_paid
    known = found.now.fee_due is not None
    form = PaymentForm(request.POST or None, owed=owed, published=known)
    if request.method == "POST" and form.is_valid():
        try:
            done = pay(dossier_id, actor=request.actor, at=request.at, key=key_of(request), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refusals.sentences(refused))
        else:
            return redirect(f"{reverse('dossiers:cashier')}?paid={done.dossier_id}")
    context = {"dossier": dossier, "form": form, "owed": owed, "known": known, **_reckoning(found, owed)}
    return render(request, "dossiers/desk/collection.html", context, status=400 if form.errors else 200)


def till_unit(request: ActedRequest) -> str:
    """Return the counter whose money the actor takes; Refused for those who take none."""
    unit = desk_unit(request, request.actor)
    policies.can_keep_till(request.actor, unit).enforce()
    return unit


def _line(dossier: Dossier) -> dict[str, Any]:
    return {
        "dossier": dossier,
        "title": definition_of_row(dossier).title,
        "owed": None if dossier.fee_due is None else dossier.fee_due - dossier.fee_paid,
        "ready": dossier.step_kind == "return",
    }


def _paid(request: ActedRequest) -> Payment | None:
    """Return the payment that was just taken, if the actor took it."""
    given = request.GET.get("paid", "")
    try:
        wanted = UUID(given)
    except ValueError:
        return None
    mine = Payment.objects.filter(dossier_id=wanted, kind="paid", taken_by=request.actor.id)
    return mine.select_related("dossier").order_by("-seq").first()


def _reckoning(found: Found, owed: int) -> dict[str, Any]:
    now, answers, reckoned = found.now, fees.answers_of(found.id), fees.lines_of(found)
    lines = [
        {"name": line.fee.name, "reckoned": fees.reckoned(line, answers), "amount": line.amount, "fee": line.fee}
        for line in reckoned
    ]
    drawn = counter_data.transfer_code(now.reception_unit, owed, now.code)
    return {
        "lines": lines,
        "definition": definition_of(now),
        "claims": bool(fees.claims(found)) and not now.relief,
        "account": counter_data.account_of(now.reception_unit),
        "purpose": now.code,
        "qr": mark_safe(qr.svg(drawn)) if drawn else "",  # noqa: S308 - our own drawing, no text in it
        "refund_rule": _refund_rule(all(line.fee.refundable for line in reckoned)),
    }


def _refund_rule(refundable: bool) -> str:
    """Say whether the money comes back when the dossier is not granted."""
    if refundable:
        return _("Hồ sơ dừng, rút hoặc bị từ chối thì được hoàn lại.")
    return _("Không hoàn khi hồ sơ không được giải quyết; chỉ hoàn khoản thu nhầm, thu thừa hoặc được miễn.")
