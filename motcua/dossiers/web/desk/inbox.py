"""The inbox in three piles, what presses today, the unit's load for heads, and the list of late dossiers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import queries, report_list
from motcua.dossiers.queries import Row
from motcua.dossiers.sign_policies import IN_CHARGE
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.lists import late_lines, lines, remember
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.people.middleware import ActedRequest

SIGNERS = ("leader", "head")
WATCHES = queries.WATCHERS


@require_safe
@officials_only
def inbox(request: ActedRequest) -> HttpResponse:
    """Show the piles; ``?pile=`` opens one of them."""
    actor, at = request.actor, request.at
    box = queries.inbox(actor)
    piles = {"mine": box.mine, "others": box.others, "applicant": box.applicant}
    labels = {"mine": _("Tôi phải làm"), "others": _("Chờ người khác"), "applicant": _("Chờ người dân")}
    heads = bool(actor.units(*queries.HEADS))
    if heads:
        piles["unit"], labels["unit"] = queries.unit_work(actor), _("Cả đơn vị")
    chosen = request.GET.get("pile", "mine")
    chosen = chosen if chosen in piles else "mine"
    remember(request)
    context = {
        "piles": [_tile(name, labels[name], found, name == chosen, at) for name, found in piles.items()],
        "pile": chosen,
        "rows": lines(piles[chosen], at, assign=chosen == "unit"),
        "load": _load(actor, at) if chosen == "unit" else [],
        "more": box.more,
        "today": _today(actor, box.mine, at),
        "late": _late_tile(actor, at),
        "reports": _reports_tile(actor, at),
        "empty": EMPTY.get(chosen, ""),
    }
    return render(request, "dossiers/desk/inbox.html", context)


EMPTY: dict[str, Promise] = {
    "mine": gettext_lazy("Không còn việc nào chờ bạn."),
    "others": gettext_lazy("Không có hồ sơ nào của bạn đang chờ người khác."),
    "applicant": gettext_lazy("Không có hồ sơ nào đang chờ người dân."),
}


def _tile(name: str, label: str, rows: list[Row], current: bool, at: datetime) -> dict[str, Any]:
    late = name in ("mine", "unit") and any(_late(row, at) for row in rows)
    count = f"{len(rows)}+" if len(rows) >= 4 * queries.PAGE else str(len(rows))
    return {"label": label, "count": count, "href": f"?pile={name}", "current": current, "kind": "late" if late else ""}


def _late_tile(actor: Actor, at: datetime) -> dict[str, Any] | None:
    if not actor.has_any(WATCHES):
        return None
    count = queries.counted(queries.late_for(actor, at))
    return {"count": count, "href": reverse("dossiers:late"), "kind": "late" if count != "0" else ""}


def _reports_tile(actor: Actor, at: datetime) -> dict[str, Any] | None:
    """Return how many citizens' reports wait for whoever is in charge; nothing where none does."""
    if not actor.has_any(IN_CHARGE):
        return None
    rows = report_list.waiting(actor)
    count = rows[: queries.MOST_COUNTED].count()
    late = rows.filter(answer_by__lt=at).exists() if count else False
    return (
        {"count": count, "href": reverse("dossiers:extra_demands"), "kind": "late" if late else ""} if count else None
    )


def _load(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    units = actor.units(*queries.HEADS)
    rows = queries.load(units, at)
    names = people.names({row.assignee for row in rows} - {""})
    absent = people.away(local(at).date(), [a for a in map(_account, names) if a])
    return [
        {
            "name": names.get(row.assignee, _("Chưa ai nhận")),
            "open": row.open,
            "late": row.late,
            "away": _account(row.assignee) in absent,
        }
        for row in rows
    ]


def _account(actor_id: str) -> Any:
    return Actor(actor_id, "user").user_id if actor_id.startswith("user:") else None


def _late(row: Row, at: datetime) -> bool:
    return row.work.due_at is not None and row.work.due_at < at


def _today(actor: Actor, mine: list[Row], at: datetime) -> str:
    """Say what presses today: how many, which will be late and by when, and for which an apology must leave."""
    day = local(at).date()
    due = [row for row in mine if row.work.due_at and local(row.work.due_at).date() <= day]
    late = [row for row in due if _late(row, at)]
    soon = [row for row in due if row not in late]
    if not due:
        return _("Hôm nay không có việc nào đến hạn.") if mine else ""
    told = [_("%d việc đến hạn") % len(due)]
    if late:
        told.append(_("%d việc đã quá hạn bước") % len(late))
    if soon:
        first = min(row.work.due_at for row in soon if row.work.due_at)
        facts = {"n": len(soon), "at": f"{local(first):%H:%M}"}
        told.append(_("%(n)d việc còn kịp, sớm nhất phải xong trước %(at)s") % facts)
    sorry = _apologies(actor, mine, at)
    if sorry:
        told.append(_("%d hồ sơ phải xin lỗi hôm nay") % sorry)
    return _("Hôm nay: %s.") % ", ".join(told)


def _apologies(actor: Actor, mine: list[Row], at: datetime) -> int:
    if not actor.has_any(SIGNERS):
        return 0
    until = local(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    legal = {r.dossier.pk: r.dossier for r in mine if r.work.kind == "step" and not r.dossier.extensions}
    return sum(1 for d in legal.values() if d.due_at and d.due_at < until and d.due_at <= at)


@require_safe
@officials_only
def late(request: ActedRequest) -> HttpResponse:
    """Show heads, leaders and auditors the dossiers whose result is overdue, the longest first."""
    if not request.actor.has_any(WATCHES):
        raise Refused("not_found", _("Không có trang này."), _("Danh sách hồ sơ trễ dành cho người phụ trách."))
    remember(request)
    found = queries.late_for(request.actor, request.at)
    start = _start(request.GET.get("from", ""))
    page = list(found[start : start + queries.PAGE + 1])
    more = "?" + urlencode({"from": start + queries.PAGE}) if len(page) > queries.PAGE else ""
    context = {"rows": late_lines(page[: queries.PAGE], request.at), "count": queries.counted(found), "next": more}
    return render(request, "dossiers/desk/late.html", context)


def _start(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
