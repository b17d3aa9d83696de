"""One pile of scans at the counter: kept file by file in the officer's session, given to the papers by number keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.documents import files
from motcua.documents.models import StoredFile
from motcua.dossiers import policies
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.counter import desk_unit
from motcua.people.middleware import ActedRequest
from motcua.procedures import queries as procedures
from motcua.ui import refusals
from motcua.ui.forms import KEY_FIELD

PILE: Final = "pile"
SENT: Final = "pile_sent"
FIELD: Final = "scans"
MOST: Final = 60
ASIDE: Final = "-"  # a sheet that slipped into the pile


@dataclass(frozen=True, slots=True)
class Scan:
    """One file of the pile: its pages as the server counted them, and the paper to which it was given."""

    sha256: str
    name: str
    pages: int | None
    component: str


def add(request: ActedRequest, code: str) -> list[str]:
    """Keep the files that were sent; what was kept before stays, whatever is refused or cut off now is named."""
    uploads = request.FILES.getlist(FIELD)
    held = _held(request, code)
    batch = files.keep_all(uploads[: max(MOST - len(held), 0)], at=request.at)
    known = {one["sha256"] for one in held}
    said = [refusals.sentences(refused) for refused in batch.refused]
    if len(uploads) > MOST - len(held):
        said.append(_("Mỗi chồng nhận nhiều nhất %(most)d tệp; các tệp sau chưa được giữ.") % {"most": MOST})
    for one in batch.kept:
        if one.sha256 in known:
            said.append(_("Tệp “%(name)s” đã có trong chồng.") % {"name": one.name})
            continue
        known.add(one.sha256)
        held.append({"sha256": one.sha256, "name": one.name})
    request.session[PILE] = {"code": code, "files": held}
    return said


def lying(request: ActedRequest, code: str, data: Mapping[str, Any]) -> list[Scan]:
    """Return the officer's own pile for a procedure, in the order of scanning, with what was chosen for each file."""
    held = _held(request, code)
    stored = StoredFile.objects.in_bulk([one["sha256"] for one in held])
    return [
        Scan(sha256, one["name"], stored[sha256].pages, str(data.get(f"scan.{sha256}", "")))
        for one in held
        if (sha256 := one["sha256"]) in stored
    ]


def clear(request: ActedRequest, key: str = "") -> None:
    """Forget the pile when the officer throws it away, or once it belongs to the dossier of a form (its ``key``).

    That form may come again, by a second click or over a bad line: it still finds its pile.
    """
    held = request.session.pop(PILE, None)
    if key:
        request.session[SENT] = {"key": key, "pile": held}


def given(scans: Sequence[Scan]) -> dict[str, tuple[str, ...]]:
    """Return the files of each paper in the order of scanning."""
    found: dict[str, list[str]] = {}
    for scan in scans:
        if scan.component not in ("", ASIDE):
            found.setdefault(scan.component, []).append(scan.sha256)
    return {component: tuple(named) for component, named in found.items()}


def left_over(scans: Sequence[Scan]) -> int:
    """Return how many files were given to no paper."""
    return sum(not scan.component for scan in scans)


def context(scans: Sequence[Scan], rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what the pile's part of the page shows: each file, and the papers by their number keys."""
    choices = [(row["component"].code, row["component"].name, row["key"]) for row in rows if row["shown"]]
    pages = sum(scan.pages or 0 for scan in scans)
    return {"scans": scans, "choices": choices, "pages": pages, "left_over": left_over(scans)}


@require_POST
@officials_only
def scans(request: ActedRequest, code: str) -> HttpResponse:
    """Keep one more file of the pile and show the pile; a cut upload loses only the file that was under way."""
    policies.can_receive(request.actor, desk_unit(request, request.actor)).enforce()
    published = procedures.published(code, local(request.at).date())
    if published is None:
        raise Refused("not_found", _("Không có thủ tục mang mã này."), _("Tìm lại trong danh sách thủ tục."))
    said = add(request, published.code)
    rows = _rows(published.definition, request.POST)
    shown = context(lying(request, published.code, request.POST), rows)
    return render(request, "dossiers/desk/_pile.html", {**shown, "pile_said": said})


def _rows(definition: ProcedureDefinition, data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the papers that the page shows now, numbered as there."""
    shown = [code for code in str(data.get("numbered", "")).split(",") if code]
    named = {component.code: component for component in definition.components}
    listed = [named[code] for code in shown if code in named]
    return [
        {"component": component, "shown": True, "key": str(n) if n < 10 else ""}
        for n, component in enumerate(listed, start=1)
    ]


def _held(request: ActedRequest, code: str) -> list[dict[str, str]]:
    found, sent = request.session.get(PILE), request.session.get(SENT)
    if isinstance(sent, dict) and sent.get("key") == request.POST.get(KEY_FIELD):
        found = sent.get("pile")
    return list(found["files"]) if isinstance(found, dict) and found.get("code") == code else []
