"""Reporting what went wrong: papers or money beyond the list, being sent away, a refusal without reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.core.refusal import Refused
from motcua.core.signs.reports import LONGEST
from motcua.dossiers import tracking
from motcua.dossiers.actions.report import file_report
from motcua.dossiers.models import Dossier, Report
from motcua.dossiers.models.signs import REPORTS
from motcua.dossiers.web.citizen.door import no_store
from motcua.dossiers.web.citizen.tracking import DigitsForm, find, open_by_digits
from motcua.dossiers.web.seeing import is_own, proved
from motcua.people.middleware import ActedRequest
from motcua.ui import refusals
from motcua.ui.forms import Form, key_of


class ReportForm(Form):
    """What happened, and in own words when and by whom."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Chuyện gì đã xảy ra?"), choices=REPORTS.items(), widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("Kể lại: ngày nào, ở đâu, ai nói gì"),
        help_text=gettext_lazy("Chỉ thanh tra và người phụ trách đơn vị đọc được."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: ActedRequest, code: str) -> HttpResponseBase:
    """Report a demand beyond the rules with one's account or after the last digits, and read the answers."""
    dossier = find(code)
    if dossier is None:
        raise Refused(
            "not_found",
            _("Không có hồ sơ mang mã này."),
            _("Xem lại mã in trên giấy hẹn, rồi tra cứu bằng mã đó."),
        )
    opened = proved(request, dossier.pk)
    if not (opened or is_own(request, dossier)):
        return _door(request, dossier)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            file_report(
                dossier.pk, actor=request.actor, at=request.at, key=key_of(request), proved=opened, **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, refusals.sentences(refused))
        else:
            messages.success(request, _("Đã gửi phản ánh. Trả lời sẽ hiện ở trang này."))
            return redirect("dossiers:report", dossier.code)
    return no_store(_page(request, dossier, form, status=400 if form.errors else 200))


def _door(request: ActedRequest, dossier: Dossier) -> HttpResponse:
    form = DigitsForm(request.POST if "digits" in request.POST else None)
    if request.method == "POST" and form.is_valid():
        opened = open_by_digits(request, dossier, form, "dossiers:report")
        if opened is not None:
            return opened
    return no_store(_page(request, dossier, form, closed=True))


def _page(
    request: ActedRequest, dossier: Dossier, form: Form, *, closed: bool = False, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "dossier": dossier,
        "form": form,
        "closed": closed,
        "procedure": tracking.definition(dossier),
        "reports": [] if closed else list(Report.objects.filter(dossier_id=dossier.pk).order_by("-filed_at", "pk")),
    }
    return render(request, "dossiers/citizen/report.html", context, status=status)
