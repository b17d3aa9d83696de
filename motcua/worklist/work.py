"""Child rows for a ledger commit: work opens, waits, changes hands and closes with the subject it belongs to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.ledger.commit import Insert, Update
from motcua.worklist.models import WorkItem


def opened(
    subject: UUID,
    seq: int,
    *,
    kind: str,
    step: str,
    unit: str,
    role: str,
    at: datetime,
    due: datetime | None,
    legal_due: datetime | None,
    assignee: str = "",
    subject_kind: str = "dossier",
) -> Insert:
    """Return the row of a piece of work that begins; ``kind`` is submission, step or consultation."""
    return Insert(
        WorkItem,
        {
            "subject_kind": subject_kind,
            "subject_id": subject,
            "seq": seq,
            "kind": kind,
            "step": step,
            "unit": unit,
            "role": role,
            "assignee": assignee,
            "waiting": "",
            "opened_at": at,
            "due_at": due,
            "legal_due_at": legal_due,
            "closed_at": None,
            "closed_by": "",
            "outcome": "",
        },
    )


def closed(subject: UUID, seq: int, *, kind: str, at: datetime, by: str, outcome: str) -> Update:
    """Return the change that ends a piece of work, saying by whom and with what outcome."""
    return Update(
        WorkItem,
        {"subject_id": subject, "seq": seq, "kind": kind},
        {"closed_at": at, "closed_by": by, "outcome": outcome, "waiting": ""},
    )


def changed(subject: UUID, seq: int, *, kind: str, **values: object) -> Update:
    """Return a change of open work: assignee, waiting, due_at or legal_due_at."""
    return Update(WorkItem, {"subject_id": subject, "seq": seq, "kind": kind}, dict(values))
