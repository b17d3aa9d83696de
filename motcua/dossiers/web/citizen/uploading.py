"""The page of papers: several pictures or files for each, seen at once, removed and taken again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.core.procedure.requirements import Requirement
from motcua.core.refusal import Refused
from motcua.documents import serving
from motcua.documents.models import StoredFile
from motcua.dossiers import drafting, drafts, uploads
from motcua.dossiers.models import Draft
from motcua.dossiers.thumbnails import thumbnail
from motcua.dossiers.uploads import Sheet
from motcua.dossiers.web.citizen.door import signed_in, today
from motcua.dossiers.web.citizen.lodging import SEVERAL, back, frame, onwards
from motcua.people.middleware import ActedRequest


@dataclass(frozen=True, slots=True)
class Card:
    """One paper on the page: what it is, what was sent of it, and what was wrong with the last try."""

    requirement: Requirement
    sheets: list[Sheet]
    refused: list[Refused]
    group: str = ""

    @property
    def code(self) -> str:
        """Return the component's code."""
        return self.requirement.component.code


@SEVERAL
@signed_in
def papers(request: ActedRequest, draft_id: UUID) -> HttpResponseBase:
    """Take the files chosen for every paper at once, whichever button was pressed: nothing chosen is lost."""
    draft = drafts.own(request.actor, draft_id)
    if drafting.outdated(draft, today(request)):
        return redirect("dossiers:draft-changes", draft_id)
    if drafts.case_of(draft) is None:
        return redirect("dossiers:draft", draft_id)
    refused: dict[str, list[Refused]] = {}
    missing: list[str] = []
    if request.method == "POST":
        refused = _take(request, draft)
        if "later" in request.POST and not any(refused.values()):
            return redirect("dossiers:mine")
        if "continue" in request.POST and not any(refused.values()):
            missing = drafts.papers_missing(draft)
            if not missing:
                drafts.settle(draft, drafts.PAPERS, at=request.at)
                return redirect(onwards(request, draft, drafts.PAPERS))
        elif not any(refused.values()):
            return redirect("dossiers:draft-papers", draft_id)
    published = drafts.version_of(draft)
    pages = drafts.pages(published.definition, draft.answers)
    context = {
        **frame(published, pages, len(pages) - 1),
        "draft": draft,
        "back": back(draft, pages, len(pages) - 1),
        "cards": _cards(draft, refused),
        "looked_up": [r for r in drafts.asked(draft) if r.asked in {"looked_up", "if_lookup_fails"}],
        "refused": [one for many in refused.values() for one in many],
        "missing": [_("Chưa có: %(name)s.") % {"name": name} for name in missing],
    }
    return render(request, "dossiers/citizen/papers.html", context)


def _take(request: ActedRequest, draft: Draft) -> dict[str, list[Refused]]:
    refused: dict[str, list[Refused]] = {}
    for one in drafts.uploads(draft):
        code = one.component.code
        chosen = request.FILES.getlist(f"files.{code}")
        if chosen:
            refused[code] = uploads.add(draft, code, chosen, at=request.at)
    for act, change in (("remove", uploads.remove), ("forward", uploads.forward)):
        code, _sign, sha256 = request.POST.get(act, "").partition(":")
        if code and sha256:
            change(draft, code, sha256, at=request.at)
    return refused


def _cards(draft: Draft, refused: dict[str, list[Refused]]) -> list[Card]:
    shown = uploads.sheets(draft)
    cards, last = [], ""
    for one in drafts.uploads(draft):
        code, group = one.component.code, one.component.group if one.asked == "one_of" else ""
        opens = group if group != last and _several(draft, group) else ""
        cards.append(Card(one, shown.get(code, []), refused.get(code, []), opens))
        last = group
    return cards


def _several(draft: Draft, group: str) -> bool:
    return bool(group) and sum(one.component.group == group for one in drafts.uploads(draft)) > 1


@require_safe
@signed_in
def file(request: ActedRequest, draft_id: UUID, sha256: str) -> HttpResponseBase:
    """Show a file of one's own draft; ``?size=small`` gives a small picture of a photo."""
    draft = drafts.own(request.actor, draft_id)
    named = {sha: paper.get("names", {}).get(sha, "") for paper in draft.papers.values() for sha in paper["files"]}
    return stored(request, named, sha256)


def stored(request: Any, named: dict[str, str], sha256: str) -> HttpResponseBase:
    """Answer with a kept content if it is one of ``named`` (by hash, with the name to show)."""
    if sha256 not in named:
        raise Refused("not_found", _("Không có tệp này trong hồ sơ."), _("Mở lại trang hồ sơ để xem các tệp đã gửi."))
    if request.GET.get("size") == "small":
        small = thumbnail(sha256)
        if small is not None:
            return HttpResponse(small, content_type="image/jpeg", headers={"Cache-Control": "private, no-store"})
    row = get_object_or_404(StoredFile, pk=sha256)
    return serving.response(row, name=named[sha256] or _("giay-to"), inline=True)
