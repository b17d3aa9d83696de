"""Who needs a second factor, and whether this session has shown it."""

import base64
import hashlib
from functools import cache

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest

from motcua.ledger import origin
from motcua.people.actor import Actor
from motcua.people.models import User

SHOWN = "second_factor_of"


def required(user: User, actor: Actor) -> bool:
    """Say whether this account must have an authenticator: officials and administrators, except in a demonstration."""
    return not origin.is_demo() and (user.is_staff or user.is_superuser or actor.is_official)


def shown(request: HttpRequest, user: User) -> bool:
    """Say whether this very session was opened with a second factor, or one was set up in it."""
    if request.session.get(SHOWN) == str(user.pk):
        return True
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def mark_shown(request: HttpRequest, user: User) -> None:
    """Note that the person has set up a second factor in this session."""
    request.session[SHOWN] = str(user.pk)


def is_set_up(user: User) -> bool:
    """Say whether the account has an authenticator."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


@cache
def _cipher(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"motcua.second_factor:{key}".encode()).digest()))


def cipher() -> Fernet:
    """Return the cipher of this installation's authenticator secrets."""
    return _cipher(settings.SECRET_KEY)
