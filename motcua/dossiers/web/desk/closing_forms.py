"""Parsing and shape of what officers enter when money comes in and when a dossier ends."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.entries import LineField, NumberField
from motcua.dossiers.web.desk.forms import SymbolField, lines_of
from motcua.ui.forms import Form


class PaymentForm(Form):
    """Money that came in."""

    amount = NumberField(
        label=_("Số tiền (đồng)"),
        at_least=1,
        at_most=10_000_000_000,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}),
    )
    method = forms.ChoiceField(
        label=_("Cách nộp"),
        choices=[("cash", _("Tiền mặt")), ("transfer", _("Chuyển khoản"))],
        initial="cash",
        widget=forms.RadioSelect,
    )
    receipt = SymbolField(label=_("Số biên lai"))


class ReturnForm(Form):
    """How the result was handed over, and to whom."""

    way = forms.ChoiceField(
        label=_("Cách trả"),
        choices=[("counter", _("Tại quầy")), ("post", _("Bưu chính")), ("online", _("Bản điện tử"))],
        initial="counter",
        widget=forms.RadioSelect,
    )
    to = LineField(label=_("Người nhận, nếu không phải người nộp"), required=False, max_length=200)


class ReasonForm(Form):
    """A reason in words."""

    reason = lines_of(_("Lý do"))


class WithdrawalForm(Form):
    """Why the applicant takes the dossier back, if they say."""

    reason = lines_of(_("Lý do người nộp nêu"), required=False)


class StopForm(ReasonForm):
    """The applicant's request to stop, as it came to the counter."""

    way = forms.ChoiceField(
        label=_("Yêu cầu đến bằng cách"),
        choices=[("counter", _("Trực tiếp tại quầy")), ("post", _("Bưu chính"))],
        initial="counter",
        widget=forms.RadioSelect,
    )
