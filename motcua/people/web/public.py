"""Pages of offices for everybody; officials also see who works there."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.people import directory, policies, queries
from motcua.people.middleware import ActedRequest

LONGEST_SEARCH = 100


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """List offices, or those that a search finds."""
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    found = directory.find(text, queries.local_day(cast(ActedRequest, request).at))
    return render(request, "people/units.html", {"found": found, "text": text})


@require_safe
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show one office: where it is, its parts, and what it was before."""
    acted = cast(ActedRequest, request)
    shown = queries.unit(code)
    day = queries.local_day(acted.at)
    staff = queries.staff_of(code, acted.at) if policies.can_see_staff(acted.actor).allowed else None
    context = {
        "unit": shown,
        "parts": queries.units(on=day).filter(parent=shown),
        "former": directory.former_of(code),
        "agency": queries.agency_of(code),
        "staff": staff,
        "manages": acted.actor.is_official and policies.can_manage_people(acted.actor, code).allowed,
        "ended": not shown.exists_on(day),
    }
    return render(request, "people/unit.html", context)
