"""Publishing decisions: the list, and the decision drafted with its annex on paper."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.procedures import decisions as register
from motcua.procedures import policies
from motcua.procedures.web.officer.access import seen

KINDS = {
    "new": gettext_lazy("mới ban hành"),
    "amended": gettext_lazy("sửa đổi, bổ sung"),
    "replaced": gettext_lazy("được thay thế"),
    "repealed": gettext_lazy("bị bãi bỏ"),
}


@require_safe
@seen(policies.can_see_register)
def decisions(request: HttpRequest) -> HttpResponse:
    """List the decisions with what each does."""
    found = register.decisions()
    rows = [(one, [(KINDS[kind], number) for kind, number in one.counts if number]) for one in found]
    return render(request, "procedures/officer/decisions.html", {"tab": "decisions", "rows": rows})


@require_safe
@seen(policies.can_see_register)
def decision(request: HttpRequest) -> HttpResponse:
    """Draw one decision with its annex: new, amended, replaced, repealed, in the columns in use."""
    name = request.GET.get("name", "")[:200].replace("\x00", "")
    lines = register.lines(name)
    if not lines:
        raise Http404
    parts = [(KINDS[kind], kind, list(group)) for kind, group in groupby(lines, key=lambda line: line.kind)]
    context = {
        "name": name,
        "parts": parts,
        "number": len(lines),
        "effective": min(line.effective_date for line in lines),
        "fields": list(dict.fromkeys(line.definition.field for line in lines)),
    }
    return render(request, "procedures/print/decision.html", context)
