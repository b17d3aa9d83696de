"""The register as a file: all of it, or what the list of the register shows."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.people.queries import local_day
from motcua.procedures import policies, register
from motcua.procedures.bulk import exporting
from motcua.procedures.web.officer.access import acted, seen
from motcua.procedures.web.officer.home import wanted_of


@require_safe
@seen(policies.can_see_register)
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Send the versions of the filtered list in one of the forms."""
    if form not in exporting.FORMATS:
        raise Http404
    on = local_day(acted(request).at)
    wanted = wanted_of(request)
    codes = None
    if wanted != register.Wanted():
        codes = [line.code for line in register.chosen(register.standings(on), wanted)]
    data = exporting.written(exporting.items(on, codes), form)
    answer = HttpResponse(data, content_type=exporting.TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="thu-tuc-{on:%Y-%m-%d}.{form}"'
    return answer
