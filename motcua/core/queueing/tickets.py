"""The life of a ticket: what may happen to it, and its row as the fold of what happened."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from motcua.core.phrase import Phrase
from motcua.core.refusal import Refused


class TicketState(StrEnum):
    """Where a ticket stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVED = "served"
    MISSED = "missed"
    LEFT = "left"
    LAPSED = "lapsed"


SOURCES: Final = ("kiosk", "phone", "desk", "booking")
FROM: Final[Mapping[str, frozenset[TicketState]]] = {
    "call": frozenset({TicketState.WAITING}),
    "recall": frozenset({TicketState.CALLED}),
    "miss": frozenset({TicketState.CALLED}),
    "transfer": frozenset({TicketState.CALLED}),
    "give_back": frozenset({TicketState.CALLED, TicketState.MISSED}),
    "serve": frozenset({TicketState.CALLED}),
    "leave": frozenset({TicketState.WAITING}),
    "lapse": frozenset({TicketState.WAITING, TicketState.CALLED}),
}
WORDS: Final[Mapping[TicketState, Phrase]] = {
    TicketState.WAITING: Phrase("đang chờ"),
    TicketState.CALLED: Phrase("đã gọi"),
    TicketState.SERVED: Phrase("đã phục vụ"),
    TicketState.MISSED: Phrase("vắng mặt"),
    TicketState.LEFT: Phrase("đã bỏ số"),
    TicketState.LAPSED: Phrase("hết ngày"),
}


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """A ticket as its entries tell it; ``place`` is its place in the line, ``calls`` how often it was called in a row.

    ``first_called_at`` stays when the ticket comes back to the line or goes to another desk: waiting ended there.
    """

    unit: str
    day: date
    group: str
    number: int
    prefix: str
    priority: str
    source: str
    state: TicketState
    place: datetime
    taken_at: datetime
    last_at: datetime
    desk: str = ""
    officer: str = ""
    calls: int = 0
    first_called_at: datetime | None = None
    called_at: datetime | None = None
    ended_at: datetime | None = None
    booking: str = ""

    @property
    def code(self) -> str:
        """The number as it is called: ``A012``; it stays when the ticket goes to another group."""
        return f"{self.prefix}{self.number:03d}"


def permit(now: TicketState, verb: str, code: str) -> None:
    """Refuse what a ticket in this state can no longer become."""
    if now not in FROM[verb]:
        said = Phrase("Số {code} bây giờ {state}.", code=code, state=WORDS[now])
        raise Refused("ticket_moved", said, "Tải lại trang để xem hàng chờ mới nhất.")


def taken(payload: Mapping[str, Any], at: datetime) -> TicketFacts:
    """Return a ticket as it was taken."""
    return TicketFacts(
        unit=payload["unit"],
        day=date.fromisoformat(payload["day"]),
        group=payload["group"],
        number=payload["number"],
        prefix=payload["prefix"],
        priority=payload["priority"],
        source=payload["source"],
        state=TicketState.WAITING,
        place=datetime.fromisoformat(payload["place"]),
        taken_at=at,
        last_at=at,
        booking=payload.get("booking", ""),
    )


def apply(before: TicketFacts, kind: str, payload: Mapping[str, Any], at: datetime, actor: str) -> TicketFacts:
    """Return the ticket after one more entry."""
    state, changes = _EFFECTS[kind](before, payload, at, actor)
    return replace(before, state=state, last_at=at, **changes)


Effect = tuple[TicketState, dict[str, Any]]


def _called(before: TicketFacts, payload: Mapping[str, Any], at: datetime, actor: str) -> Effect:
    changes = {
        "desk": payload["desk"],
        "officer": actor,
        "calls": payload["calls"],
        "called_at": at,
        "first_called_at": before.first_called_at or at,
    }
    return TicketState.CALLED, changes


def _waiting(before: TicketFacts, payload: Mapping[str, Any], at: datetime, actor: str) -> Effect:
    del at, actor
    changes = {
        "group": payload.get("group", before.group),
        "place": datetime.fromisoformat(payload["place"]),
        "desk": "",
        "officer": "",
        "calls": 0,
        "ended_at": None,
    }
    return TicketState.WAITING, changes


def _ended(state: TicketState) -> Any:
    def effect(before: TicketFacts, payload: Mapping[str, Any], at: datetime, actor: str) -> Effect:
        del before, payload, actor
        return state, {"ended_at": at}

    return effect


_EFFECTS: Final[Mapping[str, Any]] = {
    "ticket.called": _called,
    "ticket.missed": _ended(TicketState.MISSED),
    "ticket.transferred": _waiting,
    "ticket.requeued": _waiting,
    "ticket.served": _ended(TicketState.SERVED),
    "ticket.left": _ended(TicketState.LEFT),
    "ticket.lapsed": _ended(TicketState.LAPSED),
}
