"""The public page "Tính ngày hẹn trả": a due date and why it is that day."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.core.phrase import named
from motcua.core.refusal import Refused
from motcua.core.worktime import Deadline
from motcua.core.worktime.vietnamese import local
from motcua.people.middleware import ActedRequest
from motcua.ui import refusals
from motcua.ui.phrases import say
from motcua.worktime import explaining
from motcua.worktime.asking import answer
from motcua.worktime.books import open_book
from motcua.worktime.queries import is_unverified
from motcua.worktime.web.forms import DueDateForm

FIELD_OF = {"bad_term": "term", "unknown_procedure": "procedure", "outside_calendar": "day"}


@require_safe
def due_date(request: HttpRequest) -> HttpResponse:
    """Ask for procedure or term, office and moment of receipt; answer with the due date and its trace."""
    at = cast(ActedRequest, request).at
    now = local(at)
    book = open_book()
    offered = book.offered(now.date())
    first = {"day": now.date(), "time": f"{now:%H:%M}", "procedure": _chosen(request.GET.get("procedure", ""), offered)}
    asked = "time" in request.GET
    form = DueDateForm(request.GET if asked else None, initial=first, offered=offered, at=at)
    found: Deadline | None = None
    if asked and form.is_valid():
        try:
            found = answer(form.question(), book)
        except Refused as refusal:
            form.add_error(FIELD_OF.get(refusal.code), refusals.sentences(refusal))
    context = {
        "form": form,
        "found": found,
        "why": explaining.why(found) if found else "",
        "lines": explaining.lines(found) if found else [],
        "notes": explaining.provisional(found) if found else [],
        "unverified": say(named(found.calendar.name)) if found and is_unverified(found.calendar) else "",
    }
    return render(request, "worktime/citizen/due_date.html", context)


def _chosen(code: str, offered: list[tuple[str, str]]) -> str:
    """Return what to choose beforehand: a code without a case means its ordinary, last case."""
    return next((choice for choice, _ in reversed(offered) if code and choice.partition("/")[0] == code), code)
