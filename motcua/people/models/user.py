"""The account with which a person logs in: citizen, official or administrator."""

import re
import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

USERNAME_PATTERN = r"^[a-z0-9][a-z0-9._-]{2,63}$"


def international_phone(raw: str) -> str:
    """Return a Vietnamese phone number as +84…, however it was typed; an empty string when it is none."""
    digits = re.sub(r"[\s.()-]", "", raw)
    match = re.fullmatch(r"(?:\+?84|0)([1-9]\d{8,9})", digits)
    return f"+84{match[1]}" if match else ""


class UserManager(BaseUserManager["User"]):
    """Makes accounts with a hashed password."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account; without a password nobody can log in to it."""
        user = self.model(username=username.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account that may read everything in the administration site."""
        return self.create_user(username, password, **{**fields, "is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find an account by its login name, whatever the case it was typed in."""
        return self.get(username=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person's account. Names and numbers live here and never in the ledger, which knows only ``actor_id``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(
        _("Tên đăng nhập"),
        max_length=64,
        unique=True,
        validators=[RegexValidator(USERNAME_PATTERN, _("Chỉ dùng chữ thường không dấu, số, dấu chấm và gạch nối."))],
        error_messages={"unique": _("Tên đăng nhập này đã có người dùng. Hãy chọn tên khác.")},
    )
    name = models.CharField(_("Họ và tên"), max_length=150)
    email = models.EmailField(_("Thư điện tử"), blank=True)
    phone = models.CharField(_("Số điện thoại"), max_length=16, unique=True, null=True, blank=True)
    phone_verified = models.BooleanField(_("Số điện thoại đã xác minh"), default=False)
    national_id = models.CharField(_("Số định danh cá nhân"), max_length=12, unique=True, null=True, blank=True)
    language = models.CharField(_("Ngôn ngữ"), max_length=8, blank=True)
    is_active = models.BooleanField(_("Đang hoạt động"), default=True)
    is_staff = models.BooleanField(_("Được vào trang quản trị"), default=False)
    joined_at = models.DateTimeField(_("Ngày tạo tài khoản"), null=True, blank=True, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("Tài khoản")
        verbose_name_plural = _("Tài khoản")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name or self.username

    def clean(self) -> None:
        """Bring login name and phone number into their one written form."""
        super().clean()
        self.username = self.username.strip().lower()
        self.phone = international_phone(self.phone) if self.phone else None

    def get_full_name(self) -> str:
        """Return the name as it is written on papers."""
        return self.name

    def get_short_name(self) -> str:
        """Return the given name: in Vietnamese the last word."""
        return self.name.rsplit(" ", 1)[-1] if self.name else self.username

    @property
    def actor_id(self) -> str:
        """Return the opaque id under which the ledger knows this person."""
        return f"user:{self.pk}"
