"""Giving up a draft of a route."""

from datetime import datetime

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.procedures import draft_recipes, policies, route_drafts
from motcua.procedures.events.route_drafts import DRAFT_DROPPED
from motcua.procedures.recording import record


def drop_route_draft(code: str, revision_read: int, *, actor: Actor, at: datetime, key: Key | None = None) -> None:
    """Close the open draft of a route without publishing it; refused where somebody saved since it was read."""
    policies.can_draft_routes(actor).enforce()

    def attempt() -> None:
        now = route_drafts.find_open(code)
        if now is None:
            return
        if now.revision != revision_read:
            raise Refused(
                "draft_changed",
                _("Bản nháp vừa được người khác sửa nên chưa bỏ."),
                _("Xem các thay đổi đó trước khi quyết định bỏ."),
            )
        entry = NewEntry(DRAFT_DROPPED.name, {"code": code, "revision": now.revision})
        record(draft_recipes.ROUTE_DRAFTS, now.row, [entry], actor=actor.id, at=at, key=key)

    once(key, actor.id, attempt, lambda _first: None)
