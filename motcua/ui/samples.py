"""Invented values for the living style page; nothing here is a real dossier or person."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from motcua.ui.forms import DayField, Form, PhotosField

NOW = datetime(2026, 5, 5, 7, 0, tzinfo=UTC)
DUE = datetime(2026, 5, 6, 10, 0, tzinfo=UTC)
INITIAL = {"name": "Nông Thị Ấm", "way": "counter"}


class SampleForm(Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Họ, chữ đệm và tên"), help_text=_("Viết đúng như trong giấy chứng sinh"))
    born = DayField(label=_("Ngày sinh"), help_text=_("Ví dụ 06/05/2026"))
    way = forms.ChoiceField(
        label=_("Bạn nhận kết quả ở đâu?"),
        choices=[("counter", _("Tại quầy")), ("post", _("Qua bưu điện")), ("online", _("Bản điện tử"))],
        widget=forms.RadioSelect,
    )
    relation = forms.ChoiceField(
        label=_("Quan hệ với trẻ"), choices=[("", _("Chọn")), ("mother", _("Mẹ")), ("father", _("Cha"))]
    )
    papers = forms.MultipleChoiceField(
        label=_("Giấy tờ bạn có"),
        choices=[("birth", _("Giấy chứng sinh")), ("marriage", _("Giấy chứng nhận kết hôn"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    fee = forms.IntegerField(label=_("Phí"), required=False)
    note = forms.CharField(label=_("Ghi chú"), max_length=300, widget=forms.Textarea, required=False)
    photos = PhotosField(label=_("Ảnh Giấy chứng sinh"), help_text=_("Chụp đủ bốn góc, chữ đọc được"), required=False)
    agree = forms.BooleanField(label=_("Tôi chịu trách nhiệm về những điều đã khai"))


PEOPLE = [
    ("Hoàng Văn Thụ", "in_progress", 5),
    ("Lường Thị Ngọc Ánh", "with_applicant", 50),
    ("Vy Đức Thịnh", "in_progress", -20),
    ("Nguyễn Thị Hường", "received", 90),
    ("Trần Quốc Khánh", "decided", 30),
    ("Triệu Mùi Ghển", "suspended", 130),
]


def rows() -> list[dict[str, Any]]:
    """Give the rows of a staff list."""
    return [
        {
            "code": f"000.15.06.H37-260505-{number:04}",
            "procedure": _("Cấp giấy phép xây dựng nhà ở riêng lẻ"),
            "name": name,
            "state": state,
            "due": NOW + timedelta(hours=hours),
        }
        for number, (name, state, hours) in enumerate(PEOPLE, start=7)
    ]


def context() -> dict[str, Any]:
    """Give the sample values that both style pages draw."""
    return {
        "now": NOW,
        "due_ok": DUE + timedelta(days=2),
        "due_soon": DUE,
        "due_late": NOW - timedelta(days=1, hours=2),
        "states": [
            *("draft", "submitted", "received", "in_progress", "with_applicant", "suspended"),
            *("decided", "returned", "refused", "stopped", "withdrawn", "annulled"),
        ],
        "summary_rows": [
            (_("Thủ tục"), _("Đăng ký khai sinh"), ""),
            (_("Người nộp"), "Nông Thị Ấm", "#"),
            (_("Số điện thoại"), "", "#"),
        ],
        "timeline": [
            {"title": _("Nộp trực tuyến"), "at": NOW - timedelta(days=3), "by": _("Người nộp")},
            {
                "title": _("Tiếp nhận"),
                "at": NOW - timedelta(days=2),
                "by": "TTPVHCC phường Kỳ Lừa",
                "flag": _("nhập bù"),
            },
            {"title": _("Đang thẩm định"), "at": NOW, "by": "Phòng Kinh tế, Hạ tầng và Đô thị", "state": "now"},
            {"title": _("Trả kết quả"), "at": DUE, "state": "next"},
        ],
        "tasks": [
            {"title": _("Thông tin của trẻ"), "href": "#", "done": True},
            {"title": _("Thông tin của mẹ"), "href": "#", "hint": _("Cần số định danh cá nhân")},
        ],
        "rows": rows(),
        "page_of_many": Paginator(range(400), 20).page(3),
    }
