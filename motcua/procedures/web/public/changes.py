"""What changed from one published version to the next, in words and side by side."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.procedures import differences, queries


@require_safe
def changes(request: HttpRequest, code: str) -> HttpResponse:
    """Compare two published versions of a procedure: those asked for, else the newest with the one before."""
    versions = queries.history(code)
    if not versions or any(version.definition.internal for version in versions):
        raise Http404
    by_number = {str(version.number): version for version in versions}
    after = by_number.get(request.GET.get("to", ""), versions[0])
    older = [version for version in versions if version.number < after.number]
    before = by_number.get(request.GET.get("from", ""), older[0] if older else None)
    found = differences.differences(before.definition, after.definition) if before else ()
    context = {
        "versions": versions,
        "before": before,
        "after": after,
        "sections": differences.sections(found),
        "number": len(found),
    }
    return render(request, "procedures/citizen/changes.html", context)
