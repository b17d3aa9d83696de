"""What allauth asks us: who has which phone, where to go after login, who may sign up, what must stay protected."""

import logging
import smtplib
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from motcua.core.refusal import Refused
from motcua.ledger import origin
from motcua.people import actor as actors
from motcua.people import locks, queries, resets, seats, second_factor, sessions
from motcua.people.forms import PhoneField
from motcua.people.language import remember_at_login
from motcua.people.models import User
from motcua.people.models.user import international_phone

log = logging.getLogger(__name__)
WRONG = _("Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy kiểm tra chữ hoa, chữ thường rồi nhập lại.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts with a phone number, a start page for each duty, and sessions bound to their browser."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Tài khoản này đã bị khóa."),
        "email_password_mismatch": WRONG,
        "phone_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "email_taken": _("Thư điện tử này đã có tài khoản."),
        "phone_taken": _("Số điện thoại này đã có tài khoản."),
        "enter_current_password": _("Mật khẩu hiện tại chưa đúng."),
        "incorrect_password": _("Mật khẩu chưa đúng."),
        "incorrect_code": _("Mã chưa đúng. Hãy nhập mã đang hiện trong ứng dụng."),
        "invalid_password_reset": _("Đường dẫn đặt lại mật khẩu không còn dùng được."),
        "too_many_login_attempts": _("Đăng nhập sai quá nhiều lần. Hãy thử lại sau 5 phút."),
        "rate_limited": _("Bạn thao tác quá nhanh. Hãy chờ một phút rồi thử lại."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Let citizens make accounts in a demonstration; a province's citizens come with VNeID."""
        return origin.is_demo()

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead everybody to their own work."""
        at = request.at  # type: ignore[attr-defined]
        user = cast(User, request.user).pk
        home = queries.home_for(actors.person(user, queries.duties_of(user, at)))
        try:
            return reverse(home)
        except NoReverseMatch:
            return resolve_url(settings.LOGIN_REDIRECT_URL)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Log in and bind the new session to this browser and moment."""
        super().login(request, user)
        at = request.at  # type: ignore[attr-defined]
        person = cast(User, user)
        sessions.bind(request, at)
        locks.begin(request, person.pk, at)
        if seats.is_trusted(request, person, at):
            second_factor.mark_shown(request, person)
        resets.tell(request, person, at)
        remember_at_login(request, person)

    def populate_username(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Name a citizen's account by the number of its phone."""
        if isinstance(user, User) and not user.username:
            user.username = f"0{str(getattr(self, '_phone', ''))[3:]}"

    def save_user(
        self, request: HttpRequest, user: AbstractBaseUser, form: BaseForm, commit: bool = True
    ) -> AbstractBaseUser:
        """Remember the phone number before the account gets its name."""
        self._phone = form.cleaned_data.get("phone", "")
        try:
            with transaction.atomic():
                saved: AbstractBaseUser = super().save_user(request, user, form, commit)
        except IntegrityError:
            raise Refused("phone_taken", str(self.error_messages["phone_taken"]), str(_("Hãy đăng nhập."))) from None
        return saved

    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        """Return the field for Vietnamese numbers."""
        kwargs.pop("label", None)
        return PhoneField(**kwargs)

    def get_phone(self, user: AbstractBaseUser) -> tuple[str, bool] | None:
        """Return the number of an account and whether it is verified."""
        assert isinstance(user, User)
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: AbstractBaseUser, phone: str, verified: bool) -> None:
        """Keep the number of an account."""
        User.objects.filter(pk=user.pk).update(phone=phone, phone_verified=verified)
        user.phone, user.phone_verified = phone, verified  # type: ignore[attr-defined]

    def set_phone_verified(self, user: AbstractBaseUser, phone: str) -> None:
        """Keep that the number was verified."""
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> AbstractBaseUser | None:
        """Find an account by its number."""
        return User.objects.filter(phone=international_phone(phone) or phone).first()

    def send_verification_code_sms(self, user: AbstractBaseUser, phone: str, code: str, **kwargs: Any) -> None:
        """Refuse: no gateway for text messages is connected, and verification is switched off."""
        raise Refused("no_sms", str(_("Hệ thống chưa nối cổng tin nhắn.")))

    def get_login_stages(self) -> list[str]:
        """Ask for the second factor and nothing else: an account without a phone or e-mail logs in too."""
        return ["motcua.people.stages.SecondFactorStage"]

    def send_mail(self, template_prefix: str, email: str, words: dict[str, Any]) -> None:
        """Send, or say clearly that the mail server can't be reached."""
        try:
            super().send_mail(template_prefix, email, words)
        except (OSError, smtplib.SMTPException) as error:
            log.warning("mail server refused: %s", type(error).__name__)
            raise Refused(
                "mail_unreachable",
                str(_("Hiện chưa gửi được thư.")),
                str(_("Hãy thử lại sau, hoặc nhờ quản trị viên của đơn vị đặt lại mật khẩu.")),
            ) from error


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Authenticators of officials can't be switched off, and their secrets are stored encrypted."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Tài khoản cán bộ phải có xác thực hai bước, không thể tắt."),
        "cannot_generate_recovery_codes": _("Hãy bật xác thực hai bước trước khi tạo mã dự phòng."),
        "incorrect_code": _("Mã chưa đúng. Hãy nhập mã đang hiện trong ứng dụng, hoặc một mã dự phòng chưa dùng."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Let only those switch it off who need none."""
        return not second_factor.required(authenticator.user, context.request.actor)

    def encrypt(self, text: str) -> str:
        """Encrypt a secret with the key of the installation."""
        return second_factor.cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt a secret; one that another installation's key made is refused."""
        try:
            return second_factor.cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise Refused(
                "foreign_secret",
                str(_("Mã xác thực hai bước của tài khoản này không còn đọc được.")),
                str(_("Hãy nhờ quản trị viên xóa xác thực hai bước để cài lại.")),
            ) from None
