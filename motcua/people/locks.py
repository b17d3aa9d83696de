"""A locked screen: the session stays, and answers nothing but the PIN of whoever it belongs to.

Locking and unlocking give the session a new key, so that a request which was under way cannot write the lock away, and
a key that somebody copied before is worth nothing after.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password

from motcua.people import queries, sessions
from motcua.people.models import LockRule, OrgUnit, Pin, User, WrongPin

if TYPE_CHECKING:
    from django.http import HttpRequest

MINUTES: Final = 15
TRIES: Final = 5
WINDOW: Final = timedelta(minutes=15)
DIGITS: Final = 6


def is_locked(request: HttpRequest) -> bool:
    """Say whether the session is locked."""
    return sessions.LOCKED in request.session


def lock(request: HttpRequest, at: datetime) -> None:
    """Lock the session; a second time changes nothing."""
    if is_locked(request):
        return
    request.session[sessions.LOCKED] = int(at.timestamp())
    request.session.cycle_key()


def unlock(request: HttpRequest, user: User, typed: str, at: datetime) -> int:
    """Unlock with the PIN (with the password where there is no PIN); return how many tries are left, -1 once open.

    A try is written before it is checked, so that of many at one moment no more are checked than are allowed.
    """
    WrongPin.objects.create(user=user, at=at)
    used = WrongPin.objects.filter(user=user, at__gt=at - WINDOW).count()
    if used > TRIES:
        return 0
    pin = Pin.objects.filter(user=user).first()
    if not (check_password(typed, pin.hashed) if pin else user.check_password(typed)):
        return TRIES - used
    forget_tries(user.pk)
    request.session[sessions.SEEN] = int(at.timestamp())
    request.session.pop(sessions.LOCKED, None)
    request.session.cycle_key()
    return -1


def forget_tries(user: UUID) -> None:
    """Begin counting anew: the person has proven who they are."""
    WrongPin.objects.filter(user=user).delete()


def begin(request: HttpRequest, user: UUID, at: datetime) -> None:
    """Note at login after how many idle minutes this session locks; earlier wrong tries no longer count."""
    forget_tries(user)
    minutes = minutes_for(user, at)
    if minutes is not None:
        request.session[sessions.LOCK_AFTER] = minutes


def may_try(user: UUID, at: datetime) -> bool:
    """Say whether the person has tries left; the password of the PIN page counts with the PINs."""
    return WrongPin.objects.filter(user=user, at__gt=at - WINDOW).count() < TRIES


def note_wrong(user: User, at: datetime) -> None:
    """Count a wrong try."""
    WrongPin.objects.create(user=user, at=at)


def has_pin(user: UUID) -> bool:
    """Say whether the person has set a PIN."""
    return Pin.objects.filter(user=user).exists()


def set_pin(user: User, digits: str, at: datetime) -> None:
    """Keep the hash of a PIN."""
    Pin.objects.update_or_create(user=user, defaults={"hashed": make_password(digits), "set_at": at})


def is_weak(digits: str, user: User) -> bool:
    """Say whether six digits are among the first that anybody tries: repeats, runs, dates, own numbers."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(digits)}
    if len(set(digits)) < 3 or steps in ({1}, {9}) or digits[:3] == digits[3:] or digits[:2] * 3 == digits:
        return True
    own = f"{user.phone or ''} {user.national_id or ''}"
    return digits in own or _is_day(digits)


def _is_day(digits: str) -> bool:
    """Say whether the digits read as a day of birth, ddmmyy."""
    day, month = int(digits[:2]), int(digits[2:4])
    return 1 <= day <= 31 and 1 <= month <= 12


def minutes_for(user: UUID, at: datetime) -> int | None:
    """Return after how many idle minutes an officer's screen locks; None for who holds no post.

    Of several units the strictest counts; a unit without a rule has that of the nearest unit above it.
    """
    units = {duty.unit for duty in queries.duties_of(user, at)}
    if not units:
        return None
    rules = dict(LockRule.objects.values_list("unit__code", "minutes"))
    return min(rule_of(unit, rules) for unit in units)


def rule_of(unit: str, rules: dict[str, int] | None = None) -> int:
    """Return the minutes that hold in a unit."""
    known = dict(LockRule.objects.values_list("unit__code", "minutes")) if rules is None else rules
    line = (unit, *queries.ancestors(unit)) if known else ()
    return next((known[code] for code in line if code in known), MINUTES)


def rule_row(unit: OrgUnit) -> LockRule | None:
    """Return the unit's own rule."""
    return LockRule.objects.filter(unit=unit).first()
