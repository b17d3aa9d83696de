"""One form field for each kind of declaration field: lenient in how people write, strict in what is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from motcua.core.procedure.forms import FormField
from motcua.core.rules import whole
from motcua.core.text import nfc
from motcua.ui.forms import DayField

EARLIEST = date(1900, 1, 1)
MOST_RADIOS = 8
# 12 digits (căn cước), 9 (chứng minh nhân dân), or a passport number of a foreigner.
IDENTITY = re.compile(r"\d{12}|\d{9}|[A-Z]{1,2}\d{6,8}", re.ASCII)
PHONE = re.compile(r"(?:\+?84|0)([1-9]\d{8,9})", re.ASCII)


def build(field: FormField, on: date, *, required: bool | None = None, help: str = "") -> forms.Field:
    """Return the form field of a declaration field; ``on`` is the day on which "in the past" is meant."""
    needed = field.required if required is None else required
    common = {"label": field.label, "help_text": help or field.help, "required": needed}
    made = MAKERS.get(field.kind, _line)(field, on, common)
    if field.autocomplete:
        made.widget.attrs["autocomplete"] = field.autocomplete
    return made


class LineField(forms.CharField):
    """A line of text: one spelling of Vietnamese, single blanks, nothing invisible."""

    def to_python(self, value: Any) -> str:
        """Tidy what was typed or pasted."""
        return " ".join(visible(super().to_python(value) or "").split())


class TextField(forms.CharField):
    """Several lines of text; line ends are kept."""

    def to_python(self, value: Any) -> str:
        """Tidy each line."""
        lines = (super().to_python(value) or "").replace("\r\n", "\n").split("\n")
        return "\n".join(" ".join(visible(line).split()) for line in lines).strip()


class NumberField(forms.CharField):
    """A whole number as people write it: 1200, 1.200 or 1 200."""

    def __init__(self, *, at_least: int | None, at_most: int | None, **kwargs: Any) -> None:
        super().__init__(max_length=24, **kwargs)
        self.at_least, self.at_most = at_least, at_most

    def clean(self, value: Any) -> Any:
        """Return the number, None where an optional one was left empty."""
        text = super().clean(value)
        if not text:
            return None
        number = whole(str(text).removesuffix("đ").strip())
        if number is None:
            raise ValidationError(_("%(label)s phải là số nguyên, ví dụ 12.") % {"label": self.label})
        facts = {"label": self.label, "low": self.at_least, "high": self.at_most}
        if self.at_least is not None and number < self.at_least:
            raise ValidationError(_("%(label)s phải từ %(low)s trở lên.") % facts)
        if self.at_most is not None and number > self.at_most:
            raise ValidationError(_("%(label)s nhiều nhất là %(high)s.") % facts)
        return number


class MatchedField(LineField):
    """A line that must have one written form; ``read`` returns it, or nothing where the text has another."""

    def __init__(self, read: Callable[[str], str], complaint: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.read, self.complaint = read, complaint

    def clean(self, value: Any) -> Any:
        """Return the written form."""
        text = super().clean(value)
        if not text:
            return ""
        found = self.read(text)
        if not found:
            raise ValidationError(self.complaint)
        return found


def visible(text: str) -> str:
    """Return the text in its one spelling, without control, direction or zero-width marks."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn"} else c for c in nfc(text))


def phone(text: str) -> str:
    """Return a Vietnamese telephone number as 0912345678; nothing where it is none."""
    found = PHONE.fullmatch(re.sub(r"[\s.()-]", "", text))
    return f"0{found[1]}" if found else ""


def identity(text: str) -> str:
    """Return a number of an identity paper without blanks; nothing where it has another shape."""
    bare = re.sub(r"[\s.-]", "", text).upper()
    return bare if IDENTITY.fullmatch(bare) else ""


def _name(text: str) -> str:
    return "" if any(c.isdigit() for c in text) or not any(c.isalpha() for c in text) else text


def _line(field: FormField, on: date, common: dict[str, Any]) -> forms.Field:
    return LineField(max_length=field.longest, **common)


def _text(field: FormField, on: date, common: dict[str, Any]) -> forms.Field:
    return TextField(max_length=field.longest, widget=forms.Textarea(attrs={"rows": 4}), **common)


