"""NUL bytes stop at the door: no text of a person holds one, and PostgreSQL stores none."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponseBase, QueryDict

Next = Callable[[HttpRequest], HttpResponseBase]
NUL: Final = "\0"
UNKNOWN: Final = "\ufffd"


class NoNulls:
    """Leave NUL bytes out of what is asked and sent, so that nothing typed beside them is lost.

    A code in an address that holds one is nobody's, a cookie that holds one is none of ours.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Drop cookies with a NUL before anybody looks for a session by one."""
        for name in [name for name, value in request.COOKIES.items() if NUL in name or NUL in value]:
            del request.COOKIES[name]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """Clean query and form before a view reads them; a code in the address stays one that nobody has."""
        for name, value in kwargs.items():
            if isinstance(value, str) and NUL in value:
                kwargs[name] = value.replace(NUL, UNKNOWN)
        for name in ("GET", "POST"):
            values: QueryDict = getattr(request, name)
            if any(NUL in key or any(NUL in value for value in found) for key, found in values.lists()):
                setattr(request, name, _clean(values))


def _clean(values: QueryDict) -> QueryDict:
    clean = QueryDict(mutable=True, encoding=values.encoding)
    for key, found in values.lists():
        clean.setlist(key.replace(NUL, ""), [value.replace(NUL, "") for value in found])
    clean._mutable = False
    return clean
