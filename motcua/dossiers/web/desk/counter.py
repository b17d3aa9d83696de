"""The counter: what came from outside, what is awaited, results to hand out, and the register with its search."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.core.refusal import Refused
from motcua.dossiers import history, late_numbers, policies, printing, queries, searching
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.lists import lines, register_lines, remember
from motcua.people.actor import Actor
from motcua.people.middleware import ActedRequest

COUNTER_ROLES: Final = ("receiver", "returner", "coordinator", "cashier")
CHOSEN: Final = "desk_unit"
ONE_STOP: Final = ".TTPVHCC"


def counter_units(actor: Actor) -> list[str]:
    """Return the one-stop shops at which the actor works; Refused where there is none."""
    units = sorted(unit for unit in actor.units(*COUNTER_ROLES) if unit.endswith(ONE_STOP))
    if not units:
        raise Refused("forbidden", _("Bạn không làm ở bộ phận một cửa nào."), _("Việc của bạn ở trang «Việc của tôi»."))
    return units


def desk_unit(request: HttpRequest, actor: Actor) -> str:
    """Return the one-stop shop at which the actor sits now: the one chosen in this session, else the first."""
    units = counter_units(actor)
    wanted = request.GET.get("unit", "")
    if wanted in units:
        request.session[CHOSEN] = wanted
    kept = str(request.session.get(CHOSEN, ""))
    return kept if kept in units else units[0]


@require_safe
@officials_only
def counter(request: ActedRequest) -> HttpResponse:
    """Show the counter's piles; a search looks into the whole register."""
    unit = desk_unit(request, request.actor)
    text = request.GET.get("q", "").strip()
    chosen = "all" if text else request.GET.get("pile", "check")
    piles = {
        "check": (_("Chờ kiểm tra"), queries.to_check([unit])),
        "supplement": (_("Chờ bổ sung"), queries.awaited([unit])),
        "return": (_("Chờ trả kết quả"), queries.to_return([unit])),
    }
    remember(request)
    whole = queries.register(request.actor, [unit])
    found = queries.register(request.actor, [unit], text) if text else whole
    context: dict[str, Any] = {"text": text, "unit": unit, "pile": chosen, **_units(request.actor, unit)}
    context["unprinted"] = printing.unprinted(unit, request.actor, request.at)
    context["late_left"] = late_numbers.waiting(unit) if policies.can_receive(request.actor, unit).allowed else 0
    if chosen in piles:
        rows = piles[chosen][1]
        context |= {"rows": lines(rows, request.at), "count": _many(len(rows))}
    else:
        with searching.careful():
            context |= {"pile": "all", "count": queries.counted(found), **_page(request, found, text)}
    tiles = [(name, label, _many(len(rows))) for name, (label, rows) in piles.items()]
    tiles.append(
        (
            "all",
            _("Sổ theo dõi"),
            context["count"] if found is whole and chosen not in piles else queries.counted(whole),
        )
    )
    context["piles"] = [
        {"label": label, "count": count, "href": f"?pile={name}", "current": name == context["pile"]}
        for name, label, count in tiles
    ]
    return render(request, "dossiers/desk/counter.html", context)


def _page(request: ActedRequest, found: Any, text: str) -> dict[str, Any]:
    page = list(queries.after(found, request.GET.get("after", ""))[: queries.PAGE + 1])
    rows, following = page[: queries.PAGE], ""
    if len(page) > queries.PAGE:
        following = "?" + urlencode({"pile": "all", "q": text, "after": queries.place_of(rows[-1])})
    return {"rows": register_lines(rows), "next": following}


def _many(number: int) -> str:
    return f"{number}+" if number >= queries.PAGE else str(number)


def _units(actor: Actor, unit: str) -> dict[str, Any]:
    units = counter_units(actor)
    names = history.unit_names(set(units))
    return {
        "unit_name": names.get(unit, unit),
        "units": [(code, names.get(code, code)) for code in units],
        "may_settle": policies.can_settle(actor, unit).allowed,
    }
