"""Fixes once per request who acts and when: the only place that reads the clock for a page."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from motcua.people import actor as actors
from motcua.people import kept_forms, locking, locks, queries, second_factor, sessions
from motcua.people.actor import VISITOR, Actor

ENDED: Final = {
    "expired": _("Phiên làm việc đã hết hạn. Hãy đăng nhập lại."),
    "idle": _("Phiên làm việc đã đóng vì lâu không dùng. Hãy đăng nhập lại."),
    "weak": _("Hãy đăng nhập lại bằng mật khẩu và mã xác thực."),
    "moved": _("Phiên làm việc đã đóng vì được mở bằng một trình duyệt khác. Hãy đăng nhập lại."),
}
OPEN_WITHOUT_SECOND_FACTOR: Final = ("account_logout", "account_reauthenticate", "mfa_", "ui:language")


class ActedRequest(HttpRequest):
    """A request as every page gets it: the person acting and the moment are known."""

    actor: Actor
    at: datetime


class ActorAndTime:
    """Sets ``request.actor`` and ``request.at``, ends sessions that may not go on, and asks officials for their code.

    A visitor without a session costs no query. What somebody with a session sees is kept in no cache: on the machine of
    a counter the next person would find it by the button "back".
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Fix actor and moment, then go on."""
        acted = cast(ActedRequest, request)
        acted.at = timezone.now()
        _end_session_if_due(request, acted.at)
        acted.actor = cast(Actor, SimpleLazyObject(lambda: acting(request, acted.at)))
        response = self.get_response(request)
        if _has_session(request):
            kept_forms.put_back(request, response)
            if not response.has_header("Cache-Control"):
                add_never_cache_headers(response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Answer nothing while the screen is locked; send an official without a second factor to set one up."""
        if not _has_session(request) or not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if locks.is_locked(request):
            return None if name in locking.OPEN else locking.covered(request)
        if name.startswith(OPEN_WITHOUT_SECOND_FACTOR):
            return None
        user = request.user
        if second_factor.shown(request, user) or not second_factor.required(user, cast(ActedRequest, request).actor):
            return None
        if second_factor.is_set_up(user):
            logout(request)
            messages.warning(request, ENDED["weak"])
            return redirect("account_login")
        messages.warning(request, _("Tài khoản cán bộ phải có xác thực hai bước. Hãy cài đặt trước khi làm việc."))
        return redirect("mfa_activate_totp")


def acting(request: HttpRequest, at: datetime) -> Actor:
    """Return who acts in this request: the logged-in person with the duties held at that moment, or a visitor."""
    if not _has_session(request) or not request.user.is_authenticated:
        return VISITOR
    return actors.person(request.user.pk, queries.duties_of(request.user.pk, at))


def _has_session(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _end_session_if_due(request: HttpRequest, at: datetime) -> None:
    if not _has_session(request) or not request.user.is_authenticated:
        return
    state = sessions.check(request, at)
    if state == "unused":
        locks.lock(request, at)
    elif state != "good":
        logout(request)
        messages.warning(request, ENDED[state])
