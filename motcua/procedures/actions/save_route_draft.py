"""Saving a draft of a route: nobody's changes are written over unseen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.core.procedure.canonical import digest
from motcua.core.process.merge import Label, Merged, Side, changes, merge, plain
from motcua.core.process.table import Table
from motcua.core.refusal import Refused
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.procedures import draft_recipes, policies, route_drafts
from motcua.procedures.events.route_drafts import DRAFT_SAVED
from motcua.procedures.recording import record
from motcua.procedures.route_drafts import Opened


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Somebody else saved meanwhile: nothing was written, and both changes wait for whoever comes second."""

    opened: Opened
    editors: tuple[tuple[str, datetime], ...]
    theirs: tuple[str, ...]
    mine: tuple[str, ...]
    merged: Merged


def save_route_draft(
    mine: Table,
    revision_read: int,
    *,
    actor: Actor,
    at: datetime,
    agreed: int = 0,
    choices: Mapping[str, Side] | None = None,
    label: Label = plain,
    key: Key | None = None,
) -> Opened | Overtaken:
    """Save a table that was read as ``revision_read``; return the draft as saved, or what somebody else saved since.

    ``agreed`` is the revision whose changes the editor has seen and merges with his own, ``choices`` says for each
    conflict whose wording stays. One's own changes from another window are merged unless they conflict. Saving what
    is saved already writes nothing.
    """
    policies.can_draft_routes(actor).enforce()

    def attempt() -> Opened | Overtaken:
        now = _opened(mine.code)
        if revision_read == now.revision or mine == now.table:
            return now if mine == now.table else _write(now, mine, actor, at, key, merged=False)
        base = route_drafts.at_revision(now.row, revision_read)
        if base is None:
            raise Refused(
                "unknown_revision",
                _("Không còn lần sửa %(number)d của bản nháp này.") % {"number": revision_read},
                _("Tải lại trang rồi sửa tiếp."),
            )
        made = merge(base, now.table, mine, choices, label)
        editors = route_drafts.editors_since(now.row, revision_read)
        own = all(editor == actor.id for editor, _at in editors) and not made.conflicts
        if own or agreed == now.revision:
            return _write(now, made.table, actor, at, key, merged=True)
        theirs, own_changes = (tuple(changes(base, side, label)) for side in (now.table, mine))
        return Overtaken(now, tuple(editors), theirs, own_changes, made)

    return once(key, actor.id, attempt, lambda _first: _opened(mine.code))


def _opened(code: str) -> Opened:
    now = route_drafts.find_open(code)
    if now is None:
        raise Refused(
            "draft_closed",
            _("Bản nháp của quy trình %(code)s không còn mở.") % {"code": code},
            _("Người khác vừa ban hành hoặc bỏ bản nháp này. Mở trang quy trình để xem."),
        )
    return now


def _write(now: Opened, table: Table, actor: Actor, at: datetime, key: Key | None, *, merged: bool) -> Opened:
    if table == now.table:
        return now
    number, text = now.revision + 1, route_drafts.to_text(table)
    told = {
        "code": table.code,
        "revision": number,
        "digest": digest(text).hex(),
        "steps": len(table.rows),
        "merged": merged,
    }
    entry = NewEntry(DRAFT_SAVED.name, told)
    row = now.row
    recipe = draft_recipes.ROUTE_DRAFTS
    done = record(recipe, row, [entry], actor=actor.id, at=at, key=key, aside={"text": text})
    row.revision, row.version, row.head = number, done.version, done.head
    return replace(now, table=table, editor=actor.id, saved_at=at)
