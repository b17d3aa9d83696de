"""What search engines ask for: the map of the public pages, and what they should leave alone (ADR 0044)."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.html import escape
from django.views.decorators.http import condition, require_safe

from motcua.ledger import origin
from motcua.procedures import open_data, queries
from motcua.procedures.models import ProcedureVersion
from motcua.procedures.web.addresses import public
from motcua.procedures.web.today import today

# Pages of persons and of officials; they are closed by themselves, this only spares everybody the asking.
CLOSED: Final = (
    *("/account/", "/admin/", "/delegations/", "/desk/", "/dossiers/", "/inbox/", "/notices/", "/registry/"),
    *("/t/", "/tracking/", "/language/", "/ui/"),
)
PAGES: Final = ("procedures:home", "procedures:catalogue", "procedures:open-data", "people:units", "worktime:due_date")
MOST: Final = 50_000  # that one file may list, by sitemaps.org
MAX_AGE: Final = "public, max-age=300"
NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Say which pages to leave alone, and where the map is.

    A demonstration forbids nothing here: a page that may not be read cannot say that it must not be listed.
    """
    if origin.is_demo():
        lines = ["# Bản trình diễn: mọi trang đều mang noindex.", "User-agent: *", "Disallow:"]
    else:
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), f"Sitemap: {public('procedures:sitemap')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _tag(request: HttpRequest, **_: int) -> str:
    return f'"map-{open_data.state(today(request)).tag}"'


@require_safe
@condition(etag_func=_tag)
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """List the public pages, or the parts of the list where one file may not hold it."""
    on = today(request)
    number = len(PAGES) + _procedures(on).count()
    if number <= MOST:
        return _sent(_pages(on, 0))
    parts = (public("procedures:sitemap-part", str(part)) for part in range(1, -(-number // MOST) + 1))
    return _sent(_wrapped("sitemapindex", (f"<sitemap><loc>{escape(part)}</loc></sitemap>\n" for part in parts)))


@require_safe
@condition(etag_func=_tag)
def sitemap_part(request: HttpRequest, number: int) -> HttpResponseBase:
    """List one part of the public pages."""
    on = today(request)
    if not 1 <= number <= -(-(len(PAGES) + _procedures(on).count()) // MOST):
        raise Http404
    return _sent(_pages(on, (number - 1) * MOST))


def _procedures(on: date) -> QuerySet[ProcedureVersion]:
    return queries.in_force(on).filter(register="public").order_by("procedure__code")


def _pages(on: date, start: int) -> Iterator[str]:
    """Yield the entries of a file, each procedure with the day since which its page says what it says."""
    static = [f"<url><loc>{escape(public(name))}</loc></url>\n" for name in PAGES][start:]
    first = max(start - len(PAGES), 0)
    rows = _procedures(on)[first : first + MOST - len(static)]

    def entries() -> Iterator[str]:
        yield from static
        values = rows.values_list("procedure__code", "valid_from", "public_date")
        for code, since, told in values.iterator(chunk_size=1000):
            changed = max(day for day in (since, told) if day <= on)
            yield f"<url><loc>{escape(public('procedures:procedure', code))}</loc><lastmod>{changed}</lastmod></url>\n"

    return _wrapped("urlset", entries())


def _wrapped(name: str, entries: Iterator[str]) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="{NAMESPACE}">\n'
    yield from entries
    yield f"</{name}>\n"


def _sent(pieces: Iterator[str]) -> StreamingHttpResponse:
    response = StreamingHttpResponse((piece.encode() for piece in pieces), content_type="application/xml")
    response.headers["Cache-Control"] = MAX_AGE
    return response
