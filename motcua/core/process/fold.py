"""Folds a dossier's events into where it stands. The stored columns of a dossier are this fold, always."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from motcua.core.process.events import Event, moment, read_moment
from motcua.core.process.states import TABLE, State


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything about a dossier that follows from its events; times are aware, money is integer đồng.

    ``clock`` holds what moved the legal clock since reception, oldest first: ``[kind, moment, ground, term or None]``.
    ``pending`` maps an open consultation's number to its unit and answer-due moment.
    """

    state: State = State.NEW
    seq: int = 0
    last_at: datetime | None = None
    code: str = ""
    procedure: str = ""
    procedure_version: str = ""
    case: str = ""
    level: str = ""
    channel: int = 1
    online: str = ""
    reception_unit: str = ""
    competent_unit: str = ""
    return_unit: str = ""
    check_by: datetime | None = None
    submitted_at: datetime | None = None
    received_at: datetime | None = None
    term: str = ""
    rules: str = ""
    basis: str = ""
    route: str = ""
    due_at: datetime | None = None
    clock: tuple[tuple[str, str, str, str | None], ...] = ()
    step: str = ""
    step_seq: int = 0
    step_kind: str = ""
    step_unit: str = ""
    step_role: str = ""
    step_since: datetime | None = None
    step_due_at: datetime | None = None
    assignee: str = ""
    supplements: int = 0
    answer_by: datetime | None = None
    extensions: int = 0
    pending: tuple[tuple[int, str, str], ...] = ()
    fee_due: int | None = 0
    fee_paid: int = 0
    relief: str = ""
    outcome: str = ""
    decided_at: datetime | None = None
    finished_at: datetime | None = None
    closed_at: datetime | None = None
    rating: int | None = None
    carried_at: datetime | None = None

    @property
    def before_reception(self) -> bool:
        """Tell whether the counter has not accepted the dossier yet."""
        return self.received_at is None

    @property
    def late_at(self) -> datetime | None:
        """Return the moment against which lateness is measured: when the result was ready, or the closing."""
        return self.finished_at or self.closed_at


NAMES = tuple(f.name for f in fields(Snapshot))
Change = dict[str, Any]


def fold(events: Iterable[Event], start: Snapshot | None = None) -> Snapshot:
    """Fold events in order onto ``start`` (default: nothing happened yet)."""
    state = start or Snapshot()
    for event in events:
        state = apply(state, event)
    return state


def apply(before: Snapshot, event: Event) -> Snapshot:
    """Fold one event. An unknown type changes nothing but the sequence (it is a remark, not a transition)."""
    handler = HANDLERS.get(event.type)
    change = handler(before, event) if handler else {}
    target = TARGETS.get(event.type)
    if target is not None:
        change.setdefault("state", target)
    return replace(before, seq=event.seq, last_at=event.at, **change)


def _intake(event: Event) -> Change:
    names = (
        "procedure",
        "procedure_version",
        "case",
        "level",
        "channel",
        "online",
        "reception_unit",
        "competent_unit",
        "return_unit",
        "fee_due",
        "code",
    )
    return {name: event.payload[name] for name in names if name in event.payload}


def _submitted(_: Snapshot, event: Event) -> Change:
    return {**_intake(event), "submitted_at": event.at, "check_by": read_moment(event.payload["check_by"])}


def _received(before: Snapshot, event: Event) -> Change:
    p = event.payload
    change = {
        **_intake(event),
        "received_at": event.at,
        "term": p["term"],
        "rules": p["rules"],
        "basis": p["basis"],
        "route": p["route"],
        "due_at": read_moment(p["due"]),
        "check_by": None,
        "submitted_at": before.submitted_at or event.at,
    }
    return {**change, **_step(event)}


def _step(event: Event) -> Change:
    p = event.payload
    return {
        "step": p["step"],
        "step_seq": event.seq,
        "step_kind": p["step_kind"],
        "step_unit": p["step_unit"],
        "step_role": p["step_role"],
        "step_since": event.at,
        "step_due_at": read_moment(p["step_due"]),
        "assignee": p.get("assignee", ""),
    }


def _asked(before: Snapshot, event: Event) -> Change:
    change: Change = {"supplements": event.payload["count"], "answer_by": read_moment(event.payload["answer_by"])}
    if not before.before_reception:
        change["clock"] = (*before.clock, ("paused", moment(event.at), "supplement", None))
        change["due_at"] = read_moment(event.payload["due"])
    return change


