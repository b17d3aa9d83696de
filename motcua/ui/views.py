"""Pages of the design system itself: choosing a language, and the living style page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from motcua.ui import samples
from motcua.ui.context import Page
from motcua.ui.languages import chosen

YEAR = 365 * 24 * 3600


@require_safe
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the chosen language in a cookie and go back to where the person was."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    chosen(request, code)
    wanted = request.GET.get("next", "/")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(wanted if ours else "/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=YEAR,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@require_safe
def banners(request: HttpRequest) -> HttpResponse:
    """Draw the banners alone, for a page that follows how far the demo has been filled."""
    return render(request, "ui/banners.html")


def style(request: HttpRequest) -> HttpResponse:
    """Show every component; only where nobody looks for real dossiers (debugging, demo)."""
    page = Page(request)
    if not (settings.DEBUG or any(banner.kind == "demo" for banner in page.banners)):
        raise Http404
    dense = request.GET.get("density") == "desk"
    form = samples.SampleForm(request.POST or None, initial=samples.INITIAL)
    template = "ui/style_desk.html" if dense else "ui/style.html"
    return render(request, template, {"form": form, "dense": dense, **samples.context()})
