"""What those who keep the register find in the desk's navigation."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import pgettext_lazy

from motcua.people.middleware import ActedRequest
from motcua.procedures import policies
from motcua.ui import slots


def _keeps_register(request: HttpRequest) -> bool:
    return policies.can_see_register(cast(ActedRequest, request).actor).allowed


def register() -> None:
    """Offer the register to procedure control."""
    slots.navigation(
        "desk", "registry", label=pgettext_lazy("navigation", "Thủ tục"), url="procedures:registry", order=40,
        allowed=_keeps_register,
    )  # fmt: skip
