"""How a locked session answers whoever asks for something else than the PIN."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.people import kept_forms
from motcua.ui.middleware import back_address, wants_json

OPEN: Final = frozenset({"account_lock", "account_unlock", "account_logout", "ui:language"})
LOCKED_STATUS: Final = 423


def covered(request: HttpRequest) -> HttpResponse:
    """Refuse what was asked: a program gets 423, a person the lock page, which leads back to the same place.

    A form that was sent meanwhile from another tab is kept for the page it was typed on.
    """
    if request.headers.get("HX-Request") == "true" or request.headers.get("X-Requested-With") == "fetch":
        response = HttpResponse(status=LOCKED_STATUS)
        response.headers["HX-Trigger"] = "locked"
        return response
    if wants_json(request):
        told = {"code": "locked", "message": _("Máy đang khóa."), "hint": _("Nhập mã PIN để mở khóa.")}
        return JsonResponse(told, status=LOCKED_STATUS)
    if request.method in ("GET", "HEAD"):
        return to_lock_page(request.get_full_path())
    back = urlsplit(back_address(request))
    kept_forms.keep(request, back.path, request.POST)
    return to_lock_page(f"{back.path}?{back.query}" if back.query else back.path)


def to_lock_page(back: str) -> HttpResponse:
    """Lead to the lock page, which remembers where to go on."""
    return redirect(f"{reverse('account_lock')}?{urlencode({'next': back or '/'})}")
