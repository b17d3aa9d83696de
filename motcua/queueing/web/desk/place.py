"""At which desk of which hall an officer sits, kept for the session: without a desk nobody calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.core.queueing.plan import DeskPlace, HallPlan
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.people.actor import Actor
from motcua.people.middleware import ActedRequest
from motcua.queueing import policies, queries
from motcua.queueing.models import Ticket

KEPT: Final = "queue_desk"
ONE_STOP: Final = ".TTPVHCC"
CHOSEN_UNIT: Final = "desk_unit"  # the one-stop shop that the counter's pages remember


@dataclass(frozen=True, slots=True)
class Sitting:
    """One officer at one desk: the hall, its plan, and the groups called here now."""

    unit: str
    plan: HallPlan
    desk: DeskPlace
    groups: tuple[str, ...]


def halls_of(actor: Actor) -> list[str]:
    """Return the one-stop shops at which the actor may call."""
    return sorted(unit for unit in actor.units(*policies.CALLERS) if unit.endswith(ONE_STOP))


def unit_of(request: ActedRequest) -> str:
    """Return the hall that the officer works in now; a page of a hall is no page for anybody else."""
    units = halls_of(request.actor)
    if not units:
        raise Refused("not_found", _("Không có trang này."), _("Kiểm tra lại đường dẫn."))
    wanted = request.GET.get("unit", "")
    if wanted in units:
        request.session[CHOSEN_UNIT] = wanted
    kept = str(request.session.get(CHOSEN_UNIT, ""))
    return kept if kept in units else units[0]


def sit(request: HttpRequest, unit: str, desk: str, groups: list[str]) -> None:
    """Keep for this session where the officer sits and which groups are called there."""
    request.session[KEPT] = {"unit": unit, "desk": desk, "groups": groups}
    request.session[CHOSEN_UNIT] = unit


def stand_up(request: HttpRequest) -> None:
    """Forget the desk."""
    request.session.pop(KEPT, None)


def sitting(request: ActedRequest) -> Sitting | None:
    """Return where the officer sits, None before a desk was chosen or when it is no longer there."""
    kept: dict[str, Any] | None = request.session.get(KEPT)
    if not kept or kept["unit"] not in halls_of(request.actor) or kept["unit"] != unit_of(request):
        return None
    plan = queries.plan_for(kept["unit"])
    desk = plan.desk(kept["desk"])
    if desk is None:
        return None
    groups = tuple(group for group in desk.groups if group in kept["groups"]) or desk.groups
    return Sitting(kept["unit"], plan, desk, groups)


def open_ticket(request: ActedRequest, here: Sitting) -> Ticket | None:
    """Return the ticket open at the officer's desk."""
    rows = queries.open_at(here.unit, local(request.at).date(), here.desk.code, request.actor.id)
    return rows[0] if rows else None


def bar(request: ActedRequest) -> dict[str, Any] | None:
    """Return what the slim bar on the counter's pages shows, None for whoever calls nobody or where no hall is set up.

    Before a desk was chosen it has no ``here``: it says how many wait in the hall and leads to the choice.
    """
    if not halls_of(request.actor) or not queries.has_plan():
        return None
    here = sitting(request)
    waiting = queries.of_day(unit_of(request), local(request.at).date()).filter(state=queries.WAITING)
    back = request.POST.get("next", "") or request.get_full_path()
    if here is None:
        choose = f"{reverse('queueing:queue')}?{urlencode({'next': back})}"
        return {"here": None, "waiting": waiting.count(), "back": back, "choose": choose}
    mine = waiting.filter(group__in=here.groups)
    return {"here": here, "open": open_ticket(request, here), "waiting": mine.count(), "back": back}
