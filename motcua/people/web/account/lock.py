"""The lock page: F12 or time led here, the PIN of the same person leads back to the same place."""

from typing import cast
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.people import kept_forms, locks
from motcua.people.middleware import ActedRequest
from motcua.people.models import User
from motcua.ui.middleware import back_address

WRONG_STATUS = 400


@require_http_methods(["GET", "HEAD", "POST"])
def lock(request: HttpRequest) -> HttpResponse:
    """Lock the screen (POST), keeping what was typed; show who may unlock it."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    if request.GET.get("alive"):
        return HttpResponse(status=204)
    acted = cast(ActedRequest, request)
    if request.method == "POST":
        back = urlsplit(back_address(request))
        locks.lock(request, acted.at)
        if _by_script(request):
            return _panel(acted, back.path or "/")
        kept_forms.keep(request, back.path, request.POST)
        where = f"{back.path}?{back.query}" if back.query else back.path
        return redirect(f"{reverse('account_lock')}?{urlencode({'next': where or '/'})}")
    if not locks.is_locked(request):
        return redirect(_own(request, request.GET.get("next", "")))
    return _page(acted, _own(request, request.GET.get("next", "")))


@require_POST
def unlock(request: HttpRequest) -> HttpResponse:
    """Unlock with the PIN; the fifth wrong one ends the session."""
    if not request.user.is_authenticated:
        return _ended(request)
    acted = cast(ActedRequest, request)
    back = _own(request, request.POST.get("next", ""))
    if not locks.is_locked(request):
        return HttpResponse(status=204) if _by_script(request) else redirect(back)
    left = locks.unlock(request, request.user, request.POST.get("pin", ""), acted.at)
    if left < 0:
        return HttpResponse(status=204) if _by_script(request) else redirect(back)
    if left == 0:
        logout(request)
        messages.warning(request, _("Nhập sai quá nhiều lần nên phiên làm việc đã đóng. Hãy đăng nhập lại."))
        return _ended(request)
    wrong = _("Chưa đúng. Còn %(left)s lần thử.") % {"left": left}
    return _panel(acted, back, wrong) if _by_script(request) else _page(acted, back, wrong)


def _page(request: ActedRequest, back: str, wrong: str = "") -> HttpResponse:
    return render(request, "account/lock.html", _context(request, back, wrong), status=WRONG_STATUS if wrong else 200)


def _panel(request: ActedRequest, back: str, wrong: str = "") -> HttpResponse:
    return render(request, "account/_lock.html", _context(request, back, wrong), status=WRONG_STATUS if wrong else 200)


def _context(request: ActedRequest, back: str, wrong: str) -> dict[str, object]:
    user = cast(User, request.user)
    kept = _by_script(request) or kept_forms.KEPT in request.session
    return {"who": user.name, "has_pin": locks.has_pin(user.pk), "back": back, "wrong": wrong, "kept": kept}


def _ended(request: HttpRequest) -> HttpResponse:
    """Send to the login page: a script is told so, for it holds a page it must not show again."""
    if _by_script(request):
        return HttpResponse(status=401, headers={"Location": reverse("account_login")})
    return redirect("account_login")


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _own(request: HttpRequest, address: str) -> str:
    """Return the address to go on at, if it is one of ours and not the lock page itself."""
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address if ours and address and urlsplit(address).path != reverse("account_lock") else "/"
