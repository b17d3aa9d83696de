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
from motcua.procedures import ports, queries, wording, words
from motcua.procedures.queries import Published
from motcua.procedures.search import catalogue, search
from motcua.procedures.web import kept, structured
from motcua.procedures.web.addresses import address, public
from motcua.procedures.web.posting import qr
from motcua.procedures.web.sheet import CaseForm, Sheet, open_questions, sheet
from motcua.procedures.web.today import today
from motcua.procedures.web.where import Where, where
from motcua.ui.context import Banner, Page

FIRST: Final = 8
LONGEST: Final = 100
MOST_ANSWERS: Final = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """For which version, case and commune a page was drawn; the answers are those to its questions."""

    published: Published
    case: str
    answers: Mapping[str, str]
    place: str

    def made_of(self, request: ActedRequest) -> tuple[object, ...]:
        """Return what the page is made of now: published things, the real pace, the banners above it."""
        definition = self.published.definition
        routes = tuple(sorted({one.route for one in definition.cases if one.route}))
        places = (self.place, "") if self.place else ("",)
        paces = [ports.pace(definition, self.case, self.answers, place, request.at) for place in places]
        stamp = kept.stamp(self.published.code, routes, self.place)
        return stamp, tuple(paces), tuple(map(_told, Page(request).banners))


@dataclass(frozen=True, slots=True)
class Seen:
    """A kept page with what it was made of, apart from its address, its language and its day."""

    body: kept.Body
    asked: Asked
    made_of: tuple[object, ...]


_pages: kept.Shelf[Seen] = kept.Shelf()


@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one procedure; to visitors as it was drawn last for the same answers, while nothing in it has changed."""
    try:
        national = normalise(code).national
    except BadCode:
        return _no_such(request, code)
    if national != code:
        return redirect("procedures:procedure", national)
    on = today(request)
    given = _simple(request) if kept.is_plain(request) else None
    if given is None:
        return _page(request, queries.published(national, on), national, on)
    return _kept(cast(ActedRequest, request), given, national, on)


def _simple(request: HttpRequest) -> tuple[tuple[str, str], ...] | None:
    """Return what was answered, in one order; None where something was said twice or at length."""
    if not request.META.get("QUERY_STRING"):
        return ()
    said = list(request.GET.lists())
    if len(said) > MOST_ANSWERS or any(len(values) != 1 or len(values[0]) > LONGEST for _name, values in said):
        return None
    return tuple(sorted((name, values[0]) for name, values in said if values[0]))


def _kept(request: ActedRequest, given: tuple[tuple[str, str], ...], code: str, on: date) -> HttpResponse:
    here = str(connection.settings_dict["NAME"]), settings.PUBLIC_URL
    key = (*here, code, given, str(request.LANGUAGE_CODE), on)
    seen = _pages.get(key)
    if seen is not None and seen.made_of == seen.asked.made_of(request):
        return kept.answer(request, seen.body)
    # What it is made of is read first: if something is published meanwhile, the next visitor's question tells.
    published = queries.published(code, on)
    asked = _understood(request, published, dict(given), on) if published is not None else None
    if asked is None:
        return _page(request, published, code, on)
    made_of = asked.made_of(request)
    again = queries.published(code, on)
    response = _page(request, again, code, on)
    if again != published or response.status_code != HTTPStatus.OK or response.cookies:
        return response
    seen = Seen(kept.body(response.content), asked, made_of)
    _pages.put(key, seen, seen.body.size)
    return kept.answer(request, seen.body)


def _understood(request: HttpRequest, published: Published, given: Mapping[str, str], on: date) -> Asked | None:
    """Return what a page is asked for; None where it is not for everybody, or where anybody may invent other words.

    Only what stands in lists is kept: answers to choose from, ways of lodging, communes. Numbers have no end.
    """
    definition = published.definition
    listed = {question.code for question in definition.questions if question.kind != "number"}
    if definition.internal or not {*request.GET.keys()} <= {*listed, "channel", "place"}:
        return None
    shown = sheet(published, given, on)
    place = given.get("place", "")
    known = {**shown.answers, **({"channel": shown.channel} if "channel" in given else {})}
    if place and place in catalogue(on).places.communes:
        known["place"] = place
    return Asked(published, shown.case.code if shown.case else "", shown.answers, place) if known == given else None


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
        return words.pace(here, f"{there.place_name[:1].lower()}{there.place_name[1:]}")
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
            "doubtful": wording.unverified(definition),
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
