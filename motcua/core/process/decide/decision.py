"""What a decision gives back, and the guard that every decision passes first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.core.process.fold import Snapshot
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


def permit(before: Snapshot, verb: str, at: datetime) -> str:
    """Return the event type that the table gives the verb; refuse where the state forbids it or time runs backwards."""
    row = TABLE[verb]
    if before.last_at is not None and at < before.last_at:
        raise Refused(
            "time_backwards",
            "Thời điểm ghi sớm hơn việc đã ghi gần nhất của hồ sơ này.",
            "Kiểm tra đồng hồ của máy chủ; việc làm trên giấy trước đó thì dùng chức năng nhập bù.",
        )
    if before.state not in row.sources:
        raise Refused(
            f"not_{row.event.removeprefix('dossier.')}",
            f"Không thể {row.name}: hồ sơ {before.code} {_stands(before.state)}.".replace("  ", " "),
            _next(before.state),
        )
    return row.event


def _stands(state: State) -> str:
    return f"đang ở trạng thái «{state.vi}»" if state is not State.NEW else "chưa được nộp"


def _next(state: State) -> str:
    if state in CLOSED:
        return "Hồ sơ đã kết thúc. Nếu cần làm tiếp, hãy nộp hồ sơ mới."
    moves = [f"{row.name} ({row.who})" for row in allowed(state) if row.verb not in {"pay", "rate", "move_due"}]
    return "Việc làm được bây giờ: " + "; ".join(moves) + "." if moves else ""
