"""The page of one procedure, so that a citizen understands it in a minute, and the list of papers to take along."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any, Final, cast
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from motcua.core.procedure.codes import BadCode, normalise
from motcua.people.middleware import ActedRequest
from motcua.procedures import ports, queries
from motcua.procedures.queries import Published
from motcua.procedures.search import catalogue, search
from motcua.procedures.web import kept, structured, words
from motcua.procedures.web.addresses import address, public
from motcua.procedures.web.posting import qr
from motcua.procedures.web.sheet import CaseForm, Sheet, open_questions, sheet
from motcua.procedures.web.today import today
from motcua.procedures.web.where import Where, where
from motcua.ui.context import Banner, Page

FIRST: Final = 8
LONGEST: Final = 100
PLAIN: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Seen:
    """A kept page with what it was made of, apart from its address, its language and its day."""

    body: kept.Body
    published: Published
    case: str
    made_of: tuple[object, ...]


_pages: kept.Shelf[Seen] = kept.Shelf()


@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one procedure; to visitors without answers as it was drawn last, while nothing in it has changed."""
    try:
        national = normalise(code).national
    except BadCode:
        return _no_such(request, code)
    if national != code:
        return redirect("procedures:procedure", national)
    on = today(request)
    if not kept.is_plain(request):
        return _page(request, queries.published(national, on), national, on)
    return _kept(cast(ActedRequest, request), national, on)


def _kept(request: ActedRequest, code: str, on: date) -> HttpResponse:
    key = (str(connection.settings_dict["NAME"]), settings.PUBLIC_URL, code, str(request.LANGUAGE_CODE), on)
    seen = _pages.get(key)
    if seen is not None and seen.made_of == _made_of(request, seen.published, seen.case):
        return kept.answer(request, seen.body)
    # What it is made of is read first: if something is published meanwhile, the next visitor's question tells.
    published = queries.published(code, on)
    if published is None or published.definition.internal:
        return _page(request, published, code, on)
    chosen = sheet(published, PLAIN, on).case
    case = chosen.code if chosen else ""
    made_of = _made_of(request, published, case)
    again = queries.published(code, on)
    response = _page(request, again, code, on)
    if again != published or response.status_code != HTTPStatus.OK or response.cookies:
        return response
    seen = Seen(kept.body(response.content), published, case, made_of)
    _pages.put(key, seen, seen.body.size)
    return kept.answer(request, seen.body)


def _made_of(request: ActedRequest, published: Published, case: str) -> tuple[object, ...]:
    """Return what a page without answers is made of: published things, the real pace, the banners above it."""
    routes = tuple(sorted({one.route for one in published.definition.cases if one.route}))
    pace = ports.pace(published.definition, case, PLAIN, "", request.at)
    return kept.stamp(published.code, routes), pace, tuple(_told(banner) for banner in Page(request).banners)


def _told(banner: Banner) -> tuple[object, ...]:
    return str(banner.text), banner.kind, str(banner.detail), banner.done, banner.total


def forget() -> None:
    """Forget all kept pages, as a new process does."""
    _pages.clear()


def _page(request: HttpRequest, published: Published | None, code: str, on: date) -> HttpResponse:
    if published is None or published.definition.internal:
        return _unknown(request, code, on)
    return render(request, "procedures/citizen/procedure.html", _context(request, published, on))


@require_safe
def short(request: HttpRequest, code: str) -> HttpResponse:
    """Lead from the short address, as it is shared and printed, to the page."""
    given = request.META.get("QUERY_STRING", "")[:1000]
    response = redirect("procedures:procedure", code)
    if given:
        response.headers["Location"] += f"?{given}"
    return response


@require_safe
def checklist(request: HttpRequest, code: str) -> HttpResponse:
    """Show the papers of one's own case on a sheet to print and take along; the answers stand in the address."""
    on = today(request)
    try:
        published = queries.published(normalise(code).national, on)
    except BadCode:
        published = None
    if published is None or published.definition.internal:
        return _no_such(request, code)
    return render(request, "procedures/print/checklist.html", _context(request, published, on))


