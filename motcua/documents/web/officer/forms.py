"""Parsing of what a clerk enters about numbers; the rules are in the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.documents.actions.cancel_number import GROUNDS as CANCELLED_FOR
from motcua.documents.actions.reserve_numbers import GROUNDS as RESERVED_FOR
from motcua.documents.actions.reserve_numbers import MOST
from motcua.documents.models import BookedNumber
from motcua.documents.models.numbers import CANCELLED, RESERVED
from motcua.ui.forms import Form


class ReservationForm(Form):
    """Which series, how many numbers, why, and who carries them."""

    series = forms.ChoiceField(label=_("Dãy số"))
    count = forms.IntegerField(label=_("Bao nhiêu số"), min_value=1, max_value=MOST, initial=10)
    ground = forms.ChoiceField(
        label=_("Lý do dành trước"), widget=forms.RadioSelect, choices=list(RESERVED_FOR.items())
    )
    reason = forms.CharField(
        label=_("Ghi rõ"), max_length=300, help_text=_("Ví dụ: mất điện từ 14 giờ, dùng phiếu giấy.")
    )
    holder = forms.CharField(label=_("Người giữ các số này"), max_length=120)

    def __init__(self, *args: Any, series: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["series"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = series


class CancellationForm(Form):
    """Why a number is cancelled; only a reserved one can be cancelled as not used."""

    ground = forms.ChoiceField(label=_("Căn cứ hủy"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, help_text=_("Số bị hủy vẫn nằm trong sổ cùng lý do này.")
    )

    def __init__(self, *args: Any, row: BookedNumber, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ground"]
        assert isinstance(field, forms.ChoiceField)
        unused = row.state in {RESERVED, CANCELLED}  # the form sent again finds its number cancelled
        field.choices = [(code, words) for code, words in CANCELLED_FOR.items() if code != "unused" or unused]
