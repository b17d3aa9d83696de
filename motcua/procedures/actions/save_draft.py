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
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.procedures import draft_policies, draft_recipes
from motcua.procedures.drafting import reads, sections
from motcua.procedures.drafting.answering import opened
from motcua.procedures.drafting.documents import change_of, code_of, digest, title_of, to_text
from motcua.procedures.drafting.reads import Opened
from motcua.procedures.events import drafts as events
from motcua.procedures.models.drafts import APPROVED, DRAFTING, SUBMITTED
from motcua.procedures.recording import record


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
    key: Key | None = None,
) -> Saved | Overtaken:
    """Save a draft that was read as ``revision_read``; changes that do not overlap merge by themselves.

    Where both changed one place nothing is written and :class:`Overtaken` comes back; ``choices`` (by the conflict's
    id) decide, for the revision that was looked at (``agreed``). Saving what is saved already writes nothing. A draft
    that waits for approval or is approved goes back to its writers, unless only the publication was changed.
    """
    draft_policies.can_write(actor).enforce()
    own = in_form(mine)

    def attempt() -> Saved | Overtaken:
        now = opened(draft)
        if revision_read == now.revision:
            return _write(now, own, actor, at, key, Saved(now.revision, False), merged=False)
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
        return _write(now, in_form(made.value), actor, at, key, saved, merged=True)

    return once(key, actor.id, attempt, lambda first: Saved(first["revision"], True, first["reopened"]))


def _write(
    now: Opened, document: Plain, actor: Actor, at: datetime, key: Key | None, saved: Saved, *, merged: bool
) -> Saved:
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
    record(
        draft_recipes.DRAFTS,
        row,
        [NewEntry(events.SAVED.name, told)],
        actor=actor.id,
        at=at,
        key=key,
        aside={"text": text, "title": title_of(document)},
        result={"revision": number, "reopened": reopened},
    )
    return Saved(number, True, reopened, saved.before, saved.theirs, saved.editors)
