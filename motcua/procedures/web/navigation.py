"""What those who keep the register, and those who are asked about drafts, find in the desk's navigation."""

from typing import Final, cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.people.actor import Actor
from motcua.people.middleware import ActedRequest
from motcua.people.roles import HEAD, LEADER, REGISTRAR
from motcua.procedures import desk_work, policies
from motcua.procedures.web.officer import review_slots
from motcua.ui import slots

# Only these are asked about drafts and reviews: nobody else's pages cost a question.
ASKED: Final = (HEAD, LEADER, REGISTRAR)


def _actor(request: HttpRequest) -> Actor:
    return cast(ActedRequest, request).actor


def _keeps_register(request: HttpRequest) -> bool:
    return policies.can_see_register(_actor(request)).allowed


def _counted(request: HttpRequest) -> dict[str, int]:
    """Return how much work on drafts and reviews waits in this person's inbox; asked once for a page."""
    known = request.__dict__
    if "procedures_waiting" not in known:
        actor = _actor(request)
        known["procedures_waiting"] = desk_work.counted(actor) if actor.has_any(ASKED) else {}
    found: dict[str, int] = known["procedures_waiting"]
    return found


def _waiting(request: HttpRequest) -> int | None:
    return sum(_counted(request).values()) or None


def _drafts_waiting(request: HttpRequest) -> int | None:
    return _counted(request).get(desk_work.DRAFT)


def _is_asked(request: HttpRequest) -> bool:
    return not _keeps_register(request) and bool(_drafts_waiting(request))


def register() -> None:
    """Offer the register to procedure control; drafts and reviews to whoever is asked about one."""
    slots.navigation(
        "desk", "registry", label=pgettext_lazy("navigation", "Thủ tục"), url="procedures:registry", order=40,
        allowed=_keeps_register, count=_waiting,
    )  # fmt: skip
    slots.navigation(
        "desk", "drafts", label=gettext_lazy("Góp ý, duyệt thủ tục"), url="procedures:drafts", order=41,
        allowed=_is_asked, count=_drafts_waiting,
    )  # fmt: skip
    review_slots.register()
