"""Forms of the appointment book: who books, and how one finds a booking again."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.core.refusal import Refused
from motcua.people import forms as accounts
from motcua.queueing.models import Booking
from motcua.ui.forms import Form


class PhoneField(accounts.PhoneField):
    """A Vietnamese telephone number, written any usual way; kept as ``0912345678``."""

    def clean(self, value: Any) -> str:
        """Return the number as it is kept."""
        return super().clean(value).replace("+84", "0", 1)


class PersonForm(Form):
    """Who books."""

    name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=200)
    phone = PhoneField(label=gettext_lazy("Số điện thoại"), max_length=30)

    def clean_name(self) -> str:
        """Take a name with single blanks and without what no name has."""
        text = " ".join(str(self.cleaned_data["name"]).split())
        if not any(letter.isalpha() for letter in text) or not text.isprintable():
            raise forms.ValidationError(_("Hãy nhập họ và tên như trên căn cước."))
        return text


class CodeForm(Form):
    """The code of a booking and the telephone number it was made with."""

    code = forms.CharField(label=gettext_lazy("Mã đặt lịch"), max_length=20)
    phone = PhoneField(label=gettext_lazy("Số điện thoại đã đặt"), max_length=30)

    def clean_code(self) -> str:
        """Take a code with or without the dash, in small letters too."""
        bare = re.sub(r"[\s\-]", "", str(self.cleaned_data["code"]).upper())
        return f"{bare[:4]}-{bare[4:]}"


def found_by(code: str, phone: str, *, unit: str = "") -> Booking:
    """Return the booking with this code and telephone number; a wrong pair tells nothing of either."""
    rows = Booking.objects.filter(code=code, person__phone=phone)
    found = (rows.filter(unit=unit) if unit else rows).first()
    if found is None:
        raise Refused(
            "no_such_booking",
            _("Không có lịch hẹn nào với mã và số điện thoại này."),
            _("Xem lại mã trong lịch đã đặt; nếu đặt ở nơi khác thì đến đúng nơi đó."),
        )
    return found
