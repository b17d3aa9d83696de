"""Taking a draft back to its writers, and giving it up."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.ledger.commit import NewEntry, Subject, commit, retrying
from motcua.people.actor import Actor
from motcua.procedures import draft_policies
from motcua.procedures.actions.withdraw_requests import withdrawn
from motcua.procedures.drafting import reads, work
from motcua.procedures.drafting.reads import APPROVAL, REVIEW, Opened
from motcua.procedures.events import drafts as events
from motcua.procedures.models.drafts import DRAFTING, DROPPED

RECALL_REASONS: Final = ("mistake", "new_facts", "asked_to")
DROP_REASONS: Final = ("not_needed", "act_changed", "duplicate", "other_draft", "mistake")


def recall_draft(draft: UUID, reason: str, revision_read: int, *, actor: Actor, at: datetime) -> None:
    """Take a draft back from review or approval so that it can be changed; what was asked no longer waits."""
    draft_policies.can_write(actor).enforce()
    if reason not in RECALL_REASONS:
        raise Refused("bad_reason", _("Chọn một lý do trong danh sách."))

    def attempt() -> None:
        now = _as_read(draft, revision_read)
        if now.row.state == DRAFTING:
            return
        commit(
            Subject.of(now.row, state=DRAFTING, approved_revision=None, approved_by="", changed_at=at),
            [NewEntry(events.RECALLED.name, {"revision": now.revision, "ground": reason})],
            actor=actor.id,
            at=at,
            children=[
                *withdrawn(now.row, REVIEW, APPROVAL, actor=actor, at=at),
                *work.closed(now.row.pk, work.PUBLICATION, at=at, by=actor, outcome="recalled"),
            ],
        )

    retrying(attempt)


def drop_draft(draft: UUID, reason: str, revision_read: int, *, actor: Actor, at: datetime) -> None:
    """Give a draft up without publishing it; refused where somebody saved since it was read."""
    draft_policies.can_write(actor).enforce()
    if reason not in DROP_REASONS:
        raise Refused("bad_reason", _("Chọn một lý do trong danh sách."))

    def attempt() -> None:
        now = _as_read(draft, revision_read)
        told = {"code": now.row.code, "revision": now.revision, "ground": reason}
        commit(
            Subject.of(now.row, state=DROPPED, changed_at=at),
            [NewEntry(events.DROPPED.name, told)],
            actor=actor.id,
            at=at,
            children=[
                *withdrawn(now.row, REVIEW, APPROVAL, actor=actor, at=at),
                *work.closed(now.row.pk, work.PUBLICATION, work.CLOCK, at=at, by=actor, outcome="dropped"),
            ],
        )

    retrying(attempt)


def _as_read(draft: UUID, revision_read: int) -> Opened:
    now = reads.current(draft)
    if now is None:
        raise Refused("not_found", _("Không có bản nháp này."))
    draft_policies.is_open(now.row).enforce()
    if now.revision != revision_read:
        raise Refused(
            "draft_changed",
            _("Bản nháp vừa được người khác sửa."),
            _("Tải lại trang, xem phần vừa sửa rồi làm lại."),
        )
    return now
