"""What a draft leaves on the worklist: opinions and approvals asked for, the publication that is due, late clocks."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final
from uuid import UUID

from motcua.core.refusal import Refused
from motcua.core.worktime import Term, deadline
from motcua.ledger.commit import Insert, Update, Write
from motcua.people.actor import Actor
from motcua.people.queries import local_day
from motcua.procedures.drafting import rules
from motcua.worklist import work
from motcua.worklist.models import WorkItem
from motcua.worktime import queries as worktime

SUBJECT: Final = "draft"
REVIEW, APPROVAL, PUBLICATION, CLOCK = "review", "approval", "publication", "clock"
RULE_SET: Final = "default"


def opened(
    draft: UUID, seq: int, kind: str, *, unit: str, role: str, at: datetime, due: datetime | None, step: str = ""
) -> Insert:
    """Return the row of work that begins with the entry ``seq`` of a draft."""
    return work.opened(
        draft,
        seq,
        kind=kind,
        step=step or kind,
        unit=unit,
        role=role,
        at=at,
        due=due,
        legal_due=None,
        subject_kind=SUBJECT,
    )


def closed(draft: UUID, *kinds: str, at: datetime, by: Actor, outcome: str) -> list[Write]:
    """Return the changes that end what is open of a draft's work of these kinds (all kinds when none is named)."""
    items = WorkItem.objects.filter(subject_id=draft, subject_kind=SUBJECT, closed_at=None)
    if kinds:
        items = items.filter(kind__in=kinds)
    return [
        work.closed(draft, seq, kind=kind, at=at, by=by.id, outcome=outcome)
        for seq, kind in items.values_list("seq", "kind")
    ]


def ended(draft: UUID, seq: int, kind: str, *, at: datetime, by: Actor, outcome: str) -> Update:
    """Return the change that ends one piece of work."""
    return work.closed(draft, seq, kind=kind, at=at, by=by.id, outcome=outcome)


def due_after(term: Term, at: datetime) -> datetime | None:
    """Return when a term from now ends by the province's calendar; None where it has none for those days."""
    day = local_day(at)
    try:
        calendar = worktime.calendar_for(rules.on(day).calendar_of)
        return deadline(at, term, calendar, worktime.rules(RULE_SET, day)).due
    except Refused:
        return None


def due_on(day: date) -> datetime | None:
    """Return when the office closes on a day, None where the calendar does not have it or the office is closed."""
    try:
        calendar = worktime.calendar_for(rules.on(day).calendar_of)
    except Refused:
        return None
    offset = (day - calendar.first).days
    if not 0 <= offset < len(calendar.closing) or calendar.closing[offset] < 0:
        return None
    return calendar.at(calendar.closing[offset])


def warned(draft: UUID) -> Collection[tuple[str, datetime | None]]:
    """Return the clocks for which a warning is open, with the moment each is due."""
    items = WorkItem.objects.filter(subject_id=draft, subject_kind=SUBJECT, kind=CLOCK, closed_at=None)
    return list(items.values_list("step", "due_at"))
