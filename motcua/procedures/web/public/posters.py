"""Posting sheets: one for a procedure, or all that a unit puts up, each on a page of its own."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.core.procedure.codes import BadCode, normalise
from motcua.core.text import search_key
from motcua.people import queries as people
from motcua.people.models import OrgUnit
from motcua.procedures import queries
from motcua.procedures.web.posting import posted_by, poster, posting_units
from motcua.procedures.web.today import today

LONGEST = 200


@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show the posting sheet of one procedure, headed by the unit that puts it up if one is given."""
    on = today(request)
    try:
        published = queries.published(normalise(code).national, on)
    except BadCode:
        published = None
    if published is None or published.definition.internal:
        return render(request, "procedures/citizen/unknown.html", {"code": code[:40]}, status=HTTPStatus.NOT_FOUND)
    unit = _unit(request)
    context = {"posters": [poster(published, unit, on)], "unit": unit, "back": published.code}
    return render(request, "procedures/print/posters.html", context)


@require_safe
def all_of_unit(request: HttpRequest) -> HttpResponse:
    """Ask for a unit, and show all the sheets that it puts up."""
    on = today(request)
    unit = _unit(request)
    field = request.GET.get("field", "")[:LONGEST]
    found = posted_by(unit, on, field) if unit else []
    if found:
        context: dict[str, object] = {"posters": [poster(published, unit, on) for published in found], "unit": unit}
        return render(request, "procedures/print/posters.html", context)
    fields = sorted({line.field for line in queries.listing(on)}, key=search_key)
    context = {"units": posting_units(on), "unit": unit, "fields": fields, "field": field}
    return render(request, "procedures/citizen/posters.html", context)


def _unit(request: HttpRequest) -> OrgUnit | None:
    """Return the unit named in the address, if there is one that still exists."""
    code = request.GET.get("unit", "")[:LONGEST]
    return people.units(on=today(request)).filter(code=code).first() if code else None
