"""The rule for the length of passwords, in our words."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LENGTH = 10


class LongEnough:
    """Ten characters or more."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Refuse a short password."""
        if len(password) < LENGTH:
            raise ValidationError(self.get_help_text(), code="password_too_short")

    def get_help_text(self) -> str:
        """Say the rule."""
        return _("Mật khẩu phải có ít nhất %(length)s ký tự.") % {"length": LENGTH}
