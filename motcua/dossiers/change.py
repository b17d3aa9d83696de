"""The one way a dossier changes: read → policy and decision → fold → one ledger commit with all its rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.core.process.decide.decision import Decision
from motcua.core.process.events import Event
from motcua.core.process.fold import Snapshot, apply
from motcua.dossiers import rows
from motcua.dossiers.models import Dossier
from motcua.dossiers.reading import COLUMNS, Found, read
from motcua.dossiers.sealing import with_slip
from motcua.ledger.commit import Insert, Key, NewEntry, Subject, Write, commit, once, repeated
from motcua.ledger.keys import key_for
from motcua.ledger.models import IdempotencyKey
from motcua.people.actor import Actor


@dataclass(frozen=True, slots=True)
class Plan:
    """What one attempt decided; ``more`` gives rows that only the action knows (papers, slip, applicant)."""

    decision: Decision
    more: Callable[[int], Sequence[Write]] | None = None
    result: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What an action gives back: the dossier, its code and state, and the action's own result (plain JSON)."""

    dossier_id: UUID
    code: str
    state: str
    version: int
    result: Mapping[str, Any]


def change(
    dossier_id: UUID,
    *,
    action: str,
    actor: Actor,
    at: datetime,
    key: str | None,
    request: Mapping[str, Any],
    attempt: Callable[[Found], Plan],
    start: Callable[[], Found] | None = None,
    numbered: bool = False,
) -> Done:
    """Run ``attempt`` on the dossier as it stands and commit what it decided; again (at most 3 times) if it moved.

    ``key`` is the idempotency key of the form or API call, ``request`` all that was asked (plain JSON): the same key
    with the same request gives the first result, with another request it is refused. ``numbered`` attempts take a
    number in the same transaction, so a refused action or a lost race consumes none.
    """
    stored = key_for(key, action, {"dossier": "" if start else str(dossier_id), **request})

    def written() -> Done:
        with transaction.atomic() if numbered else nullcontext():
            found = start() if start else read(dossier_id)
            return _write(found, attempt(found), actor=actor, at=at, key=stored)

    return once(stored, actor.id, written, _done, look_first=numbered)


def _write(found: Found, plan: Plan, *, actor: Actor, at: datetime, key: Key | None) -> Done:
    state, events, children = found.now, list[Event](), list[Write]()
    for draft in plan.decision.drafts:
        event = Event(draft.type, state.seq + 1, at, actor.id, draft.payload, draft.content)
        after = apply(state, event)
        children.extend(rows.rows(found.id, state, event, after, plan.decision.deadline))
        events.append(event)
        state = after
    result = {
        "dossier": str(found.id),
        "code": state.code,
        "state": state.state.value,
        "version": state.seq,
        "result": dict(plan.result or {}),
    }
    if not events:
        earlier = repeated(key, actor.id) if key else None
        return _done(earlier or result)
    if plan.more:
        more = plan.more(found.now.seq + 1)
        events = [with_slip(event, [row for row in more if _seq(row) == event.seq]) for event in events]
        children.extend(more)
    columns = _columns(found.now, state) if found.now.seq else {**_all(state), "created_by": found.created_by}
    written = commit(
        Subject(Dossier, found.id, found.now.seq, found.head, columns),
        [NewEntry(e.type, e.payload, e.content) for e in events],
        actor=actor.id,
        at=at,
        key=key,
        children=children,
        result=result,
    )
    return _done(written.result)


def _seq(row: Write) -> int | None:
    return row.values.get("seq") if isinstance(row, Insert) else None


def _columns(before: Snapshot, after: Snapshot) -> dict[str, Any]:
    pairs = zip(_values(before), _values(after), COLUMNS, strict=True)
    return {name: new for old, new, name in pairs if new is not old and new != old}


def _all(after: Snapshot) -> dict[str, Any]:
    return dict(zip(COLUMNS, _values(after), strict=True))


_values = attrgetter(*COLUMNS)


def _done(result: Any) -> Done:
    return Done(UUID(result["dossier"]), result["code"], result["state"], result["version"], result["result"])


def done_before(actor: Actor, key: str) -> Done | None:
    """Return what the actor's request with this key did; for a page whose form no longer fits the dossier.

    A form that still fits goes through :func:`change`, which compares what was asked.
    """
    stored = IdempotencyKey.objects.filter(actor=actor.id, key=key, action__startswith="dossier.").first()
    return _done(json.loads(stored.result)) if stored else None
