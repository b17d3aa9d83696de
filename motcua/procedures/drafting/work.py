"""When the work of a draft is due, by the province's calendar, and which clocks were warned of."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final
from uuid import UUID

from motcua.core.refusal import Refused
from motcua.core.worktime import Term, deadline
from motcua.people.queries import local_day
from motcua.procedures.draft_recipes import CLOCK, SUBJECT
from motcua.procedures.drafting import rules
from motcua.worklist.models import WorkItem
from motcua.worktime import queries as worktime

RULE_SET: Final = "default"


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
