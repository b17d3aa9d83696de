"""One report of a citizen: read by auditors and those who answer for the unit, answered by the latter."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.core.refusal import Refused
from motcua.dossiers import queries, report_list, sign_policies
from motcua.dossiers.actions.report import answer_report, touched
from motcua.dossiers.models.signs import OUTCOMES
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.forms import lines_of
from motcua.dossiers.web.desk.signs import for_lookers
from motcua.people import access
from motcua.people.middleware import ActedRequest
from motcua.ui import refusals
from motcua.ui.forms import Form, key_of


class AnswerForm(Form):
    """What was found, in words that the citizen reads."""

    outcome = forms.ChoiceField(label=gettext_lazy("Kết luận"), choices=OUTCOMES.items(), widget=forms.RadioSelect)
    answer = lines_of(gettext_lazy("Trả lời người dân"), 5, help_text=gettext_lazy("Người dân đọc được nguyên văn."))


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def report(request: ActedRequest, report_id: UUID) -> HttpResponse:
    """Show a report; who answers for the unit and did not do what it is about answers it, once."""
    for_lookers(request)
    row = report_list.seen_by(request.actor).filter(pk=report_id).first()
    if row is None:
        raise Refused("not_found", _("Không có phản ánh này."), _("Xem lại danh sách phản ánh."))
    access.seen(request.actor, f"dossier:{row.dossier_id}", "report", request.at)
    verdict = sign_policies.can_answer(request.actor, row.unit, touched(row.dossier_id))
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_report(row.pk, actor=request.actor, at=request.at, key=key_of(request), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refusals.sentences(refused))
        else:
            messages.success(request, _("Đã trả lời người dân."))
            return redirect("dossiers:extra_demands")
    context = {
        "line": report_list.lines([row], request.at)[0],
        "form": form if row.answered_at is None and verdict.allowed else None,
        "why_not": "" if verdict.allowed else _(verdict.reason),
        "may_open": queries.visible_to(request.actor).filter(pk=row.dossier_id).exists(),
    }
    return render(request, "dossiers/desk/report.html", context, status=400 if form.errors else 200)