def _answered(before: Snapshot, event: Event) -> Change:
    if before.before_reception:
        return {"state": State.SUBMITTED, "answer_by": None, "check_by": read_moment(event.payload["check_by"])}
    effect = event.payload["clock"]
    return {
        "state": State.IN_PROGRESS,
        "answer_by": None,
        "clock": (*before.clock, (effect, moment(event.at), "supplement", None)),
        "due_at": read_moment(event.payload["due"]),
        "step_due_at": read_moment(event.payload["step_due"]),
    }


def _routed(before: Snapshot, event: Event) -> Change:
    change = _step(event)
    if before.state is not State.DECIDED:
        change["state"] = State.IN_PROGRESS
    if event.payload["step_kind"] == "return":
        change["finished_at"] = event.at
    return change


def _decided(_: Snapshot, event: Event) -> Change:
    return {"outcome": event.payload["outcome"], "decided_at": event.at}


def _suspended(before: Snapshot, event: Event) -> Change:
    p = event.payload
    row = ("paused", moment(event.at), p["ground"], None)
    return {"clock": (*before.clock, row), "due_at": read_moment(p["due"])}


def _dates(event: Event) -> Change:
    return {"due_at": read_moment(event.payload["due"]), "step_due_at": read_moment(event.payload["step_due"])}


def _resumed(before: Snapshot, event: Event) -> Change:
    return {**_dates(event), "clock": (*before.clock, ("resumed", moment(event.at), event.payload["ground"], None))}


def _extended(before: Snapshot, event: Event) -> Change:
    p = event.payload
    entry = ("extended", moment(event.at), p["ground"], p["term"])
    return {**_dates(event), "clock": (*before.clock, entry), "extensions": p["count"]}


def _verified(before: Snapshot, event: Event) -> Change:
    p = event.payload
    return {**_dates(event), "clock": (*before.clock, ("verification", moment(event.at), p["ground"], p["term"]))}


def _consulted(before: Snapshot, event: Event) -> Change:
    p = event.payload
    return {"pending": (*before.pending, (event.seq, p["unit"], p["answer_by"]))}


def _opinion(before: Snapshot, event: Event) -> Change:
    return {"pending": tuple(row for row in before.pending if row[0] != event.payload["consultation"])}


def _closed(_: Snapshot, event: Event) -> Change:
    return {
        "closed_at": event.at,
        "step": "",
        "step_kind": "",
        "step_unit": "",
        "step_role": "",
        "step_since": None,
        "step_due_at": None,
        "assignee": "",
        "check_by": None,
        "answer_by": None,
        "pending": (),
    }


def _due_changed(_: Snapshot, event: Event) -> Change:
    return {**_dates(event), "basis": event.payload["basis"]}


def _carried(before: Snapshot, event: Event) -> Change:
    names = ("procedure_version", "case", "term", "rules", "basis", "route", "fee_due")
    change: Change = {name: event.payload[name] for name in names}
    change |= {**_step(event), "due_at": read_moment(event.payload["due"]), "carried_at": event.at}
    if event.payload["continued"]:
        change["step_since"] = before.step_since
    return change


def _recalled(_: Snapshot, event: Event) -> Change:
    p = event.payload
    since = read_moment(p["step_since"])
    return {**_step(event), "step_seq": p["step_seq"], "step_since": since, "state": State(p["state"])}


HANDLERS: dict[str, Callable[[Snapshot, Event], Change]] = {
    "dossier.submitted": _submitted,
    "dossier.received": _received,
    "dossier.supplement_asked": _asked,
    "dossier.supplement_answered": _answered,
    "dossier.refused": _closed,
    "dossier.claimed": lambda _, e: {"assignee": e.payload["assignee"]},
    "dossier.routed": _routed,
    "dossier.consultation_asked": _consulted,
    "dossier.consultation_answered": _opinion,
    "dossier.suspended": _suspended,
    "dossier.resumed": _resumed,
    "dossier.verification_added": _verified,
    "dossier.extended": _extended,
    "dossier.decided": _decided,
    "dossier.returned": _closed,
    "dossier.stopped": _closed,
    "dossier.withdrawn": _closed,
    "dossier.annulled": _closed,
    "dossier.paid": lambda b, e: {"fee_paid": b.fee_paid + e.payload["amount"]},
    "dossier.exempted": lambda _, e: {"fee_due": e.payload["fee_due"], "relief": e.payload["exemption"]},
    "dossier.refunded": lambda b, e: {"fee_paid": b.fee_paid - e.payload["amount"]},
    "dossier.rated": lambda _, e: {"rating": e.payload["score"]},
    "dossier.due_changed": _due_changed,
    "dossier.carried": _carried,
    "dossier.recalled": _recalled,
}
TARGETS: dict[str, State] = {row.event: row.target for row in TABLE.values() if row.target is not None}
