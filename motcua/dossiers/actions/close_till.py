"""Close a cashier's sheet: what came in and went out since the one before, against the notes that were counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.core import till as sums
from motcua.core.ledger.chain import START
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import policies, tills
from motcua.dossiers.models.till import Till, till_id
from motcua.ledger.commit import Key, NewEntry, Subject, commit, once
from motcua.ledger.keys import digest
from motcua.people.actor import Actor


def close_till(
    unit: str,
    day: date,
    *,
    actor: Actor,
    at: datetime,
    key: str,
    opening: int,
    notes: Mapping[int, int],
    reason: str = "",
) -> UUID:
    """Close the actor's sheet of a day at a counter; a difference must be explained. A closed sheet never changes."""
    policies.can_keep_till(actor, unit).enforce()
    if opening < 0:
        raise Refused("wrong_opening", "Tiền đầu ngày không thể âm.")
    request = {
        "unit": unit,
        "day": day.isoformat(),
        "opening": opening,
        "notes": {str(note): number for note, number in sorted(notes.items())},
        "reason": reason,
    }
    stored = Key(key, "till.close", digest(request))

    def attempt() -> UUID:
        with transaction.atomic():
            return _close(unit, day, actor=actor, at=at, key=stored, opening=opening, notes=notes, reason=reason)

    return once(stored, actor.id, attempt, lambda result: UUID(result["till"]))


def _close(
    unit: str,
    day: date,
    *,
    actor: Actor,
    at: datetime,
    key: Key,
    opening: int,
    notes: Mapping[int, int],
    reason: str,
) -> UUID:
    tills.hold(unit, actor.id)
    today = local(at).date()
    if day > today:
        raise Refused("day_to_come", "Ngày này chưa tới nên chưa chốt được.")
    rows = tills.payments(unit, actor.id, day, until=None if day < today else at)
    if not rows:
        raise Refused("nothing_to_close", "Không có khoản thu nào chưa chốt.", "Sổ đã chốt xem ở danh sách bên dưới.")
    found = tills.sums(opening, rows)
    difference = sums.difference(found, notes, reason)
    turn = len(tills.closed(unit, actor.id, day)) + 1
    pk = till_id(unit, actor.id, day.isoformat(), turn)
    columns = _columns(found, notes) | {
        "unit": unit,
        "cashier": actor.id,
        "day": day,
        "turn": turn,
        "closed_at": at,
        "difference": difference,
        "reason": reason.strip(),
    }
    said = {name: columns[name] for name in ("unit", "cashier", "turn", "counted", "difference", "notes", "sums")}
    payload = {**said, "day": day.isoformat()}
    commit(
        Subject(Till, pk, 0, START, columns),
        [NewEntry("till.closed", payload, {"reason": reason.strip()} if reason.strip() else None)],
        actor=actor.id,
        at=at,
        key=key,
        result={"till": str(pk)},
    )
    return pk


def _columns(found: sums.Sheet, notes: Mapping[int, int]) -> dict[str, Any]:
    """Return the sums of a sheet as its row keeps them."""
    return {
        "opening": found.opening,
        "expected": found.expected,
        "counted": sums.counted(notes),
        "sums": found.payload(),
        "notes": {str(note): number for note, number in sorted(notes.items()) if number},
    }
