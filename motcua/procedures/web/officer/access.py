"""The door of the desk's pages: who may not see a page gets none; and what every form there sends with it."""

import hashlib
import json
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Final, cast
from uuid import UUID, uuid5

from django.http import Http404, HttpRequest, HttpResponse

from motcua.core.refusal import Verdict
from motcua.ledger.commit import Key
from motcua.people.actor import Actor
from motcua.people.middleware import ActedRequest
from motcua.people.queries import local_day
from motcua.ui.forms import key_of

View = Callable[..., HttpResponse]
BOTH: Final = ("GET", "HEAD", "POST")


def acted(request: HttpRequest) -> ActedRequest:
    """Return the request with the actor and the moment that the middleware has fixed."""
    return cast(ActedRequest, request)


def seen(policy: Callable[[Actor], Verdict]) -> Callable[[View], View]:
    """Show a page only to those the policy allows; for everybody else it does not exist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not policy(acted(request).actor).allowed:
                raise Http404
            return view(request, *args, **kwargs)

        return asked

    return decorate


def today(request: HttpRequest) -> date:
    """Return the local day of the request."""
    return local_day(acted(request).at)


def number(text: str) -> int:
    """Return a whole number that a form sent, 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def keyed(request: HttpRequest, action: str, asked: Any, part: str = "") -> Key:
    """Return the idempotency key of a posted form; ``part`` tells apart what one form does many times."""
    value = key_of(request)
    if part:
        value = str(uuid5(UUID(value), part))
    body = json.dumps(asked, default=str, sort_keys=True, ensure_ascii=False)
    return Key(value, action, hashlib.sha256(body.encode()).digest())
