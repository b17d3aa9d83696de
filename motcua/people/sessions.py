"""Sessions are bound: to the browser they began in, to an absolute life, and to being used."""

import hashlib
from datetime import datetime
from typing import Final, Literal

from django.conf import settings
from django.http import HttpRequest

SINCE: Final = "bound_since"
SEEN: Final = "bound_seen"
BROWSER: Final = "bound_browser"
STEP: Final = 60
State = Literal["good", "expired", "idle", "moved"]


def bind(request: HttpRequest, at: datetime) -> None:
    """Bind the session of a person who has just logged in to this browser and moment."""
    now = int(at.timestamp())
    request.session.update({SINCE: now, SEEN: now, BROWSER: _browser(request)})


def check(request: HttpRequest, at: datetime) -> State:
    """Say whether the session may go on; note that it was used (once a minute, for each note is a write)."""
    session, now = request.session, int(at.timestamp())
    if SINCE not in session:
        bind(request, at)
        return "good"
    if session.get(BROWSER) != _browser(request):
        return "moved"
    if now - session[SINCE] > settings.SESSION_LIFETIME_SECONDS:
        return "expired"
    if now - session[SEEN] > settings.SESSION_IDLE_SECONDS:
        return "idle"
    if now - session[SEEN] >= STEP:
        session[SEEN] = now
    return "good"


def _browser(request: HttpRequest) -> str:
    return hashlib.sha256(request.headers.get("User-Agent", "").encode()).hexdigest()[:32]
