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
LOCK_AFTER: Final = "lock_after"
LOCKED: Final = "locked_at"
State = Literal["good", "expired", "idle", "moved", "unused"]


def bind(request: HttpRequest, at: datetime) -> None:
    """Bind the session of a person who has just logged in to this browser and moment."""
    now = int(at.timestamp())
    request.session.update({SINCE: now, SEEN: now, BROWSER: browser_of(request)})


def check(request: HttpRequest, at: datetime) -> State:
    """Say whether the session may go on; note that it was used (once a minute, for each note is a write).

    ``unused`` asks for a lock: nobody touched it for as long as the unit allows. A locked session waits its whole life.
    """
    session, now = request.session, int(at.timestamp())
    if SINCE not in session:
        bind(request, at)
        return "good"
    if session.get(BROWSER) != browser_of(request):
        return "moved"
    if now - session[SINCE] > settings.SESSION_LIFETIME_SECONDS:
        return "expired"
    if LOCKED in session:
        return "good"
    if now - session[SEEN] > settings.SESSION_IDLE_SECONDS:
        return "idle"
    if LOCK_AFTER in session and now - session[SEEN] > session[LOCK_AFTER] * 60:
        return "unused"
    if now - session[SEEN] >= STEP and request.headers.get("X-Requested-With") != "fetch":
        session[SEEN] = now
    return "good"


def browser_of(request: HttpRequest) -> str:
    """Return a short mark of the browser that asks."""
    return hashlib.sha256(request.headers.get("User-Agent", "").encode()).hexdigest()[:32]
