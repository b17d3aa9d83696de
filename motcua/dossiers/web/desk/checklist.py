"""The checklist of an officer's page: what was found of each paper, kept as it is marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.core.procedure.components import Component
from motcua.core.process.decide.checking import FINDINGS
from motcua.core.refusal import Refused
from motcua.dossiers import findings, queries
from motcua.dossiers.actions.check import check
from motcua.dossiers.web.desk.access import officials_only
from motcua.ledger.read import Entry
from motcua.people.middleware import ActedRequest
from motcua.ui.forms import key_of

MARK = "mark."
UNSEEN = ("data", "e_form")  # nothing on paper to look at


@dataclass(frozen=True, slots=True)
class Line:
    """One paper of the checklist and its choices: value, label, whether it is the one noted."""

    component: Component
    choices: tuple[tuple[str, str, bool], ...]


def lines(handed: Iterable[dict[str, Any]], log: Iterable[Entry]) -> list[Line]:
    """Return the papers to be checked, each with what was found of it so far."""
    noted = findings.marks(log)
    return [
        Line(one, tuple((value, _(name), noted.get(one.code) == value) for value, name in FINDINGS.items()))
        for one in (row["component"] for row in handed)
        if one.kind not in UNSEEN
    ]


@require_POST
@officials_only
def save(request: ActedRequest, dossier_id: UUID) -> HttpResponse:
    """Keep the marks; asked for a supplement, go on to its form with the papers that do not fit."""
    queries.get(request.actor, dossier_id)
    found = {name.removeprefix(MARK): str(said) for name, said in request.POST.items() if name.startswith(MARK)}
    asking = "supplement" in request.POST
    try:
        check(dossier_id, actor=request.actor, at=request.at, key=key_of(request), found=found)
    except Refused as refused:
        if not (asking and refused.code == "nothing_checked"):
            raise
    if not asking:
        return redirect("dossiers:officer", dossier_id)
    failing = urlencode({f"{MARK}{code}": said for code, said in found.items() if said == "fails"})
    return redirect(f"{reverse('dossiers:act', args=[dossier_id, 'supplement-request'])}?{failing}")
