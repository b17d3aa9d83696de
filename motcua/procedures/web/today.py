"""The day of a request, in the time of the place."""

from datetime import date
from typing import cast

from django.http import HttpRequest

from motcua.core.worktime.vietnamese import local
from motcua.people.middleware import ActedRequest


def today(request: HttpRequest) -> date:
    """Return the local day of the request."""
    return local(cast(ActedRequest, request).at).date()
