"""Parsing and shape of what officers enter when money comes in and when a dossier ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from motcua.core.process.decide.custody import APPLICANT, IDENTITY, SHOWN
from motcua.core.process.decide.money import GROUNDS
from motcua.dossiers.actions.return_result import BACK, KEEP, LATER
from motcua.dossiers.entries import LineField, NumberField
from motcua.dossiers.fees import Claim
from motcua.dossiers.web.desk.forms import SymbolField, choose, lines_of
from motcua.ui.formatting import money
from motcua.ui.forms import Form, explain_required

MOST: Final = 2_000_000_000  # đồng; the columns hold no more


def _amount(label: Any) -> NumberField:
    box = forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"})
    return NumberField(label=label, at_least=1, at_most=MOST, widget=box)


def _method(label: Any) -> forms.ChoiceField:
    ways = [("cash", _("Tiền mặt")), ("transfer", _("Chuyển khoản"))]
    return forms.ChoiceField(label=label, choices=ways, initial="cash", widget=forms.RadioSelect)


class PaymentForm(Form):
    """Money that came in."""

    amount = _amount(_("Số tiền (đồng)"))
    method = _method(_("Cách nộp"))
    receipt = SymbolField(label=_("Số biên lai"))

    def __init__(self, *args: Any, owed: int = 0, published: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if owed > 0:
            self.initial.setdefault("amount", money(owed).removesuffix(" đ"))
        if not published:
            self.fields["receipt"].required = True
            self.fields["receipt"].help_text = _now("Bắt buộc, vì chưa có mức thu được công bố.")
            explain_required(self)


class ReturnForm(Form):
    """How the result was handed over, and to whom; and by which published exemption a fee was not taken."""

    way = forms.ChoiceField(
        label=_("Cách trả"),
        choices=[("counter", _("Tại quầy")), ("post", _("Bưu chính")), ("online", _("Bản điện tử"))],
        initial="counter",
        widget=forms.RadioSelect,
    )
    to = LineField(label=_("Người nhận, nếu không phải người nộp"), required=False, max_length=200)
    exemption = forms.ChoiceField(label=_("Miễn, giảm phí, lệ phí"), required=False, widget=forms.RadioSelect)

    by = forms.ChoiceField(
        label=_("Ai đến nhận"), required=False, initial=APPLICANT, widget=forms.RadioSelect,
        help_text=_("Ghi khi trả tại quầy hoặc gửi bưu chính có giấy gốc."),
    )  # fmt: skip
    shown = forms.MultipleChoiceField(
        label=_("Giấy tờ đã xem"), required=False, initial=[IDENTITY], widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        claims: Mapping[str, Claim],
        owing: bool,
        who: Sequence[tuple[str, str]],
        held: Sequence[tuple[str, str, int]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "by", who)
        choose(self, "shown", [(code, _now(words)) for code, words in SHOWN.items()])
        self._ask_originals(held)
        self.hints = {code: _claimed(claim) for code, claim in claims.items()}
        listed = [(code, claim.words) for code, claim in claims.items()]
        if not claims:
            del self.fields["exemption"]
            return
        choose(self, "exemption", listed if owing else [("", _now("Không")), *listed])
        self.fields["exemption"].required = owing
        self.initial.setdefault("exemption", None if owing else "")
        explain_required(self)

    def _ask_originals(self, held: Sequence[tuple[str, str, int]]) -> None:
        """Ask for each original that the office holds what becomes of it."""
        self.held = [code for code, _name, _count in held]
        for code, name, count in held:
            self.fields[f"original-{code}"] = forms.ChoiceField(
                label=_now("Giấy gốc: %(name)s (%(n)d)") % {"name": name, "n": count},
                choices=[(BACK, _now("Trả lại")), (KEEP, _now("Lưu theo hồ sơ")), (LATER, _now("Chưa trả"))],
                initial=BACK,
                widget=forms.RadioSelect,
            )

    def said(self) -> dict[str, Any]:
        """Return what the action is asked."""
        given = dict(self.cleaned_data)
        originals = {code: given.pop(f"original-{code}") for code in self.held}
        return {**given, "shown": tuple(given["shown"]), "originals": originals if self.held else None}


def _claimed(claim: Claim) -> str:
    left = _now("còn phải nộp %(due)s") % {"due": money(claim.relief.due)} if claim.relief.due else ""
    return " · ".join(filter(None, (left, claim.source)))


class ExemptionForm(Form):
    """Which published exemption applies, and the paper that the applicant showed."""

    exemption = forms.ChoiceField(label=_("Diện miễn, giảm"), widget=forms.RadioSelect)
    reason = LineField(label=_("Giấy tờ chứng minh đã xem"), required=False, max_length=200)

    def __init__(self, *args: Any, claims: Mapping[str, Claim], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = {code: _claimed(claim) for code, claim in claims.items()}
        choose(self, "exemption", [(code, claim.words) for code, claim in claims.items()])
        self.initial.setdefault("exemption", next(iter(claims), ""))


class RefundForm(Form):
    """Why money goes back, how much and how."""

    ground = forms.ChoiceField(label=_("Căn cứ hoàn"), widget=forms.RadioSelect)
    amount = _amount(_("Số tiền hoàn (đồng)"))
    method = _method(_("Cách hoàn"))
    reason = lines_of(_("Lý do"), 3, help_text=_("In trên phiếu hoàn tiền; ghi theo đề nghị của ai."))

    def __init__(self, *args: Any, paid: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "ground", [(code, _now(words)) for code, words in GROUNDS.items()])
        self.initial.setdefault("amount", money(paid).removesuffix(" đ"))


class ReasonForm(Form):
    """A reason in words."""

    reason = lines_of(_("Lý do"))


class WithdrawalForm(Form):
    """Why the applicant takes the dossier back, if they say."""

    reason = lines_of(_("Lý do người nộp nêu"), required=False)


class StopForm(Form):
    """The applicant's request to stop, as it came to the counter; nobody has to give a reason."""

    way = forms.ChoiceField(
        label=_("Yêu cầu đến bằng cách"),
        choices=[("counter", _("Trực tiếp tại quầy")), ("post", _("Bưu chính"))],
        initial="counter",
        widget=forms.RadioSelect,
    )
    reason = lines_of(_("Lý do người nộp nêu"), required=False)
