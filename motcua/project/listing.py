"""Whether search engines may list this installation: a demonstration must not be found as the real register."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from motcua.ledger import origin


class Unlisted:
    """Tells search engines to list nothing of a demonstration; a province's own pages say for themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Mark the answer, whatever it is: a page, a refusal, a file."""
        response = self.get_response(request)
        if origin.is_demo():
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response
