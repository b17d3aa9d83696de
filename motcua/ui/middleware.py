"""What every page gets: a strict content policy, the chosen language, and a proper page for a refusal."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from motcua.core.refusal import Refused
from motcua.ui import refusals
from motcua.ui.context import Page

Next = Callable[[HttpRequest], HttpResponseBase]

POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
FRAMED_POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
)
STATUS = {"not_found": 404, "forbidden": 403, "body_too_large": 413, "too_many": 429}
CONFLICT = 409


class ContentSecurityPolicy:
    """Allow nothing but our own files; no inline script, no inline style, no foreign frame."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the policy unless the view has set a stricter one of its own."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(self), microphone=(), geolocation=()")
        return response


def framed(response: HttpResponse) -> HttpResponse:
    """Let a stored paper (an image, a PDF) be shown inside one of our own pages, and run nothing."""
    response.headers["Content-Security-Policy"] = FRAMED_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


class ChosenLanguage:
    """Speak Vietnamese unless the person chose another language; the browser's own wish is not asked."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Activate the language of the cookie for the length of this request."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response


class RefusalPage:
    """Turn a :class:`Refused` raised anywhere in a view into a page that says what to do next."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; the work is in :meth:`process_exception`."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; leave every other exception to the error page."""
        if not isinstance(exception, Refused):
            return None
        return refusal_response(request, exception)


def refusal_response(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Answer ``refused`` in the form the caller reads: JSON, an htmx fragment or a page."""
    status = STATUS.get(refused.code, CONFLICT)
    told = {"code": refused.code, "message": refusals.message(refused), "hint": refusals.hint(refused)}
    if wants_json(request):
        return JsonResponse(told, status=status)
    surroundings = Page(request)
    at_desk = surroundings.signed_in and surroundings.desk_links
    layout = "ui/desk.html" if at_desk else "ui/citizen.html"
    context = {"refused": told, "back": back_address(request), "layout": layout}
    if request.headers.get("HX-Request") == "true":
        response = render(request, "ui/refusal_fragment.html", context, status=status)
        response.headers["HX-Retarget"] = "#messages"
        response.headers["HX-Reswap"] = "innerHTML show:window:top"
        return response
    return render(request, "ui/refusal.html", context, status=status)


def wants_json(request: HttpRequest) -> bool:
    """Tell whether the caller is a program that asked for JSON and not for a page."""
    return request.accepts("application/json") and not request.accepts("text/html")


def back_address(request: HttpRequest) -> str:
    """Name the page of ours that the person came from, or nothing."""
    referer = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        referer, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return referer if ours and referer else ""
