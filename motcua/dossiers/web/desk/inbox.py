"""The inbox in three piles: what I must do, what waits for others, what waits for citizens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.core.worktime.vietnamese import local
from motcua.dossiers import queries
from motcua.dossiers.queries import Row
from motcua.dossiers.web.desk.access import officials_only
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.procedures import queries as procedures


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list as the page draws it."""

    href: str
    code: str
    procedure: str
    applicant: str
    work: str
    since: datetime | None
    due: datetime | None
    legal: datetime | None
    holder: str


@require_safe
@officials_only
def inbox(request: ActedRequest) -> HttpResponse:
    """Show the piles; the first one that has work is open."""
    box = queries.inbox(request.actor)
    piles = {"mine": box.mine, "others": box.others, "applicant": box.applicant}
    chosen = request.GET.get("pile", "mine")
    rows = piles.get(chosen, box.mine)
    labels = {"mine": _("Tôi phải làm"), "others": _("Chờ người khác"), "applicant": _("Chờ người dân")}
    context = {
        "piles": [
            {
                "label": labels[name],
                "count": len(found),
                "href": f"?pile={name}",
                "current": name == chosen,
                "kind": "late" if any(_late(row, request.at) for row in found) else "",
            }
            for name, found in piles.items()
        ],
        "rows": lines(rows, request.at),
        "more": box.more,
        "today": _today(box.mine, request.at),
    }
    return render(request, "dossiers/desk/inbox.html", context)


def lines(rows: Iterable[Row], at: datetime) -> list[Line]:
    """Return rows as lines with the names that people know."""
    listed = list(rows)
    names = people.names({row.work.assignee for row in listed} - {""})
    return [_line(row, names) for row in listed]


def _line(row: Row, names: dict[str, str]) -> Line:
    dossier, work = row.dossier, row.work
    published = procedures.by_version(UUID(dossier.procedure_version))
    return Line(
        href=_address(row),
        code=dossier.code,
        procedure=published.definition.title,
        applicant=row.applicant,
        work=_work(row),
        since=work.opened_at,
        due=work.due_at,
        legal=dossier.due_at,
        holder=names.get(work.assignee, ""),
    )


def _address(row: Row) -> str:
    if row.work.kind == "consultation":
        return reverse("dossiers:opinion", args=[row.dossier.pk, row.work.seq])
    return reverse("dossiers:officer", args=[row.dossier.pk])


def _work(row: Row) -> str:
    words: dict[str, Any] = {"submission": _("Kiểm tra, tiếp nhận"), "consultation": _("Trả lời ý kiến")}
    if row.work.kind in words:
        return str(words[row.work.kind])
    if row.work.waiting == "applicant":
        return _("Chờ bổ sung")
    if row.work.waiting == "other":
        return _("Tạm dừng")
    if row.dossier.pending:
        return _("Chờ ý kiến")
    if not row.dossier.route:
        return row.work.step
    route = procedures.route_by_version(UUID(row.dossier.route)).definition
    return f"{row.work.step}. {route.step(row.work.step).name}"


def _late(row: Row, at: datetime) -> bool:
    return row.work.due_at is not None and row.work.due_at < at


def _today(mine: list[Row], at: datetime) -> str:
    day = local(at).date()
    due = [row for row in mine if row.work.due_at and local(row.work.due_at).date() <= day]
    late = [row for row in due if _late(row, at)]
    if not due:
        return _("Hôm nay không có việc nào đến hạn.") if mine else ""
    return _("Hôm nay: %(due)d việc đến hạn, trong đó %(late)d việc đã trễ.") % {"due": len(due), "late": len(late)}
