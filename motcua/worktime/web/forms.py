"""The form of the public calculator."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.core.worktime.calendar_data import as_second
from motcua.core.worktime.vietnamese import LOCAL
from motcua.people.models import OrgUnit
from motcua.people.queries import valid_on
from motcua.ui.forms import DayField, Form

OTHER = ""


class DueDateForm(Form):
    """What a person must say to have a due date worked out."""

    procedure = forms.ChoiceField(label=_("Thủ tục"), required=False)
    term = forms.CharField(label=_("Thời hạn khác"), required=False, max_length=60)
    unit = forms.ChoiceField(label=_("Cơ quan giải quyết"), required=False)
    day = DayField(label=_("Ngày nhận hồ sơ"))
    time = forms.CharField(label=_("Giờ nhận hồ sơ"), max_length=5)

    def __init__(self, *args: Any, offered: list[tuple[str, str]], at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, f"{name} ({code.partition('/')[0]})") for code, name in offered]
        self._choose("procedure", [(OTHER, _("Thời hạn khác, tôi tự ghi")), *choices])
        offices = OrgUnit.objects.filter(valid_on(at.astimezone(LOCAL).date()), kind__in=("province", "commune"))
        self._choose("unit", list(offices.order_by("-level", "name").values_list("code", "name")))

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_time(self) -> str:
        """Take 15:30, 15h30, 15.30 and 15 giờ 30 for a time of day."""
        written = str(self.cleaned_data["time"]).lower().replace("h", ":").replace(".", ":").strip()
        text = f"{written}00" if written.endswith(":") else written
        text = text if ":" in text else f"{text}:00"
        second = as_second(text)
        if second is None or second >= 86400:
            raise forms.ValidationError(_("Giờ chưa đúng. Hãy nhập giờ và phút, ví dụ 15:30."))
        return text

    def clean(self) -> dict[str, Any]:
        """Ask for a term where no procedure is chosen."""
        cleaned = super().clean() or {}
        if not cleaned.get("procedure") and not cleaned.get("term") and "term" not in self.errors:
            self.add_error("procedure", _("Hãy chọn một thủ tục, hoặc ghi thời hạn ở ô “Thời hạn khác”."))
        return cleaned

    def question(self) -> dict[str, Any]:
        """Return the question in the form that the clock takes."""
        said = self.cleaned_data
        hours, _colon, minutes = said["time"].partition(":")
        received = datetime(
            said["day"].year, said["day"].month, said["day"].day, int(hours), int(minutes), tzinfo=LOCAL
        )
        asked = {"term": said["term"]} if said["term"] else {"code": said["procedure"]}
        return {**asked, "unit": said["unit"], "received": received}
