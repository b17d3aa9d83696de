"""Forms of posts and delegations: parsing and shape only; the actions decide."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.people.models import User
from motcua.people.models.user import international_phone
from motcua.people.roles import LABELS, POST_ROLES
from motcua.ui.forms import DayField, Form

ROLES = [(code, label) for code, label in LABELS.items() if code in POST_ROLES]


class PersonField(forms.CharField):
    """An account, named by its login name or phone number; cleaned to the account."""

    def clean(self, value: Any) -> Any:
        """Find the active account."""
        typed = str(super().clean(value) or "").strip()
        phone = international_phone(typed)
        known = User.objects.filter(is_active=True)
        found = known.filter(phone=phone).first() if phone else known.filter(username=typed.lower()).first()
        if found is None:
            raise ValidationError(_("Không có tài khoản đang hoạt động nào mang tên đăng nhập hoặc số này."))
        return found


class PostForm(Form):
    """A person, a role, the days."""

    person = PersonField(label=_("Tên đăng nhập hoặc số điện thoại"), max_length=64)
    role = forms.ChoiceField(label=_("Vai trò"), choices=ROLES)
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Đến hết ngày"), required=False)
    decision = forms.CharField(
        label=_("Số, ký hiệu quyết định"),
        help_text=_("Bắt buộc có ngày cuối khi mở tài khoản theo quyết định thanh tra, ví dụ 12/QĐ-TTr."),
        max_length=60,
        required=False,
    )


class EndForm(Form):
    """The last day of a post."""

    last_day = DayField(label=_("Ngày cuối"))


class DelegationForm(Form):
    """One of the giver's own duties, the receiver, the days and the decision."""

    duty = forms.ChoiceField(label=_("Ủy quyền vai trò nào"))
    person = PersonField(label=_("Tên đăng nhập hoặc số điện thoại của người nhận"), max_length=64)
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Đến hết ngày"))
    decision = forms.CharField(label=_("Số, ký hiệu văn bản ủy quyền"), max_length=60, help_text=_("Ví dụ 42/GUQ-VP"))

    def __init__(self, *args: Any, duties: list[tuple[str, str]], first_day: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"valid_from": first_day}, **kwargs)
        field = self.fields["duty"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = duties
