"""The public pages: home, catalogue, and a page for each procedure."""

from datetime import date, datetime
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from motcua.core.procedure.codes import BadCode, normalise
from motcua.people.middleware import ActedRequest
from motcua.procedures import ports, queries
from motcua.procedures.search import catalogue, search
from motcua.procedures.web import words
from motcua.procedures.web.sheet import CaseForm, open_questions, sheet

LONGEST_SEARCH = 200
FIRST = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what a person can do here."""
    known = catalogue(today(request))
    context = {
        "life_events": known.events,
        "lines": [entry.line for entry in known.public[:FIRST]],
        "tracking": address("dossiers:tracking") or "/tracking/",
        "calculator": address("worktime:due_date") or "/due-date/",
        "login": address("account_login"),
    }
    return render(request, "procedures/citizen/home.html", context)


@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Show one procedure so that a citizen understands it in a minute."""
    on = today(request)
    try:
        national = normalise(code).national
    except BadCode:
        return render(request, "procedures/citizen/unknown.html", {"code": code[:40]}, status=HTTPStatus.NOT_FOUND)
    if national != code:
        return redirect("procedures:procedure", national)
    published = queries.published(national, on)
    if published is None or published.definition.internal:
        return _unknown(request, national, on)
    definition = published.definition
    shown = sheet(published, request.GET.dict(), on)
    context = {
        "published": published,
        "definition": definition,
        "sheet": shown,
        "form": CaseForm(definition, shown.answers, shown.channel),
        "open": open_questions(definition, shown.answers),
        "terms": words.terms(definition.cases),
        "pace": words.pace(
            ports.pace(definition, shown.case.code if shown.case else "", shown.answers, "", _at(request))
        ),
        "case_terms": [(case, words.term(case.term)) for case in definition.cases],
        "components": [(item, words.KINDS[item.kind], words.NEEDS[item.need]) for item in definition.components],
        "channels": [(channel, words.CHANNELS[channel.code]) for channel in definition.channels],
        "online_level": words.ONLINE_LEVELS[definition.online_level],
        "level": words.LEVELS[definition.level],
        "received": definition.receivable if shown.case is None else shown.case.receivable,
        "lodge": _lodging(request, national) if definition.channel("online") else "",
        "calculator": address("worktime:due_date") or "/due-date/",
        "next": queries.next_version(national, on),
        "history": queries.history(national),
        "doubtful": words.doubtful(definition),
    }
    return render(request, "procedures/citizen/procedure.html", context)


def _at(request: HttpRequest) -> datetime:
    """Return the moment of the request."""
    return cast(ActedRequest, request).at


def _lodging(request: HttpRequest, code: str) -> str:
    """Return where to lodge, with the answers already given; empty while there is no such page."""
    start = address("dossiers:new", code)
    given = request.GET.urlencode()
    return f"{start}?{given}" if start and given else start


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


def today(request: HttpRequest) -> date:
    """Return the local day of the request."""
    return timezone.localtime(_at(request)).date()


def address(name: str, *given: str) -> str:
    """Return the address of a page that a higher app supplies; empty where that app has no pages."""
    try:
        return reverse(name, args=given)
    except NoReverseMatch:
        return ""
