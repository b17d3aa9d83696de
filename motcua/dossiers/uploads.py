"""The pages of one paper while it is gathered: added in order, moved, taken away; a bad file loses no good one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.documents import files
from motcua.documents.filing import kinds
from motcua.documents.models import StoredFile
from motcua.dossiers import drafts
from motcua.dossiers.models import Draft

MOST_FILES = 30


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of a paper as a page shows it."""

    sha256: str
    name: str
    photo: bool
    pages: int | None
    size: int


def add(draft: Draft, component: str, uploads: Sequence[Any], *, at: datetime) -> list[Refused]:
    """Keep files and put them after those already there; return what was refused and why."""
    room = MOST_FILES - len(draft.papers.get(component, {}).get("files", []))
    batch = files.keep_all(uploads[: max(room, 0)], at=at)
    refused = list(batch.refused)
    if len(uploads) > room:
        refused.append(
            Refused(
                "too_many_files",
                _("Mỗi giấy tờ nhận nhiều nhất %(most)d tệp; các tệp sau chưa được gửi.") % {"most": MOST_FILES},
                _("Gộp nhiều trang vào một tệp PDF rồi gửi."),
            )
        )
    with drafts.changed(draft, at) as kept:
        paper = kept.papers.setdefault(component, {"files": [], "names": {}})
        for one in batch.kept:
            if one.sha256 in paper["files"]:
                refused.append(_twice(one.name))
                continue
            paper["files"].append(one.sha256)
            paper["names"][one.sha256] = one.name
    return refused


def remove(draft: Draft, component: str, sha256: str, *, at: datetime) -> None:
    """Take one file away; nothing happens if it is gone already."""
    with drafts.changed(draft, at) as kept:
        paper = kept.papers.get(component, {"files": [], "names": {}})
        if sha256 in paper["files"]:
            paper["files"].remove(sha256)
            paper["names"].pop(sha256, None)


def forward(draft: Draft, component: str, sha256: str, *, at: datetime) -> None:
    """Move one file a place to the front."""
    with drafts.changed(draft, at) as kept:
        order = kept.papers.get(component, {"files": []})["files"]
        place = order.index(sha256) if sha256 in order else 0
        if place:
            order[place - 1], order[place] = order[place], order[place - 1]


def sheets(draft: Draft) -> dict[str, list[Sheet]]:
    """Return the files of each paper in order, ready to show."""
    named = {sha for paper in draft.papers.values() for sha in paper.get("files", [])}
    stored = StoredFile.objects.in_bulk(named)
    return {
        component: [_sheet(stored[sha], paper.get("names", {}).get(sha, "")) for sha in paper["files"] if sha in stored]
        for component, paper in draft.papers.items()
        if paper.get("files")
    }


def _sheet(row: StoredFile, name: str) -> Sheet:
    return Sheet(row.sha256, name, row.content_type == kinds.JPEG, row.pages, row.size)


def _twice(name: str) -> Refused:
    return Refused(
        "file_twice",
        _("Tệp “%(name)s” đã có trong giấy tờ này nên không thêm lần nữa.") % {"name": name},
        _("Nếu là trang khác, hãy chụp lại đúng trang đó."),
    )
