"""Repealing a procedure: the decision, its days, what takes its place, and what becomes of open dossiers."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.core.refusal import Refused
from motcua.people.queries import local_day
from motcua.procedures import policies, ports, queries
from motcua.procedures.actions import repeal as act
from motcua.procedures.web.officer.access import BOTH, acted, keyed, seen
from motcua.procedures.web.officer.route_forms import PublicationForm
from motcua.ui.refusals import sentences

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

TREATMENTS: "Final[dict[str, StrPromise]]" = {
    "finish": gettext_lazy("Giải quyết tiếp theo bản đang áp dụng khi tiếp nhận"),
    "replacement": gettext_lazy("Hướng dẫn người nộp chuyển sang thủ tục thay thế"),
    "stop": gettext_lazy("Dừng giải quyết, trả hồ sơ theo quy định chuyển tiếp"),
}


class RepealForm(PublicationForm):
    """The decision that repeals; the question about open dossiers stands only where there are any."""

    replaced_by = forms.CharField(
        label=gettext_lazy("Mã thủ tục thay thế"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Nhiều mã thì cách nhau bằng dấu phẩy. Để trống khi không có thủ tục thay thế."),
    )
    treatment = forms.ChoiceField(
        label=gettext_lazy("Hồ sơ đang giải quyết thì làm thế nào?"),
        choices=list(TREATMENTS.items()),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, running: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].label = _("Quyết định bãi bỏ")
        if not running:
            del self.fields["treatment"]


@require_http_methods(BOTH)
@seen(policies.can_publish)
def repeal(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the decision and, where dossiers are open, what becomes of them; then repeal."""
    on = local_day(acted(request).at)
    current = queries.published(code, on) or queries.next_version(code, on)
    if current is None:
        raise Http404
    running = ports.running_on_procedure(code) or 0
    form = RepealForm(request.POST or None, running=running, initial={"public_date": on})
    told = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            act(
                code,
                form.publication(),
                actor=acted(request).actor,
                at=acted(request).at,
                treatment=given.get("treatment", ""),
                replaced_by=given["replaced_by"].replace(";", ",").split(","),
                key=keyed(request, "repeal", [code, given]),
            )
        except Refused as refused:
            told = sentences(refused)
        else:
            messages.success(request, _("Đã ghi quyết định bãi bỏ thủ tục %(code)s.") % {"code": code})
            return redirect("procedures:registered", code)
    context = {"tab": "registry", "form": form, "shown": current, "running": running, "refused": told, "code": code}
    status = HTTPStatus.BAD_REQUEST if form.errors or told else HTTPStatus.OK
    return render(request, "procedures/officer/repeal.html", context, status=status)
