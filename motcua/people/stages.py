"""The second factor at login, asked unless this machine is trusted until the end of the shift."""

from typing import cast

from allauth.mfa import stages
from django.http import HttpRequest

from motcua.people import seats
from motcua.people.models import User


class SecondFactorStage(stages.AuthenticateStage):  # type: ignore[misc]  # allauth has no types
    """Asks for the code, except on a machine that the same person trusted earlier in the shift."""

    def _should_handle(self, request: HttpRequest) -> bool:
        if not super()._should_handle(request):
            return False
        return not seats.is_trusted(request, cast(User, self.login.user), request.at)  # type: ignore[attr-defined]
