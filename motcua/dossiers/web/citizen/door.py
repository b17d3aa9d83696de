"""Who comes to a citizen's page: logged in or sent to log in, and never kept in the browser."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import queries
from motcua.dossiers.drafts import ONLINE
from motcua.dossiers.models import Dossier
from motcua.people.middleware import ActedRequest
from motcua.people.models import User

View = Callable[..., HttpResponseBase]


def signed_in(view: View) -> View:
    """Let only a logged-in person in; a visitor logs in first and comes back to the same page."""

    @wraps(view)
    def checked(request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.actor.kind != "user":
            back = request.get_full_path() if request.method in {"GET", "HEAD"} else request.path
            return redirect_to_login(back)
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return checked


def today(request: ActedRequest) -> Any:
    """Return the local day of the request."""
    return local(request.at).date()


def lodged(request: ActedRequest) -> QuerySet[Dossier]:
    """Return what this person lodged online; what an officer entered at the counter for others is not theirs."""
    return queries.mine(request.actor).filter(channel=ONLINE)


def own_dossier(request: ActedRequest, dossier_id: UUID) -> Dossier:
    """Return a dossier that this person lodged; for anybody else, officials too, it does not exist here."""
    found = lodged(request).select_related("applicant").filter(pk=dossier_id).first()
    if found is None:
        raise Refused(
            "not_found",
            _("Không có hồ sơ này trong tài khoản của bạn."),
            _("Mở “Hồ sơ của tôi”, hoặc tra cứu bằng mã hồ sơ."),
        )
    return found


def account(request: HttpRequest) -> User:
    """Return the account of a logged-in person."""
    user = request.user
    assert isinstance(user, User)
    return user


def profile(request: HttpRequest) -> dict[str, str]:
    """Return what the account knows of its person, to fill in forms."""
    user = account(request)
    phone = f"0{user.phone.removeprefix('+84')}" if user.phone else ""
    return {"name": user.name, "national_id": user.national_id or "", "phone": phone, "email": user.email}


def no_store(response: HttpResponse) -> HttpResponse:
    """Keep a page out of every cache."""
    add_never_cache_headers(response)
    return response
