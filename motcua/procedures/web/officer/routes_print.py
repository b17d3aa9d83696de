"""Paper: the table of steps as the annex of a decision has it, and the sheet of the quality system."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.core.procedure.components import Component
from motcua.core.process.review import main_time
from motcua.core.worktime.vietnamese import amount
from motcua.procedures import queries, route_places, words
from motcua.procedures.route_uses import Use
from motcua.procedures.web.officer.access import today
from motcua.procedures.web.officer.route_access import Shown, reader, shown
from motcua.procedures.web.officer.route_scene import uses_of


@require_safe
def table(request: HttpRequest, slug: str) -> HttpResponse:
    """Print the steps as the annex of the deciding act: number, sequence, who is responsible, time."""
    acted = reader(request)
    found = shown(acted, slug, request.GET.get("version", ""))
    context = {**_steps(found, route_places.places(today(acted))), "uses": uses_of(slug, acted.at)}
    return render(request, "procedures/print/route_table.html", context)


def _steps(found: Shown, places: route_places.Places) -> dict[str, object]:
    row = next((row for row in found.versions if found.published and row.id == found.published.id), None)
    return {
        "shown": found,
        "table": found.table,
        "version": row,
        "rows": [(row, places.who(row.unit, row.role)) for row in found.table.rows],
        "total": amount(main_time(found.table)),
    }


@require_safe
def sheet(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Print the sheet of the quality system for one procedure that runs on the route: ten sections and the table."""
    acted = reader(request)
    found = shown(acted, slug, request.GET.get("version", ""))
    uses = [use for use in uses_of(slug, acted.at) if use.procedure == code]
    published = queries.published(code, today(acted))
    if not uses or published is None:
        raise Http404
    definition = published.definition
    context = {
        **_steps(found, route_places.places(today(acted))),
        "definition": definition,
        "published": published,
        "cases": [(use.case, words.term(use.case.term)) for use in uses],
        "components": [(one, words.KINDS[one.kind], words.NEEDS[one.need]) for one in _components(uses)],
        "channels": [words.CHANNELS[channel.code] for channel in definition.channels],
        "fees": [(fee, words.price(fee)) for fee in definition.fees],
        "forms": [one for one in _components(uses) if one.form],
    }
    return render(request, "procedures/print/route_sheet.html", context)


def _components(uses: list[Use]) -> list[Component]:
    """Return the components of the procedure that the cases on this route ask for, each once, in their order."""
    definition = uses[0].definition
    asked = {code for use in uses for code in use.case.components}
    whole = any(not use.case.components for use in uses)
    return [one for one in definition.components if whole or one.code in asked]
