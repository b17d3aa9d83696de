"""Small forms of the pages of routes: a new route, a file to read, a publication."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.core.procedure.publication import Publication
from motcua.procedures.models import RouteVersion
from motcua.ui.forms import DayField, Form

MOST_TABLES = 200


class NewRouteForm(Form):
    """The code and name of a new route, and what it begins with."""

    name = forms.CharField(label=_("Tên quy trình"), max_length=600)
    code = forms.CharField(
        label=_("Mã quy trình"),
        max_length=60,
        help_text=_(
            "Chữ thường không dấu, số và gạch ngang, ví dụ: cap-phep-xay-dung. Thủ tục dùng mã này để chọn quy trình."
        ),
    )
    copy_of = forms.ChoiceField(label=_("Bắt đầu từ"), required=False)

    def __init__(self, *args: Any, routes: Mapping[str, RouteVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(code, row.name) for code, row in routes.items()]
        self.fields["copy_of"] = forms.ChoiceField(
            label=_("Bắt đầu từ"),
            required=False,
            choices=[("", _("Khung 5 bước thường dùng")), (_("Chép từ quy trình"), others)],
        )


class FileForm(Form):
    """A file with a route in it, and which of its tables to read."""

    file = forms.FileField(label=_("Tệp"))
    which = forms.IntegerField(label=_("Bảng thứ mấy trong tệp"), min_value=1, max_value=MOST_TABLES, required=False)


class PublicationForm(Form):
    """The decision that approves the version and its days."""

    decision = forms.CharField(label=_("Quyết định phê duyệt"), max_length=200)
    decision_date = DayField(label=_("Ngày ký"))
    effective_date = DayField(label=_("Có hiệu lực từ"))
    public_date = DayField(label=_("Ngày công khai"))
    note = forms.CharField(label=_("Ghi chú"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def publication(self) -> Publication:
        """Return what was entered, once the form is valid."""
        given = self.cleaned_data
        return Publication(
            given["decision"],
            given["decision_date"],
            given["effective_date"],
            given["public_date"],
            note=given["note"],
        )
