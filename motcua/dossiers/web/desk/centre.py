"""The page of whoever directs a one-stop shop: three things to do, then the day in blocks of three lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from motcua.core.refusal import Refused
from motcua.dossiers import centre, history, queries
from motcua.dossiers.centre import Held
from motcua.dossiers.models import Dossier
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.lists import remember
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.procedures import queries as procedures

LINES: Final = 3
LONG_WAIT: Final = 30
Pile = Callable[[Iterable[str], datetime], "QuerySet[Dossier]"]
LISTS: Final[dict[str, tuple[Promise, Pile]]] = {
    "late": (gettext_lazy("Hồ sơ đã trễ"), centre.late),
    "due": (gettext_lazy("Hẹn trả hôm nay, chưa xong"), centre.due),
    "unchecked": (gettext_lazy("Chưa kiểm tra, đã quá giờ"), centre.unchecked),
    "supplements": (gettext_lazy("Đang chờ người dân bổ sung"), centre.supplements),
    "received": (gettext_lazy("Đã nhận hôm nay"), centre.received),
}


@require_safe
@officials_only
def centre_today(request: ActedRequest) -> HttpResponse:
    """Show the day of the halls that the actor directs; ``?list=`` opens one number down to its dossiers."""
    halls = centre.halls_of(request.actor)
    if not halls:
        raise Refused("not_found", _("Không có trang này."), _("Trang này dành cho người phụ trách bộ phận một cửa."))
    unit = request.GET.get("unit", "")
    units, at = ([unit] if unit in halls else halls), request.at
    remember(request)
    names = history.unit_names(set(halls))
    context: dict[str, Any] = {
        "halls": [{"code": code, "name": names.get(code, code), "current": [code] == units} for code in halls],
        "many": len(halls) > 1,
        "tasks": _tasks(units, at)[:LINES],
        "blocks": _blocks(units, names, at),
    }
    chosen = request.GET.get("list", "")
    if chosen in LISTS:
        label, pile = LISTS[chosen]
        found = pile(units, at).select_related("applicant").order_by("due_at", "id")
        context |= {"label": label, "rows": _rows(found[: centre.PAGE]), "count": queries.counted(found)}
    return render(request, "dossiers/desk/centre.html", context)


def _rows(found: Iterable[Dossier]) -> list[dict[str, Any]]:
    """Return dossiers as lines: who asked for what, when it is due, with whom it lies."""
    dossiers = list(found)
    names = people.names({one.assignee for one in dossiers} - {""})
    places = history.unit_names({one.step_unit for one in dossiers})
    return [
        {
            "dossier": one,
            "procedure": procedures.by_version(UUID(one.procedure_version)).definition.title,
            "holder": ", ".join(filter(None, (names.get(one.assignee), places.get(one.step_unit)))),
        }
        for one in dossiers
    ]


def _link(name: str) -> str:
    return f"?list={name}#list"


def _tasks(units: list[str], at: datetime) -> list[dict[str, str]]:
    """Return what the director has to do today, the most pressing first."""
    tasks: list[dict[str, str]] = []
    late = centre.by_holder(centre.late(units, at))
    if late:
        names, places = centre.names_of(late), history.unit_names({one.unit for one in late})
        first = late[0]
        who = names.get(first.assignee) or places.get(first.unit, first.unit)
        words = {"n": sum(one.number for one in late), "who": who, "m": first.number}
        _add(tasks, _("Đôn đốc %(n)s hồ sơ đã trễ; lâu nhất ở %(who)s (%(m)s).") % words, _link("late"))
    unchecked = centre.unchecked(units, at).count()
    if unchecked:
        text = ngettext(
            "%(n)s hồ sơ nộp từ xa đã quá giờ kiểm tra.", "%(n)s hồ sơ nộp từ xa đã quá giờ kiểm tra.", unchecked
        )
        _add(tasks, text % {"n": unchecked}, _link("unchecked"))
    for one in (centre.hall_now(unit, at) for unit in units):
        if one.longest >= LONG_WAIT:
            words = {"n": one.waiting, "minutes": one.longest, "desks": one.desks}
            text = _("%(n)s người đang chờ, lâu nhất %(minutes)s phút, %(desks)s quầy đang gọi: mở thêm quầy.")
            _add(tasks, text % words, reverse("queueing:waiting"))
    due = centre.due(units, at).count()
    if due:
        _add(tasks, _("%(n)s hồ sơ hẹn trả hôm nay mà chưa xong.") % {"n": due}, _link("due"))
    letters = len(centre.letters_failed(units, at))
    if letters:
        _add(tasks, _("%(n)s tin gửi người dân không đến nơi.") % {"n": letters}, "#letters")
    folders = centre.folders_under_way(units).count()
    if folders:
        _add(tasks, _("%(n)s biên bản bàn giao chưa ai xác nhận.") % {"n": folders}, "#folders")
    return tasks


def _add(tasks: list[dict[str, str]], text: str, href: str) -> None:
    tasks.append({"text": text, "href": href})


def _blocks(units: list[str], names: dict[str, str], at: datetime) -> list[dict[str, Any]]:
    """Return the blocks of the page: title, lines, and what is left out of them."""
    return [
        _block("hall", _("Sảnh chờ"), _hall_lines(units, names, at)),
        _block("dossiers", _("Hồ sơ hôm nay"), _dossier_lines(units, at)),
        _block("late", _("Trễ, theo người giữ"), _held_lines(centre.by_holder(centre.late(units, at)), "late")),
        _block(
            "due", _("Hẹn trả hôm nay, theo người giữ"), _held_lines(centre.by_holder(centre.due(units, at)), "due")
        ),
        _block("tills", _("Tiền mặt trong ngày"), _till_lines(units, at)),
        _block("folders", _("Túi hồ sơ đang chuyển"), _folder_lines(units)),
        _block("letters", _("Tin không gửi được, 3 ngày qua"), _letter_lines(units, at)),
    ]


def _block(name: str, title: str, lines: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "title": title, "lines": lines[:LINES], "rest": lines[LINES:]}


def _hall_lines(units: list[str], names: dict[str, str], at: datetime) -> list[dict[str, Any]]:
    lines = []
    for one in sorted((centre.hall_now(unit, at) for unit in units), key=lambda one: -one.longest):
        words = {"n": one.waiting, "minutes": one.longest, "desks": one.desks}
        text = _("%(n)s người chờ, lâu nhất %(minutes)s phút, %(desks)s quầy đang gọi") % words
        lines.append({"what": names.get(one.unit, one.unit), "value": text, "href": reverse("queueing:waiting")})
    return lines


def _dossier_lines(units: list[str], at: datetime) -> list[dict[str, Any]]:
    return [
        {"what": str(LISTS[name][0]), "value": queries.counted(LISTS[name][1](units, at)), "href": _link(name)}
        for name in ("received", "due", "supplements", "unchecked", "late")
    ]


def _held_lines(held: list[Held], name: str) -> list[dict[str, Any]]:
    names, places = centre.names_of(held), history.unit_names({one.unit for one in held})
    return [
        {
            "what": " · ".join([names.get(one.assignee) or _("Chưa ai nhận"), places.get(one.unit, one.unit)]),
            "value": str(one.number),
            "since": one.oldest,
            "href": _link(name),
        }
        for one in held
    ]


def _till_lines(units: list[str], at: datetime) -> list[dict[str, Any]]:
    tills = [one for unit in units for one in centre.tills_of(unit, at)]
    names = people.names({one.cashier for one in tills} - {""})
    return [
        {"what": names.get(one.cashier) or _("Không rõ người thu"), "money": one.cash, "other": one.other}
        for one in tills
    ]


def _folder_lines(units: list[str]) -> list[dict[str, Any]]:
    sheets = list(centre.folders_under_way(units)[: centre.PAGE])
    places = history.unit_names({one.from_unit for one in sheets})
    return [
        {
            "what": f"{one.number} · {places.get(one.from_unit, one.from_unit)}",
            "value": ngettext("%(n)s túi", "%(n)s túi", one.size) % {"n": one.size},
            "since": one.sent_at,
            "href": reverse("dossiers:handover", args=[one.pk]),
        }
        for one in sheets
    ]


def _letter_lines(units: list[str], at: datetime) -> list[dict[str, Any]]:
    return [
        {
            "what": f"{one.letter_label} · {one.get_channel_display()}",
            "since": one.created_at,
            "href": reverse("dossiers:officer", args=[one.subject.partition(":")[2]]),
        }
        for one in centre.letters_failed(units, at)
    ]
