"""After the result: three taps, with the account, with the link of the notice, or after the last four digits."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.core.process.decide.closing import Answers
from motcua.core.refusal import Refused
from motcua.dossiers import particulars, tracking
from motcua.dossiers.actions.rate import rate
from motcua.dossiers.models import Dossier
from motcua.dossiers.rating_link import is_signature
from motcua.dossiers.web.citizen.door import no_store, own_dossier, signed_in
from motcua.dossiers.web.citizen.tracking import DigitsForm, find, open_by_digits
from motcua.dossiers.web.seeing import proved
from motcua.people.middleware import ActedRequest
from motcua.ui.forms import Form, key_of, new_key

SEVERAL = require_http_methods(["GET", "HEAD", "POST"])
SCORES = (
    ("5", gettext_lazy("Rất hài lòng")),
    ("4", gettext_lazy("Hài lòng")),
    ("3", gettext_lazy("Bình thường")),
    ("2", gettext_lazy("Không hài lòng")),
    ("1", gettext_lazy("Rất không hài lòng")),
)
VISITS = (
    ("0", gettext_lazy("Không lần nào")),
    ("1", gettext_lazy("1 lần")),
    ("2", gettext_lazy("2 lần")),
    ("3", gettext_lazy("3 lần")),
    ("4", gettext_lazy("4 lần trở lên")),
)
EXTRA = (
    ("none", gettext_lazy("Không")),
    ("papers", gettext_lazy("Có, giấy tờ ngoài danh mục")),
    ("money", gettext_lazy("Có, tiền ngoài mức thu")),
    ("both", gettext_lazy("Có, cả giấy tờ và tiền")),
)


class RatingForm(Form):
    """Three questions, of which only the first must be answered, and room for own words."""

    score = forms.ChoiceField(
        label=gettext_lazy("Bạn hài lòng với việc giải quyết hồ sơ này ở mức nào?"),
        choices=SCORES,
        widget=forms.RadioSelect,
    )
    visits = forms.ChoiceField(
        label=gettext_lazy("Bạn đã phải đến cơ quan mấy lần vì hồ sơ này?"),
        choices=VISITS,
        widget=forms.RadioSelect,
        required=False,
    )
    extra = forms.ChoiceField(
        label=gettext_lazy("Có ai đòi bạn giấy tờ hoặc tiền ngoài quy định không?"),
        help_text=gettext_lazy("Cơ quan thanh tra đọc câu trả lời này cùng mã hồ sơ."),
        choices=EXTRA,
        widget=forms.RadioSelect,
        required=False,
    )
    remark = forms.CharField(
        label=gettext_lazy("Bạn muốn nói thêm điều gì?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def answers(self) -> Answers:
        """Return what was told besides the score."""
        told = self.cleaned_data
        extra = told["extra"]
        return Answers(
            visits=int(told["visits"]) if told["visits"] else None,
            extra_papers=extra in {"papers", "both"} if extra else None,
            extra_money=extra in {"money", "both"} if extra else None,
            remark=told["remark"],
        )


@SEVERAL
@signed_in
def rating(request: ActedRequest, dossier_id: UUID) -> HttpResponseBase:
    """Rate one's own dossier, once: satisfied, how many visits, anything asked for beyond the list."""
    return _rate(request, own_dossier(request, dossier_id), by_account=True)


@SEVERAL
def by_code(request: ActedRequest, code: str) -> HttpResponseBase:
    """Rate without an account: with the link of the notice, or with the last four digits."""
    dossier = find(code)
    if dossier is None:
        raise Refused(
            "not_found",
            _("Không có hồ sơ mang mã này."),
            _("Xem lại mã in trên giấy hẹn, rồi tra cứu bằng mã đó."),
        )
    link = request.POST.get("k") or request.GET.get("k", "")
    if is_signature(dossier.code, link) or proved(request, dossier.pk):
        return no_store(_rate(request, dossier, by_account=False, link=link))
    form = DigitsForm(request.POST if "digits" in request.POST else None)
    if request.method == "POST" and form.is_valid():
        opened = open_by_digits(request, dossier, form, "dossiers:rate")
        if opened is not None:
            return opened
    context = {"dossier": dossier, "form": form, "procedure": tracking.definition(dossier), "wrong_link": bool(link)}
    return no_store(render(request, "dossiers/citizen/rating_door.html", context))


def _rate(request: ActedRequest, found: Dossier, *, by_account: bool, link: str = "") -> HttpResponse:
    if not particulars.may(found, "rate"):
        raise Refused(
            "too_late",
            _("Hồ sơ chưa kết thúc nên chưa đánh giá được."),
            _("Khi đã nhận kết quả hoặc phiếu từ chối, bạn mở lại trang này."),
        )
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        rate(
            found.pk,
            actor=request.actor,
            at=request.at,
            key=key_of(request),
            score=int(form.cleaned_data["score"]),
            answers=form.answers(),
            proved=not by_account,
        )
        messages.success(request, _("Cảm ơn bạn đã đánh giá."))
        return redirect("dossiers:own", found.pk) if by_account else redirect("dossiers:track", found.code)
    context = {
        "dossier": found,
        "form": form,
        "procedure": tracking.definition(found),
        "idempotency_key": request.POST.get("idempotency_key") or new_key(),
        "by_account": by_account,
        "link": link,
    }
    return render(request, "dossiers/citizen/rating.html", context)
