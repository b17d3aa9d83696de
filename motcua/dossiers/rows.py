"""The child rows that follow from each event: work to do, due dates with their trace, requests and opinions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from motcua.core.process.events import Event, read_moment
from motcua.core.process.fold import Snapshot
from motcua.core.worktime import Deadline
from motcua.core.worktime.stored import as_stored
from motcua.dossiers.custody_rows import folder_rows
from motcua.dossiers.models import Consultation, DueDate, LateEntry, Payment, SupplementRequest
from motcua.ledger.commit import Insert, Update, Write
from motcua.worklist import work

Rows = Iterator[Write]


def rows(dossier_id: UUID, before: Snapshot, event: Event, after: Snapshot, deadline: Deadline | None) -> Rows:
    """Yield the rows of one event. ``deadline`` belongs to the events that set or move the due date."""
    maker = MAKERS.get(event.type)
    if maker:
        yield from maker(dossier_id, before, event, after)
    if after.closed_at and not before.closed_at:
        yield from _all_closed(dossier_id, before, event)
    yield from folder_rows(dossier_id, before, event, after)
    if deadline is not None and event.type in MOVES_DUE:
        yield _due_date(dossier_id, event, after, deadline)


def _due_date(dossier_id: UUID, event: Event, after: Snapshot, deadline: Deadline) -> Insert:
    values: Mapping[str, Any] = {
        "dossier_id": dossier_id,
        "seq": event.seq,
        "due_at": after.due_at,
        "cause": event.type.removeprefix("dossier."),
        "basis": after.basis,
        "trace": as_stored(deadline),
    }
    return Insert(DueDate, values)


def _submitted(dossier_id: UUID, __: Snapshot, event: Event, after: Snapshot) -> Rows:
    yield work.opened(
        dossier_id,
        event.seq,
        kind="submission",
        step="",
        unit=after.reception_unit,
        role="receiver",
        at=event.at,
        due=after.check_by,
        legal_due=after.check_by,
    )


def _received(dossier_id: UUID, before: Snapshot, event: Event, after: Snapshot) -> Rows:
    if before.seq:
        yield work.closed(dossier_id, 1, kind="submission", at=event.at, by=event.actor, outcome="received")
    yield _step(dossier_id, event, after)
    if event.payload.get("late"):
        yield _late(dossier_id, event, after)


def _late(dossier_id: UUID, event: Event, after: Snapshot) -> Insert:
    """Return the row of a reception on paper that was entered afterwards."""
    told, content = event.payload["late"], event.content or {}
    return Insert(
        LateEntry,
        {
            "dossier_id": dossier_id,
            "seq": event.seq,
            "unit": after.reception_unit,
            "officer": event.actor,
            "number": told["number"],
            "ground": told["ground"],
            "reason": content.get("late_reason", "")[:300],
            "photo": content.get("late_photo", ""),
            "received_at": event.at,
            "entered_at": read_moment(told["entered_at"]),
        },
    )


def _routed(dossier_id: UUID, before: Snapshot, event: Event, after: Snapshot) -> Rows:
    yield work.closed(
        dossier_id, before.step_seq, kind="step", at=event.at, by=event.actor, outcome=event.payload["outcome"]
    )
    yield _step(dossier_id, event, after)


def _step(dossier_id: UUID, event: Event, after: Snapshot) -> Insert:
    return work.opened(
        dossier_id,
        event.seq,
        kind="step",
        step=after.step,
        unit=after.step_unit,
        role=after.step_role,
        at=event.at,
        due=after.step_due_at,
        legal_due=after.due_at,
        assignee=after.assignee,
    )


def _carried(dossier_id: UUID, before: Snapshot, event: Event, after: Snapshot) -> Rows:
    """Close the step of the old route and open that of the new one, so that each keeps the route it belongs to."""
    yield work.closed(dossier_id, before.step_seq, kind="step", at=event.at, by=event.actor, outcome="carried")
    yield _step(dossier_id, event, after)
    for seq, _, _ in before.pending:
        yield work.changed(dossier_id, seq, kind="consultation", legal_due_at=after.due_at)


def _recalled(dossier_id: UUID, before: Snapshot, event: Event, after: Snapshot) -> Rows:
    """Close the step that nobody opened, and open the one before it again as it was."""
    yield work.closed(dossier_id, before.step_seq, kind="step", at=event.at, by=event.actor, outcome="recalled")
    again = {"closed_at": None, "closed_by": "", "outcome": "", "legal_due_at": after.due_at}
    yield work.changed(dossier_id, after.step_seq, kind="step", **again)


def _claimed(dossier_id: UUID, before: Snapshot, __: Event, after: Snapshot) -> Rows:
    yield work.changed(dossier_id, before.step_seq, kind="step", assignee=after.assignee)


def _asked(dossier_id: UUID, before: Snapshot, event: Event, after: Snapshot) -> Rows:
    yield _waits(dossier_id, before, "applicant")
    content = event.content or {}
    yield Insert(
        SupplementRequest,
        {
            "dossier_id": dossier_id,
            "seq": event.seq,
            "items": event.payload["items"],
            "reasons": content.get("reasons", {}),
            "asked_at": event.at,
            "answer_by": after.answer_by,
            "answered_at": None,
        },
    )


def _answered(dossier_id: UUID, before: Snapshot, event: Event, after: Snapshot) -> Rows:
    kind, seq = _open_work(before)
    due, legal = (after.check_by, after.check_by) if before.before_reception else (after.step_due_at, after.due_at)
    yield work.changed(dossier_id, seq, kind=kind, waiting="", due_at=due, legal_due_at=legal)
    yield Update(SupplementRequest, {"dossier_id": dossier_id, "answered_at": None}, {"answered_at": event.at})


def _suspended(dossier_id: UUID, before: Snapshot, __: Event, ___: Snapshot) -> Rows:
    yield _waits(dossier_id, before, "other")


def _dated(dossier_id: UUID, before: Snapshot, __: Event, after: Snapshot) -> Rows:
    yield work.changed(
        dossier_id, before.step_seq, kind="step", waiting="", due_at=after.step_due_at, legal_due_at=after.due_at
    )


def _consulted(dossier_id: UUID, _: Snapshot, event: Event, after: Snapshot) -> Rows:
    due = read_moment(event.payload["answer_by"])
    yield work.opened(
        dossier_id,
        event.seq,
        kind="consultation",
        step=after.step,
        unit=event.payload["unit"],
        role="handler",
        at=event.at,
        due=due,
        legal_due=after.due_at,
    )
    yield Insert(
        Consultation,
        {
            "dossier_id": dossier_id,
            "seq": event.seq,
            "unit": event.payload["unit"],
            "question": (event.content or {}).get("question", ""),
            "asked_at": event.at,
            "answer_by": due,
            "silence": event.payload["silence"],
            "answered_at": None,
            "verdict": "",
            "answer": "",
        },
    )


def _opinion(dossier_id: UUID, _: Snapshot, event: Event, __: Snapshot) -> Rows:
    p = event.payload
    yield work.closed(
        dossier_id, p["consultation"], kind="consultation", at=event.at, by=event.actor, outcome=p["verdict"]
    )
    yield Update(
        Consultation,
        {"dossier_id": dossier_id, "seq": p["consultation"]},
        {"answered_at": event.at, "verdict": p["verdict"], "answer": (event.content or {}).get("text", "")},
    )


def _paid(dossier_id: UUID, _: Snapshot, event: Event, __: Snapshot) -> Rows:
    yield _money(dossier_id, event, "paid", event.payload["amount"])


def _refunded(dossier_id: UUID, _: Snapshot, event: Event, __: Snapshot) -> Rows:
    yield _money(dossier_id, event, "refunded", event.payload["amount"])


def _exempted(dossier_id: UUID, _: Snapshot, event: Event, __: Snapshot) -> Rows:
    yield _money(dossier_id, event, "exempted", event.payload["remitted"] or 0)


def _money(dossier_id: UUID, event: Event, kind: str, amount: int) -> Insert:
    """Return the row of a movement of money; entries from before the tills name no unit, and then no cashier."""
    p = event.payload
    unit = p.get("unit", "")
    return Insert(
        Payment,
        {
            "dossier_id": dossier_id,
            "seq": event.seq,
            "kind": kind,
            "amount": amount,
            "method": p.get("method", ""),
            "receipt": p.get("receipt", ""),
            "number": p.get("number", ""),
            "unit": unit,
            "taken_by": event.actor if unit else "",
            "lines": p.get("lines", []),
            "paid_at": event.at,
        },
    )


def _open_work(before: Snapshot) -> tuple[str, int]:
    return ("submission", 1) if before.before_reception else ("step", before.step_seq)


def _waits(dossier_id: UUID, before: Snapshot, whom: str) -> Update:
    kind, seq = _open_work(before)
    return work.changed(dossier_id, seq, kind=kind, waiting=whom)


def _all_closed(dossier_id: UUID, before: Snapshot, event: Event) -> Rows:
    outcome = event.type.removeprefix("dossier.")
    if before.seq:
        kind, seq = _open_work(before)
        yield work.closed(dossier_id, seq, kind=kind, at=event.at, by=event.actor, outcome=outcome)
    for seq, _, _ in before.pending:
        yield work.closed(dossier_id, seq, kind="consultation", at=event.at, by=event.actor, outcome=outcome)


Maker = Callable[[UUID, Snapshot, Event, Snapshot], Rows]
MAKERS: dict[str, Maker] = {
    "dossier.submitted": _submitted,
    "dossier.received": _received,
    "dossier.routed": _routed,
    "dossier.carried": _carried,
    "dossier.recalled": _recalled,
    "dossier.claimed": _claimed,
    "dossier.supplement_asked": _asked,
    "dossier.supplement_answered": _answered,
    "dossier.suspended": _suspended,
    "dossier.resumed": _dated,
    "dossier.extended": _dated,
    "dossier.verification_added": _dated,
    "dossier.due_changed": _dated,
    "dossier.consultation_asked": _consulted,
    "dossier.consultation_answered": _opinion,
    "dossier.paid": _paid,
    "dossier.exempted": _exempted,
    "dossier.refunded": _refunded,
}
MOVES_DUE = frozenset(
    {
        "dossier.received",
        "dossier.supplement_asked",
        "dossier.supplement_answered",
        "dossier.suspended",
        "dossier.resumed",
        "dossier.extended",
        "dossier.verification_added",
        "dossier.due_changed",
        "dossier.carried",
    }
)
