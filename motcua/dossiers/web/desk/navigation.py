"""What staff find in the navigation: the counter, their work, late dossiers."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from motcua.core.worktime.vietnamese import local
from motcua.dossiers import centre, late_log, older, sign_policies
from motcua.dossiers.queries import EVERYWHERE, PROVINCE, WATCHERS
from motcua.dossiers.web.desk.counter import COUNTER_ROLES, ONE_STOP
from motcua.dossiers.web.desk.issuing import gives_numbers
from motcua.people.actor import Actor
from motcua.people.roles import ADMINISTRATOR, AUDITOR
from motcua.ui import slots


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def _at_counter(request: HttpRequest) -> bool:
    return any(unit.endswith(ONE_STOP) for unit in _actor(request).units(*COUNTER_ROLES))


def _sees_a_register(request: HttpRequest) -> bool:
    actor = _actor(request)
    return actor.has_any(EVERYWHERE, PROVINCE) or any(unit.endswith(ONE_STOP) for unit in actor.units())


def _behind(context: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return how many open dossiers of the procedure on the page run on an older version; nothing where none does."""
    request = context["request"]
    groups = older.behind(request.actor, local(request.at).date(), str(context.get("code", "")))
    return {"behind": sum(group.number for group in groups)} if groups else None


def register() -> None:
    """Add the desk's links, each for those who work there."""
    slots.register("registry.procedure", "older", order=40, template="dossiers/desk/_older_versions.html", data=_behind)
    slots.navigation("desk", "counter", label=_("Quầy một cửa"), url="dossiers:counter", order=10, allowed=_at_counter)
    slots.navigation(
        "desk", "cashier", label=_("Thu phí"), url="dossiers:cashier", order=15,
        allowed=lambda request: _actor(request).has("cashier"),
    )  # fmt: skip
    slots.navigation(
        "desk", "inbox", label=_("Việc của tôi"), url="dossiers:inbox", order=20,
        allowed=lambda request: _actor(request).is_official,
    )  # fmt: skip
    slots.navigation(
        "desk", "issuing", label=_("Chờ cấp số, đóng dấu"), url="dossiers:issuing", order=15,
        allowed=lambda request: gives_numbers(_actor(request)),
    )  # fmt: skip
    slots.navigation(
        "desk", "register", label=_("Sổ theo dõi"), url="dossiers:register", order=40, allowed=_sees_a_register,
    )  # fmt: skip
    slots.navigation(
        "desk", "late_entries", label=_("Nhập bù"), url="dossiers:late_entries", order=45,
        allowed=lambda request: late_log.may_look(_actor(request)),
    )  # fmt: skip
    slots.navigation(
        "desk", "late", label=_("Hồ sơ trễ"), url="dossiers:late", order=30,
        allowed=lambda request: _actor(request).has_any(WATCHERS),
    )  # fmt: skip
    slots.navigation(
        "desk", "extra_demands", label=_("Phản ánh của người dân"), url="dossiers:extra_demands", order=50,
        allowed=lambda request: _actor(request).has_any(sign_policies.IN_CHARGE),
    )  # fmt: skip
    slots.navigation(
        "desk", "audit", label=_("Việc của thanh tra"), url="dossiers:audit", order=8,
        allowed=lambda request: _actor(request).has(AUDITOR),
    )  # fmt: skip
    slots.navigation(
        "desk", "signs", label=_("Dấu hiệu bất thường"), url="dossiers:signs", order=48,
        allowed=lambda request: sign_policies.may_look(_actor(request)),
    )  # fmt: skip
    slots.navigation(
        "desk", "erasures", label=_("Xóa dữ liệu cá nhân"), url="dossiers:erasures", order=80,
        allowed=lambda request: _actor(request).has_any([ADMINISTRATOR]),
    )  # fmt: skip
    _custody()
    _places()


def _places() -> None:
    """Add the page of whoever directs a one-stop shop."""
    slots.navigation(
        "desk", "centre", label=_("Trung tâm hôm nay"), url="dossiers:centre", order=9,
        allowed=lambda request: bool(centre.halls_of(_actor(request))),
    )  # fmt: skip


def _custody() -> None:
    """Add the link to folders that change hands; it leads on to originals that are owed."""
    slots.navigation(
        "desk", "handovers", label=_("Bàn giao hồ sơ"), url="dossiers:handovers", order=25,
        allowed=lambda request: _actor(request).is_official,
    )  # fmt: skip
