"""Taking a draft back to its writers, and giving it up."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.procedures import draft_policies, draft_recipes
from motcua.procedures.drafting.answering import as_read
from motcua.procedures.drafting.reads import Opened
from motcua.procedures.events import drafts as events
from motcua.procedures.models.drafts import DRAFTING
from motcua.procedures.recording import record

RECALL_REASONS: Final = ("mistake", "new_facts", "asked_to")
DROP_REASONS: Final = ("not_needed", "act_changed", "duplicate", "other_draft", "mistake")


def recall_draft(
    draft: UUID, reason: str, revision_read: int, *, actor: Actor, at: datetime, key: Key | None = None
) -> None:
    """Take a draft back from review or approval so that it can be changed; what was asked no longer waits."""
    draft_policies.can_write(actor).enforce()
    if reason not in RECALL_REASONS:
        raise Refused("bad_reason", _("Chọn một lý do trong danh sách."))

    def attempt() -> None:
        now = _as_read(draft, revision_read)
        if now.row.state == DRAFTING:
            return
        entry = NewEntry(events.RECALLED.name, {"revision": now.revision, "ground": reason})
        record(draft_recipes.DRAFTS, now.row, [entry], actor=actor.id, at=at, key=key)

    once(key, actor.id, attempt, lambda _first: None)


def drop_draft(
    draft: UUID, reason: str, revision_read: int, *, actor: Actor, at: datetime, key: Key | None = None
) -> None:
    """Give a draft up without publishing it; refused where somebody saved since it was read."""
    draft_policies.can_write(actor).enforce()
    if reason not in DROP_REASONS:
        raise Refused("bad_reason", _("Chọn một lý do trong danh sách."))

    def attempt() -> None:
        now = _as_read(draft, revision_read)
        told = {"code": now.row.code, "revision": now.revision, "ground": reason}
        entry = NewEntry(events.DROPPED.name, told)
        record(draft_recipes.DRAFTS, now.row, [entry], actor=actor.id, at=at, key=key)

    once(key, actor.id, attempt, lambda _first: None)


def _as_read(draft: UUID, revision_read: int) -> Opened:
    return as_read(
        draft,
        revision_read,
        _("Bản nháp vừa được người khác sửa."),
        _("Tải lại trang, xem phần vừa sửa rồi làm lại."),
    )
