"""Fixes once per request who acts and when: the only place that reads the clock for a page."""

from collections.abc import Callable
from datetime import datetime
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from motcua.people import actor as actors
from motcua.people import queries
from motcua.people.actor import VISITOR, Actor


class ActedRequest(HttpRequest):
    """A request as every page gets it: the person acting and the moment are known."""

    actor: Actor
    at: datetime


class ActorAndTime:
    """Sets ``request.actor`` and ``request.at``; a visitor without a session costs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Fix actor and moment, then go on."""
        acted = cast(ActedRequest, request)
        acted.at = timezone.now()
        acted.actor = cast(Actor, SimpleLazyObject(lambda: acting(request, acted.at)))
        return self.get_response(request)


def acting(request: HttpRequest, at: datetime) -> Actor:
    """Return who acts in this request: the logged-in person with the duties held at that moment, or a visitor."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return VISITOR
    return actors.person(request.user.pk, queries.duties_of(request.user.pk, at))
