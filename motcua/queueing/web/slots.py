"""Where the hall shows itself on other pages: navigation, and the slim bar of the counter."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from motcua.people.actor import Actor
from motcua.queueing import policies, queries
from motcua.queueing.web.desk import place
from motcua.ui import slots


def register() -> None:
    """Add the links, each for those who need it, and the bar."""
    slots.navigation(
        "citizen", "queue", label=_("Lấy số, đặt lịch"), url="queueing:index", order=40, allowed=_has_halls
    )
    slots.navigation("desk", "queue", label=_("Hàng chờ"), url="queueing:queue", order=12, allowed=_calls)
    slots.navigation("desk", "waiting", label=_("Thời gian chờ"), url="queueing:waiting", order=34, allowed=_watches)
    slots.register("desk.bar", "queue", order=10, template="queueing/desk/_bar.html", data=_bar)


def _has_halls(request: HttpRequest) -> bool:
    del request
    return queries.has_plan()


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def _calls(request: HttpRequest) -> bool:
    return bool(place.halls_of(_actor(request)))


def _watches(request: HttpRequest) -> bool:
    return _calls(request) or _actor(request).has_any(policies.WATCHERS)


def _bar(context: Mapping[str, Any]) -> Mapping[str, Any] | None:
    request = context.get("request")
    if request is None or not hasattr(request, "actor") or not request.actor.is_official:
        return None
    match = request.resolver_match
    if match is not None and match.view_name == "queueing:queue":
        return None
    return place.bar(request)
