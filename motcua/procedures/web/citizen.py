"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.procedures.search import catalogue
from motcua.procedures.web import structured
from motcua.procedures.web.addresses import address, public
from motcua.procedures.web.today import today

FIRST = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what a person can do here."""
    on = today(request)
    known = catalogue(on)
    context = {
        "life_events": known.events,
        "lines": [entry.line for entry in known.public[:FIRST]],
        "tracking": address("dossiers:tracking") or "/tracking/",
        "calculator": address("worktime:due_date") or "/due-date/",
        "login": address("account_login"),
        "here": public("procedures:home"),
        "structured": structured.of_home(structured.province(on)),
    }
    return render(request, "procedures/citizen/home.html", context)
