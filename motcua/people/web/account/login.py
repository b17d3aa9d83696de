"""Logging in and one's own account: allauth's views with our forms, only those that Motcua needs."""

from typing import Any, cast

from allauth.account import views as account
from allauth.mfa.base.views import AuthenticateView as AllauthAuthenticateView
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from motcua.ledger import origin
from motcua.people import seats, second_factor
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


class AuthenticateView(AllauthAuthenticateView):  # type: ignore[misc]  # allauth has no types
    """The second factor; whoever asks for it is not asked again on this machine until the shift ends."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Log in, and trust the machine when that was asked for."""
        user = cast(User, self.stage.login.user)
        response = cast(HttpResponse, super().form_valid(form))
        if form.cleaned_data.get("trust") and self.request.user.is_authenticated:
            end = seats.trust(self.request, response, user, self.request.at)
            if end is None:
                messages.warning(self.request, _("Hôm nay đơn vị đã hết giờ làm việc, nên máy này không được ghi nhớ."))
        return response
