"""The forms of logging in and of one's own account, in Vietnamese; what they check is allauth's."""

import re
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from motcua.people.models import User
from motcua.people.models.user import international_phone
from motcua.ui.forms import explain_required

PASSWORD_HINT = _("Ít nhất 10 ký tự, không chỉ gồm số, không giống tên hay số điện thoại của bạn.")


class PhoneField(forms.CharField):
    """A Vietnamese phone number in any written form; cleaned to +84…"""

    default_error_messages = {
        "invalid": _("Số điện thoại chưa đúng. Hãy nhập 10 chữ số, ví dụ 0912 345 678."),
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "tel", "inputmode": "tel"}
        super().__init__(**{"label": _("Số điện thoại"), "widget": forms.TextInput(attrs=attrs), **kwargs})

    def clean(self, value: Any) -> str:
        """Return the number as +84…, or an empty string when it is optional and absent."""
        typed = super().clean(value)
        if not typed:
            return ""
        number = international_phone(typed)
        if not number:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class Spoken(forms.Form):
    """Gives the fields of an allauth form our words, without placeholders, and the server's own checking."""

    words: dict[str, tuple[Any, Any]] = {}
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint) in self.words.items():
            if name in self.fields:
                self.fields[name].label = label
                self.fields[name].help_text = hint
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        explain_required(self)


class SamePassword(Spoken):
    """Says in our words that two passwords differ."""

    def clean(self) -> dict[str, Any]:
        """Check as before; only the words of that one error are ours."""
        cleaned = super().clean() or {}
        first, second = self.data.get("password1"), self.data.get("password2")
        if first and second and first != second:
            self.errors.pop("password2", None)
            self.add_error("password2", _("Hai lần nhập mật khẩu không giống nhau."))
        return cleaned


class LoginForm(Spoken, account.LoginForm):  # type: ignore[misc]  # allauth has no types
    """Login by user name, e-mail address or phone number."""

    words = {
        "login": (_("Tên đăng nhập, số điện thoại hoặc thư điện tử"), ""),
        "password": (_("Mật khẩu"), ""),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs.update({"autocomplete": "username", "autocapitalize": "none"})


class SignupForm(SamePassword, account.SignupForm):  # type: ignore[misc]  # allauth has no types
    """A citizen's own account; only a demonstration offers it."""

    words = {
        "phone": (_("Số điện thoại"), _("Dùng để đăng nhập và nhận tin về hồ sơ.")),
        "email": (_("Thư điện tử"), ""),
        "password1": (_("Mật khẩu"), PASSWORD_HINT),
        "password2": (_("Nhập lại mật khẩu"), ""),
    }
    field_order = ["name", "phone", "email", "password1", "password2"]
    name = forms.CharField(
        label=_("Họ và tên"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Viết như trong căn cước."),
    )

    def clean_name(self) -> str:
        """Require at least two words of letters."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not re.fullmatch(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)+", name):
            raise forms.ValidationError(_("Họ và tên chưa đúng. Hãy viết đủ họ và tên bằng chữ, không dùng số."))
        return name

    def clean_phone(self) -> str:
        """Refuse a number that already has an account; nothing secret is told, the form is for demonstrations."""
        phone = str(self.cleaned_data["phone"])
        if User.objects.filter(phone=phone).exists():
            raise forms.ValidationError(_("Số điện thoại này đã có tài khoản. Hãy đăng nhập."))
        return phone

    def custom_signup(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Keep the name and the day."""
        assert isinstance(user, User)
        user.name = self.cleaned_data["name"]
        user.joined_at = request.at  # type: ignore[attr-defined]
        user.save(update_fields=["name", "joined_at"])


class ChangePasswordForm(SamePassword, account.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """A new password for whoever knows the present one."""

    words = {
        "oldpassword": (_("Mật khẩu hiện tại"), ""),
        "password1": (_("Mật khẩu mới"), PASSWORD_HINT),
        "password2": (_("Nhập lại mật khẩu mới"), ""),
    }


class ResetPasswordForm(Spoken, account.ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """Asks for a link by e-mail; the answer is the same whether the address is known or not."""

    words = {"email": (_("Thư điện tử"), _("Địa chỉ đã ghi trong tài khoản của bạn."))}


class NewPasswordForm(SamePassword, account.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    """A new password behind a link that came by e-mail."""

    words = {
        "password1": (_("Mật khẩu mới"), PASSWORD_HINT),
        "password2": (_("Nhập lại mật khẩu mới"), ""),
    }


class ReauthenticateForm(Spoken, account.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The password once more before something sensitive."""

    words = {"password": (_("Mật khẩu"), "")}


CODE = (_("Mã xác thực"), _("6 chữ số đang hiện trong ứng dụng xác thực, hoặc một mã dự phòng."))


class CodeField(Spoken):
    """Lets a phone offer the digits keyboard."""

    words = {"code": CODE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update({"inputmode": "numeric", "autocomplete": "one-time-code"})


class SecondFactorForm(CodeField, mfa.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second factor at login."""

    trust = forms.BooleanField(
        label=_("Tin máy này đến hết ca"),
        help_text=_("Đến giờ đơn vị đóng cửa hôm nay, đăng nhập lại trên máy này chỉ cần mật khẩu."),
        required=False,
    )


class SecondFactorAgainForm(CodeField, mfa.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second factor once more before something sensitive."""


class ActivateForm(CodeField, totp.ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code of a new authenticator proves that it works."""

    words = {"code": (_("Mã xác thực"), _("6 chữ số đang hiện trong ứng dụng xác thực."))}
