"""What a late entry asks besides the counter's own form: the slip's number, its true time, why, and its photo."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.core.process.decide.late import GROUNDS, Late
from motcua.core.worktime.vietnamese import LOCAL
from motcua.dossiers.entries import LineField
from motcua.dossiers.late_numbers import Left
from motcua.ui.forms import DayField, Form

HOUR: Final = re.compile(r"(\d{1,2})\s*(?:[:.hg]|giờ)?\s*(\d{2})?", re.IGNORECASE)
PHOTO: Final = "late_photo"
KEPT: Final = "late_photo_kept"


class HourField(LineField):
    """An hour of the day as people write it: 9:05, 9h05, 905 or 14 giờ."""

    def clean(self, value: Any) -> time | None:
        """Return the hour; what is none is told."""
        text = super().clean(value)
        if not text:
            return None
        digits = re.sub(r"\D", "", text)
        if text.isdigit() and len(digits) in (3, 4):
            text = f"{digits[:-2]}:{digits[-2:]}"
        found = HOUR.fullmatch(text.strip())
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
        if hour > 23 or minute > 59:
            raise forms.ValidationError(_("Giờ chưa đúng. Hãy nhập giờ và phút, ví dụ 9:05."))
        return time(hour, minute)


class LateForm(Form):
    """The paper slip that is entered; its fields stand beside those of the counter under names of their own."""

    late_number = forms.ChoiceField(label=_("Số trên phiếu giấy"))
    late_day = DayField(label=_("Ngày ghi trên phiếu"))
    late_time = HourField(
        label=_("Giờ ghi trên phiếu"),
        help_text=_("Ví dụ 9:05 hoặc 905."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )
    late_ground = forms.ChoiceField(label=_("Vì sao dùng phiếu giấy"))
    late_reason = LineField(
        label=_("Ghi rõ"), max_length=300, help_text=_("Ví dụ: mất điện từ 9 giờ đến 11 giờ, có thông báo.")
    )
    late_photo = forms.FileField(
        label=_("Ảnh phiếu giấy"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf", "class": "govuk-file-upload"}),
    )
    late_photo_kept = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, left: list[Left], photo: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.photo = photo
        number, ground = self.fields["late_number"], self.fields["late_ground"]
        assert isinstance(number, forms.ChoiceField)
        assert isinstance(ground, forms.ChoiceField)
        number.choices = [(one.choice, one.symbol) for one in left]
        ground.choices = [(code, _(words)) for code, words in GROUNDS.items()]
        self.symbols = {one.choice: one for one in left}

    def clean(self) -> dict[str, Any]:
        """Want the photo, sent now or kept from a try before."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.photo and PHOTO not in self.errors:
            self.add_error(PHOTO, _("Chụp hoặc quét phiếu giấy đã ghi rồi gửi kèm."))
        return data

    def when(self, fallback: datetime) -> datetime:
        """Return the true time as far as it is written down, else the fallback."""
        day, hour = self._clean("late_day"), self._clean("late_time")
        return datetime.combine(day, hour, LOCAL) if day and hour is not None else fallback

    def _clean(self, name: str) -> Any:
        if not self.is_bound:
            return None
        self.is_valid()
        found: date | time | None = self.cleaned_data.get(name)
        return found

    def late(self, at: datetime) -> Late:
        """Return the slip as the action takes it."""
        data: Mapping[str, Any] = self.cleaned_data
        left = self.symbols[data["late_number"]]
        return Late(
            number=left.symbol,
            received_at=self.when(at),
            entered_at=at,
            ground=data["late_ground"],
            reason=data["late_reason"],
            photo=self.photo,
        )