def _person(field: FormField, on: date, common: dict[str, Any]) -> forms.Field:
    attrs = {"autocapitalize": "words", "spellcheck": "false"}
    complaint = _("Họ tên chỉ gồm chữ cái, viết đúng như trên giấy tờ tùy thân.")
    return MatchedField(_name, complaint, max_length=field.longest, widget=forms.TextInput(attrs=attrs), **common)


def _identity(field: FormField, on: date, common: dict[str, Any]) -> forms.Field:
    attrs = {"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}
    complaint = _("Số định danh gồm 12 chữ số. Chứng minh nhân dân cũ 9 chữ số; người nước ngoài ghi số hộ chiếu.")
    return MatchedField(identity, complaint, max_length=30, widget=forms.TextInput(attrs=attrs), **common)


def _phone(field: FormField, on: date, common: dict[str, Any]) -> forms.Field:
    attrs = {"class": "govuk-input--width-20", "inputmode": "tel", "type": "tel"}
    complaint = _("Số điện thoại chưa đúng. Ví dụ 0912 345 678.")
    return MatchedField(phone, complaint, max_length=30, widget=forms.TextInput(attrs=attrs), **common)


def _email(field: FormField, on: date, common: dict[str, Any]) -> forms.Field:
    complaint = {"invalid": _("Địa chỉ thư điện tử chưa đúng. Ví dụ ten@vidu.vn.")}
    return forms.EmailField(max_length=field.longest, error_messages=complaint, **common)


def _number(field: FormField, on: date, common: dict[str, Any]) -> forms.Field:
    attrs = {"class": "govuk-input--width-10", "inputmode": "numeric"}
    return NumberField(at_least=field.at_least, at_most=field.at_most, widget=forms.TextInput(attrs=attrs), **common)


def _money(field: FormField, on: date, common: dict[str, Any]) -> forms.Field:
    attrs = {"class": "govuk-input--width-20", "inputmode": "numeric"}
    low = 0 if field.at_least is None else field.at_least
    return NumberField(at_least=low, at_most=field.at_most, widget=forms.TextInput(attrs=attrs), **common)


def _year(field: FormField, on: date, common: dict[str, Any]) -> forms.Field:
    attrs = {"class": "govuk-input--width-4", "inputmode": "numeric"}
    low = field.at_least or EARLIEST.year
    return NumberField(at_least=low, at_most=field.at_most or on.year, widget=forms.TextInput(attrs=attrs), **common)


class PastDayField(DayField):
    """A day within what makes sense: not before ``first``, not after ``last``."""

    def __init__(self, *, first: date, last: date | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.first, self.last = first, last

    def clean(self, value: Any) -> Any:
        """Check the bounds."""
        day = super().clean(value)
        if day and day < self.first:
            raise ValidationError(
                _("%(label)s phải từ ngày %(day)s trở đi.") % {"label": self.label, "day": f"{self.first:%d/%m/%Y}"}
            )
        if day and self.last and day > self.last:
            raise ValidationError(_("%(label)s không thể ở tương lai.") % {"label": self.label})
        return day


def _date(field: FormField, on: date, common: dict[str, Any]) -> forms.Field:
    last = on if field.past else date(on.year + 100, 12, 31)
    return PastDayField(first=field.not_before or EARLIEST, last=last, **common)


def _choice(field: FormField, on: date, common: dict[str, Any]) -> forms.Field:
    options = [(option.code, option.label) for option in field.options]
    wrong = {"invalid_choice": _("Lựa chọn này không có trong danh sách. Hãy chọn lại.")}
    if len(options) <= MOST_RADIOS:
        return forms.ChoiceField(choices=options, widget=forms.RadioSelect, error_messages=wrong, **common)
    return forms.ChoiceField(choices=[("", _("Chọn")), *options], error_messages=wrong, **common)


def _check(field: FormField, on: date, common: dict[str, Any]) -> forms.Field:
    return forms.BooleanField(**common)


MAKERS: dict[str, Callable[[FormField, date, dict[str, Any]], forms.Field]] = {
    "name": _person,
    "national_id": _identity,
    "phone": _phone,
    "email": _email,
    "number": _number,
    "money": _money,
    "year": _year,
    "date": _date,
    "choice": _choice,
    "check": _check,
    "textarea": _text,
}
