"""Machines trusted until the end of a shift: the second factor is asked once, not at every login on a shared PC.

A trusted machine has a signed cookie with a secret, and a row with the secret's digest: either alone is worth nothing.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError

from motcua.people import queries, sessions, shifts
from motcua.people.models import TrustedSeat, User

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

LONGEST: Final = timedelta(hours=12)
SALT: Final = "motcua.people.seat"
PATH: Final = "/account/"


def until(user: UUID, at: datetime) -> datetime | None:
    """Return how long a machine may be trusted: till the last of the offices closes today, 12 hours at most."""
    units = {duty.unit for duty in queries.duties_of(user, at)}
    ends = [end for unit in units if (end := shifts.end_of(unit, at)) is not None and end > at]
    return min(max(ends), at + LONGEST) if ends else None


def trust(request: HttpRequest, response: HttpResponse, user: User, at: datetime) -> datetime | None:
    """Trust this browser for the person until the shift ends; return when that is."""
    end = until(user.pk, at)
    if end is None:
        return None
    TrustedSeat.objects.filter(user=user, until__lte=at).delete()
    secret = secrets.token_urlsafe(32)
    row = TrustedSeat.objects.create(
        user=user,
        secret=_digest(secret),
        browser=sessions.browser_of(request),
        name=_name(request),
        since=at,
        until=end,
    )
    response.set_signed_cookie(
        _cookie(user.pk), f"{row.pk}:{secret}", SALT, expires=end, path=PATH, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return end


def is_trusted(request: HttpRequest, user: User, at: datetime) -> bool:
    """Say whether the person showed the second factor in this browser earlier in the shift."""
    pair = str(request.get_signed_cookie(_cookie(user.pk), "", SALT)).partition(":")
    if not pair[2]:
        return False
    try:
        row = TrustedSeat.objects.filter(pk=pair[0], user=user, since__lte=at, until__gt=at).first()
    except ValidationError:
        return False
    same = row is not None and secrets.compare_digest(row.secret, _digest(pair[2]))
    return same and row is not None and row.browser == sessions.browser_of(request)


def of(user: UUID, at: datetime) -> QuerySet[TrustedSeat]:
    """Return the machines that are trusted now."""
    return TrustedSeat.objects.filter(user=user, until__gt=at)


def forget(user: UUID) -> None:
    """Trust no machine of the person any more."""
    TrustedSeat.objects.filter(user=user).delete()


def _cookie(user: UUID) -> str:
    """Return the cookie's name: on a shared machine each person has one."""
    return f"seat_{hashlib.sha256(str(user).encode()).hexdigest()[:12]}"


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _name(request: HttpRequest) -> str:
    """Name browser and system in words a person knows the machine by."""
    agent = request.headers.get("User-Agent", "")
    browser = next((name for mark, name in BROWSERS if mark in agent), "?")
    system = next((name for mark, name in SYSTEMS if mark in agent), "?")
    return f"{browser} · {system}"


BROWSERS: Final = (
    ("Edg/", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS: Final = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
