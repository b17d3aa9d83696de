"""Saving a draft: nobody's changes are written over unseen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.procedure.draft import Plain, in_form
from motcua.core.procedure.merge import Merged, Side, changes, merge
from motcua.core.refusal import Refused
from motcua.ledger.commit import NewEntry, Subject, Write, commit, retrying
from motcua.people.actor import Actor
from motcua.procedures import draft_policies
from motcua.procedures.actions.withdraw_requests import withdrawn
from motcua.procedures.drafting import reads, sections, work
from motcua.procedures.drafting.documents import change_of, code_of, digest, title_of, to_text
from motcua.procedures.drafting.reads import Opened
from motcua.procedures.drafting.revisions import revision
from motcua.procedures.events import drafts as events
from motcua.procedures.models import Draft
from motcua.procedures.models.drafts import APPROVED, DRAFTING, SUBMITTED


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: the draft's number now, whether it was written, and what others had changed meanwhile."""

    revision: int
    written: bool
    reopened: bool = False
    before: Plain | None = None
    theirs: Plain | None = None
    editors: tuple[tuple[str, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Somebody else changed the same places: nothing was written, and both wait for whoever comes second."""

    now: Opened
    before: Plain
    mine: Plain
    editors: tuple[tuple[str, datetime], ...]
    merged: Merged


def save_draft(
    draft: UUID,
    mine: Mapping[str, Any],
    revision_read: int,
    *,
    actor: Actor,
    at: datetime,
    agreed: int = 0,
    choices: Mapping[str, Side] | None = None,
) -> Saved | Overtaken:
    """Save a draft that was read as ``revision_read``; changes that do not overlap merge by themselves.

    Where both changed one place nothing is written and :class:`Overtaken` comes back; ``choices`` (by the conflict's
    id) decide, for the revision that was looked at (``agreed``). Saving what is saved already writes nothing. A draft
    that waits for approval or is approved goes back to its writers, unless only the publication was changed.
    """
    draft_policies.can_write(actor).enforce()
    own = in_form(mine)

    def attempt() -> Saved | Overtaken:
        now = _opened(draft)
        if revision_read == now.revision:
            return _write(now, own, actor, at, Saved(now.revision, False), merged=False)
        before = reads.at_revision(now.row, revision_read)
        if before is None:
            raise Refused(
                "unknown_revision",
                _("Không có lần sửa %(number)d của bản nháp này.") % {"number": revision_read},
                _("Tải lại trang rồi sửa tiếp."),
            )
        decided = dict(choices or {}) if agreed == now.revision else {}
        made = merge(before, now.document, own, decided)
        since = tuple(reads.editors_since(now.row, revision_read))
        if made.undecided(decided):
            return Overtaken(now, before, own, since, made)
        saved = Saved(now.revision, False, before=before, theirs=now.document, editors=since)
        return _write(now, in_form(made.value), actor, at, saved, merged=True)

    return retrying(attempt)


def _opened(draft: UUID) -> Opened:
    now = reads.current(draft)
    if now is None:
        raise Refused("not_found", _("Không có bản nháp này."))
    draft_policies.is_open(now.row).enforce()
    return now


def _write(now: Opened, document: Plain, actor: Actor, at: datetime, saved: Saved, *, merged: bool) -> Saved:
    changed = sorted({change.steps[0] for change in changes(now.document, document)})
    if not changed:
        return saved
    row, number, text = now.row, now.revision + 1, to_text(document)
    code = code_of(document)
    if not code:
        raise Refused("bad_code", _("Bản nháp phải có mã thủ tục, ví dụ 1.001193."))
    if row.base_id is not None and code != row.code:
        raise Refused(
            "other_procedure",
            _("Bản nháp này bắt đầu từ một bản của thủ tục %(code)s nên giữ nguyên mã.") % {"code": row.code},
            _("Muốn soạn thủ tục khác thì bắt đầu bản nháp khác."),
        )
    reopened = row.state in (SUBMITTED, APPROVED) and changed != ["publication"]
    state = DRAFTING if reopened else row.state
    told = {
        "code": code,
        "change": change_of(document),
        "revision": number,
        "digest": digest(text).hex(),
        "merged": merged,
        "state": state,
        "sections": sorted({sections.of(part).slug for part in changed}),
    }
    columns: dict[str, Any] = {
        "code": code,
        "change": told["change"],
        "state": state,
        "revision": number,
        "changed_at": at,
    }
    if state != APPROVED:
        columns |= {"approved_revision": None, "approved_by": ""}
    commit(
        Subject.of(row, **columns),
        [NewEntry(events.SAVED.name, told)],
        actor=actor.id,
        at=at,
        children=[
            revision(row.pk, number, text, title_of(document), actor, at),
            *_ended(row, changed, reopened, actor, at),
        ],
    )
    return Saved(number, True, reopened, saved.before, saved.theirs, saved.editors)


def _ended(row: Draft, changed: list[str], reopened: bool, actor: Actor, at: datetime) -> list[Write]:
    """Return what no longer waits: an approval of other words, warnings about dates that were changed."""
    ended: list[Write] = []
    if "publication" in changed:
        ended += work.closed(row.pk, work.CLOCK, at=at, by=actor, outcome="changed")
    if reopened:
        ended += withdrawn(row, work.APPROVAL, actor=actor, at=at)
        ended += work.closed(row.pk, work.PUBLICATION, at=at, by=actor, outcome="reopened")
    return ended
