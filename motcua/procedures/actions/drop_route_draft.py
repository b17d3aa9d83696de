"""Giving up a draft of a route."""

from datetime import datetime

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.ledger.commit import NewEntry, Subject, commit, retrying
from motcua.people.actor import Actor
from motcua.procedures import policies, route_drafts
from motcua.procedures.events.route_drafts import DRAFT_DROPPED
from motcua.procedures.models.route_drafts import DROPPED


def drop_route_draft(code: str, revision_read: int, *, actor: Actor, at: datetime) -> None:
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
        commit(Subject.of(now.row, state=DROPPED), [entry], actor=actor.id, at=at)

    retrying(attempt)
