"""Lasting mandates at the counter: who may hand in for whom until when; recorded and ended on one page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.core.procedure.forms import FormField
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import history, policies
from motcua.dossiers.actions.record_mandate import record_mandate
from motcua.dossiers.actions.revoke_mandate import revoke_mandate
from motcua.dossiers.entries import LineField, build
from motcua.dossiers.mandates import SAID
from motcua.dossiers.models import Applicant, Mandate
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.counter import desk_unit
from motcua.people import access
from motcua.people.middleware import ActedRequest
from motcua.ui import refusals
from motcua.ui.forms import DayField, Form, key_of

MOST = 200


class MandateForm(Form):
    """Both persons, the paper that says so, and the days between which it holds."""

    applicant_name = LineField(label=_("Người ủy quyền (cá nhân hoặc tổ chức)"), max_length=200)
    name = LineField(label=_("Người được ủy quyền"), max_length=200)
    paper = LineField(
        label=_("Giấy ủy quyền"),
        max_length=200,
        help_text=_("Tên, số, ngày của văn bản, ví dụ: Hợp đồng dịch vụ kế toán 01/2026 ngày 02/01/2026."),
    )
    since = DayField(label=_("Từ ngày"))
    until = DayField(label=_("Đến hết ngày"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = kwargs["initial"]["since"]
        for field, label in (
            (FormField("applicant_id", "", "national_id"), _("Số định danh của người ủy quyền (nếu là cá nhân)")),
            (FormField("national_id", "", "national_id"), _("Số định danh của người được ủy quyền")),
            (FormField("phone", "", "phone"), _("Điện thoại của người được ủy quyền")),
        ):
            self.fields[field.code] = build(field, today, required=field.code == "national_id")
            self.fields[field.code].label = label
        self.order_fields([*SAID, "since", "until"])


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def mandates(request: ActedRequest) -> HttpResponse:
    """List the mandates of the counter and record another one."""
    unit = desk_unit(request, request.actor)
    policies.can_receive(request.actor, unit).enforce()
    today = local(request.at).date()
    form = MandateForm(request.POST or None, initial={"since": today})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            record_mandate(
                unit,
                actor=request.actor,
                at=request.at,
                key=key_of(request),
                persons={name: data[name] for name in SAID},
                since=data["since"],
                until=data["until"],
            )
        except Refused as refused:
            form.add_error(None, refusals.sentences(refused))
        else:
            messages.success(request, _now("Đã ghi ủy quyền lâu dài."))
            return redirect("dossiers:mandates")
    access.seen(request.actor, f"mandates:{unit}", "register", request.at)
    rows = Mandate.objects.filter(unit=unit).order_by(F("revoked_at").desc(nulls_first=True), "-until", "pk")[:MOST]
    context = {
        "form": form,
        "rows": [(row, row.revoked_at is None and row.until >= today) for row in rows],
        "unit_name": history.unit_names({unit}).get(unit, unit),
        "helped": Applicant.objects.filter(reception_unit=unit, helped=True).count(),
    }
    return render(request, "dossiers/desk/mandates.html", context, status=400 if form.errors else 200)


@require_POST
@officials_only
def revocation(request: ActedRequest, mandate_id: UUID) -> HttpResponse:
    """End a mandate as whoever gave it asks."""
    revoke_mandate(mandate_id, actor=request.actor, at=request.at, key=key_of(request))
    messages.success(request, _now("Đã ghi việc thôi ủy quyền."))
    return redirect("dossiers:mandates")
