"""What a decision gives back, and the guard that every decision passes first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.core.phrase import Listing, Phrase, Value, named
from motcua.core.process.events import Event
from motcua.core.process.fold import Snapshot, apply
from motcua.core.process.states import CLOSED, TABLE, State, allowed
from motcua.core.refusal import Refused
from motcua.core.worktime import Deadline


@dataclass(frozen=True, slots=True)
class Draft:
    """An event before the ledger gives it its place: payload of codes and numbers, content of personal words."""

    type: str
    payload: Mapping[str, Any]
    content: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The events to write, and the deadline (with its trace) where the due date was set or moved."""

    drafts: tuple[Draft, ...]
    deadline: Deadline | None = None


def after(before: Snapshot, at: datetime, actor: str, drafts: Iterable[Draft]) -> Snapshot:
    """Return where the dossier stands once these events are written: what a decision of several events builds on."""
    state = before
    for number, draft in enumerate(drafts, start=before.seq + 1):
        state = apply(state, Event(draft.type, number, at, actor, draft.payload))
    return state


def permit(before: Snapshot, verb: str, at: datetime) -> str:
    """Return the event type that the table gives the verb; refuse where the state forbids it or time runs backwards."""
    row = TABLE[verb]
    in_order(before, at)
    if before.state not in row.sources:
        raise Refused(
            f"not_{row.event.removeprefix('dossier.')}",
            Phrase("Không thể {verb}: {standing}.", verb=named(row.name, "verb"), standing=_stands(before)),
            _next(before.state),
        )
    return row.event


def in_order(before: Snapshot, at: datetime) -> None:
    """Refuse a moment earlier than the dossier's last entry."""
    if before.last_at is not None and at < before.last_at:
        raise Refused(
            "time_backwards",
            "Thời điểm ghi sớm hơn việc đã ghi gần nhất của hồ sơ này.",
            "Kiểm tra đồng hồ của máy chủ; việc làm trên giấy trước đó thì dùng chức năng nhập bù.",
        )


def _stands(before: Snapshot) -> Phrase:
    if before.state is State.NEW:
        return Phrase("hồ sơ chưa được nộp")
    state = named(before.state.vi)
    if not before.code:
        return Phrase("hồ sơ đang ở trạng thái «{state}»", state=state)
    return Phrase("hồ sơ {code} đang ở trạng thái «{state}»", code=before.code, state=state)


def _next(state: State) -> Phrase:
    if state in CLOSED:
        return Phrase("Hồ sơ đã kết thúc. Nếu cần làm tiếp, hãy nộp hồ sơ mới.")
    moves: list[Value] = [
        Phrase("{verb} ({who})", verb=named(row.name, "verb"), who=named(row.who, "who"))
        for row in allowed(state)
        if row.verb not in {"pay", "exempt", "refund", "rate", "move_due", "carry", "check", "correct", "recall"}
    ]
    if not moves:
        return Phrase("")
    return Phrase("Việc làm được bây giờ: {moves}.", moves=Listing(tuple(moves), "; "))