def _context(request: HttpRequest, published: Published, on: date) -> dict[str, Any]:
    definition, at = published.definition, cast(ActedRequest, request).at
    shown = sheet(published, request.GET.dict(), on)
    given = (_given(request, "place"), _given(request, "near"))
    there = where(definition, shown.answers, given, lambda: catalogue(on), at)
    parameters = _parameters(request, shown, there)
    lodge = address("dossiers:new", definition.code) if definition.channel("online") else ""
    share = public("procedures:short", definition.code)
    share = f"{share}?{parameters}" if parameters else share
    return {
        "published": published,
        "definition": definition,
        "sheet": shown,
        "form": CaseForm(definition, shown.answers, shown.channel),
        "open": open_questions(definition, shown.answers),
        "terms": words.terms(definition.cases),
        "online_level": words.ONLINE_LEVELS[definition.online_level],
        "received": definition.receivable if shown.case is None else shown.case.receivable,
        "lodge": f"{lodge}?{parameters}" if lodge and parameters else lodge,
        "calculator": _calculator(published, shown),
        "next": queries.next_version(definition.code, on),
        "where": there,
        "kept_answers": _asked(request, shown),
        "pace": _pace(published, shown, there, cast(ActedRequest, request)),
        "parameters": parameters,
        "here": public("procedures:procedure", definition.code),
        "share": share,
        "qr": qr(share),
        "legal": _legal(published),
        "structured": _structured(published, on, there),
    }


def _pace(published: Published, shown: Sheet, there: Where, request: ActedRequest) -> str:
    """Write how long it really takes at the chosen commune, else in the whole province."""
    case = shown.case.code if shown.case else ""
    here = there.place and ports.pace(published.definition, case, shown.answers, there.place, request.at)
    if here:
        return words.pace(here, there.place_name)
    return words.pace(ports.pace(published.definition, case, shown.answers, "", request.at))


def _given(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "")[:LONGEST].replace("\x00", "")


def _asked(request: HttpRequest, shown: Sheet) -> list[tuple[str, str]]:
    """Return what a form of the page must carry along: the answers and the channel, where they were given."""
    chosen = [("channel", str(shown.channel))] if request.GET.get("channel") else []
    return [*shown.answers.items(), *chosen]


def _parameters(request: HttpRequest, shown: Sheet, there: Where) -> str:
    """Return the address's own part that keeps answers, channel and place."""
    place = [("place", there.place)] if there.place else []
    return urlencode([*_asked(request, shown), *place])


def _calculator(published: Published, shown: Sheet) -> str:
    """Return where a due date of this procedure is worked out, for the case that is known."""
    start = address("worktime:due_date")
    case = f"/{shown.case.code}" if shown.case is not None else ""
    return f"{start}?{urlencode({'procedure': published.code + case})}" if start else ""


def _legal(published: Published) -> str:
    """Return the published sheet, folded; it changes only when something is published."""
    definition = published.definition
    history = queries.history(published.code)

    def draw() -> str:
        context = {
            "published": published,
            "definition": definition,
            "case_terms": [(case, words.term(case.term)) for case in definition.cases],
            "components": [(item, words.KINDS[item.kind], words.NEEDS[item.need]) for item in definition.components],
            "channels": [(channel, words.CHANNELS[channel.code]) for channel in definition.channels],
            "level": words.LEVELS[definition.level],
            "history": history,
            "doubtful": words.doubtful(definition),
        }
        return render_to_string("procedures/citizen/_legal.html", context)

    return kept.part("legal", (published.id, tuple(version.id for version in history), get_language()), draw)


def _structured(published: Published, on: date, there: Where) -> str:
    province = structured.province(on)
    point = None if there.needs_place else there.point
    key = (published.id, settings.PUBLIC_URL, on, province, point)
    return kept.part("structured", key, lambda: structured.of_procedure(published.definition, on, province, point))


def _unknown(request: HttpRequest, code: str, on: date) -> HttpResponse:
    gone = queries.repealed(code, on)
    context = {
        "code": code,
        "gone": gone,
        "replacing": [x.line for x in catalogue(on).public if gone and x.line.code in gone.replaced_by],
        "waiting": None if gone else queries.next_version(code, on),
        "lines": search(gone.title, on).lines[:FIRST] if gone else [],
    }
    return render(request, "procedures/citizen/unknown.html", context, status=HTTPStatus.NOT_FOUND)


def _no_such(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "procedures/citizen/unknown.html", {"code": code[:40]}, status=HTTPStatus.NOT_FOUND)
