"""The door of the desk's pages: a policy is asked first, and who may not see a page gets none."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse

from motcua.core.refusal import Verdict
from motcua.people.actor import Actor
from motcua.people.middleware import ActedRequest

View = Callable[..., HttpResponse]


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
