"""Who may open the papers of a dossier: whoever the queries let see it, or who proved in tracking whose it is."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.dossiers import openings, queries
from motcua.dossiers.drafts import ONLINE
from motcua.dossiers.models import Dossier
from motcua.people import access
from motcua.people.middleware import ActedRequest

HOLDER: Final = "tracking_holder"
LASTS: Final = timedelta(minutes=30)


def is_own(request: ActedRequest, dossier: Dossier) -> bool:
    """Tell whether this person lodged the dossier themselves."""
    return request.actor.kind == "user" and dossier.created_by == request.actor.id and dossier.channel == ONLINE


def seen(request: ActedRequest, dossier_id: UUID, what: str) -> Dossier:
    """Return a dossier whose paper is about to be shown; a look by an official is logged."""
    if request.actor.kind == "visitor" or proved(request, dossier_id):
        if not proved(request, dossier_id):
            raise Refused(
                "not_found",
                _("Không có hồ sơ này, hoặc bạn không được xem."),
                _("Đăng nhập, hoặc tra cứu bằng mã hồ sơ và 4 số cuối điện thoại."),
            )
        return Dossier.objects.get(pk=dossier_id)
    dossier = queries.get(request.actor, dossier_id)
    if not is_own(request, dossier):
        access.seen(request.actor, f"dossier:{dossier_id}", what, request.at)
    return dossier


def proved(request: ActedRequest, dossier_id: UUID) -> bool:
    """Tell whether this browser gave the last digits for the dossier within the last half hour."""
    holder = _holder(request)
    return bool(holder) and openings.is_open(holder, dossier_id, request.at)


def prove(request: ActedRequest, dossier_id: UUID) -> None:
    """Remember for this session that the last digits were right."""
    if not _holder(request):
        request.session.create()
    holder = _holder(request)
    if request.session.get(HOLDER) != holder:
        request.session[HOLDER] = holder  # a login changes the session's key; what was opened stays open
    openings.keep(holder, dossier_id, request.at + LASTS)


def forget(request: ActedRequest, dossier_id: UUID) -> None:
    """Close what was opened, before the phone goes back to its owner."""
    if holder := _holder(request):
        openings.close(holder, dossier_id)


def _holder(request: ActedRequest) -> str:
    """Return under which name this session opens dossiers, "" where there is none; it follows from the first key.

    Two requests at the same moment so find the same name, whichever of them saves the session last.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES and not request.session.modified:
        return ""
    kept = request.session.get(HOLDER)
    key = request.session.session_key  # after reading: a session that ended has none any more
    return str(kept or (openings.holder("session", key) if key else ""))
