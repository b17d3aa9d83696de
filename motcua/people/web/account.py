"""Logging in and one's own account: allauth's views with our forms, only those that Motcua needs."""

from typing import Any, cast

from allauth.account import views as account
from allauth.mfa.totp.views import ActivateTOTPView
from django.http import HttpResponse

from motcua.ledger import origin
from motcua.people import second_factor
from motcua.people.demo import read_cast
from motcua.people.models import User


class LoginView(account.LoginView):  # type: ignore[misc]  # allauth has no types
    """The login page; a demonstration shows whom one can be."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the cast of a demonstration."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "cast": read_cast() if origin.is_demo() else None}


class ActivateView(ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    """Setting up the second factor counts as having shown it in this session."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Set up, and note it."""
        response = cast(HttpResponse, super().form_valid(form))
        second_factor.mark_shown(self.request, cast(User, self.request.user))
        return response
