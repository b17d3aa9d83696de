"""Erasing a dossier's personal content: an administrator names it by its code, reads what will go, and confirms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.core.process.states import CLOSED, State
from motcua.core.refusal import Refused
from motcua.dossiers import policies, queries
from motcua.dossiers.actions.erase import GROUNDS, erase
from motcua.dossiers.entries import LineField
from motcua.dossiers.models import Dossier, PaperFile, Slip
from motcua.dossiers.tracking import definition
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.forms import SymbolField, choose
from motcua.ledger import read as ledger
from motcua.people.actor import Actor
from motcua.people.middleware import ActedRequest
from motcua.people.roles import ADMINISTRATOR
from motcua.ui import refusals
from motcua.ui.forms import Form, key_of, new_key


class ErasureForm(Form):
    """Which dossier, on which written ground."""

    code = LineField(
        label=gettext_lazy("Mã hồ sơ"),
        max_length=80,
        help_text=gettext_lazy("Hồ sơ đã kết thúc, ví dụ H37.50.01-260429-0012."),
    )
    ground = forms.ChoiceField(label=gettext_lazy("Căn cứ"), widget=forms.RadioSelect)
    paper = SymbolField(
        label=gettext_lazy("Số văn bản làm căn cứ"),
        help_text=gettext_lazy("Đơn yêu cầu đã vào sổ văn bản đến, hoặc quyết định tiêu hủy."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"].required = True
        choose(self, "ground", [(code, _(name)) for code, name in GROUNDS.items()])


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def erasures(request: ActedRequest) -> HttpResponse:
    """Ask for the dossier and the ground, say what will go, and erase it once that is confirmed."""
    if not request.actor.has_any([ADMINISTRATOR]):
        raise Refused("not_found", _("Không có trang này."), _("Kiểm tra lại đường dẫn."))
    form = ErasureForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, None)
    dossier = _named(request.actor, form)
    if dossier is None or "confirm" not in request.POST:
        return _page(request, form, dossier)
    wanted = {name: form.cleaned_data[name] for name in ("ground", "paper")}
    try:
        done = erase(dossier.pk, actor=request.actor, at=request.at, key=key_of(request), **wanted)
    except Refused as refused:
        form.add_error(None, refusals.sentences(refused))
        return _page(request, form, None)
    said = _("Đã xóa dữ liệu cá nhân của hồ sơ %(code)s: nội dung của %(n)d bản ghi.")
    messages.success(request, said % {"code": done.code, "n": done.result["contents"]})
    return redirect("dossiers:erasures")


def _named(actor: Actor, form: ErasureForm) -> Dossier | None:
    """Return the dossier with the code if the actor may erase it and it has ended; the form says why not."""
    found = queries.by_code(form.cleaned_data["code"])
    if found is None or not policies.can_erase(actor, found.reception_unit).allowed:
        form.add_error("code", _("Không có hồ sơ mang mã này trong phạm vi của bạn."))
        return None
    if State(found.state) not in CLOSED:
        form.add_error("code", _("Hồ sơ này chưa kết thúc; xóa được sau khi kết thúc."))
        return None
    return found


def _page(request: ActedRequest, form: ErasureForm, dossier: Dossier | None) -> HttpResponse:
    """Draw the form, or what will go; nothing personal of the dossier is shown."""
    context: dict[str, Any] = {"form": form, "idempotency_key": request.POST.get("idempotency_key") or new_key()}
    if dossier is not None:
        context |= {
            "dossier": dossier,
            "procedure": definition(dossier),
            "ground": _(GROUNDS[form.cleaned_data["ground"]]),
            "contents": len(ledger.contents(f"{Dossier.stream_prefix}:{dossier.pk}")),
            "files": PaperFile.objects.filter(dossier_id=dossier.pk).count(),
            "slips": Slip.objects.filter(dossier_id=dossier.pk).count(),
        }
    return render(request, "dossiers/desk/erasures.html", context, status=400 if form.errors else 200)
