"""Remembers which dossiers this browser has opened, by a signed mark in a cookie: strangers then do not slow it."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpResponseBase

from motcua.dossiers import openings
from motcua.people.middleware import ActedRequest

NAME: Final = "opened"
SALT: Final = "dossiers.opened"
LASTS: Final = timedelta(days=180)


def device_of(request: ActedRequest, dossier_id: UUID) -> str:
    """Return the browser's own name if it opened this dossier in the last half year, else ""."""
    holder = _holder(_mark(request))
    return holder if holder and openings.is_open(holder, dossier_id, request.at) else ""


def remember(request: ActedRequest, response: HttpResponseBase, dossier_id: UUID) -> None:
    """Keep that this browser opened a dossier."""
    mark = _mark(request) or secrets.token_hex(16)
    openings.keep(_holder(mark), dossier_id, request.at + LASTS)
    response.set_cookie(
        NAME,
        signing.dumps(mark, salt=SALT),
        max_age=LASTS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def forget(request: ActedRequest, dossier_id: UUID) -> None:
    """Drop a dossier before the browser goes back to its owner."""
    if mark := _mark(request):
        openings.close(_holder(mark), dossier_id)


def _holder(mark: str) -> str:
    return openings.holder("browser", mark) if mark else ""


def _mark(request: ActedRequest) -> str:
    try:
        return str(signing.loads(request.COOKIES.get(NAME, ""), salt=SALT))
    except signing.BadSignature:
        return ""
