"""What waits on the desk of procedures: the open work of drafts and reviews that somebody's roles must do."""

from datetime import datetime
from typing import Final

from django.db.models import Count, F, Q, QuerySet

from motcua.people.actor import Actor
from motcua.procedures import draft_recipes
from motcua.procedures.models import Draft, DraftRevision, Review
from motcua.worklist.models import WorkItem

DRAFT: Final = draft_recipes.SUBJECT
REVIEW: Final = "review"
KINDS: Final = (DRAFT, REVIEW)
MOST: Final = 200


def waiting(actor: Actor) -> QuerySet[WorkItem]:
    """Return the open work of an actor's roles on drafts and reviews, the soonest due first."""
    own = Q(pk=None)
    for duty in sorted(actor.duties, key=lambda duty: (duty.unit, duty.role)):
        own |= Q(unit=duty.unit, role=duty.role)
    rows = WorkItem.objects.filter(own, subject_kind__in=KINDS, closed_at=None)
    return rows.order_by(F("due_at").asc(nulls_last=True), "id")


def counted(actor: Actor) -> dict[str, int]:
    """Return how much work waits for an actor on drafts and how much on reviews; nothing where there is none."""
    found = waiting(actor).order_by().values_list("subject_kind").annotate(Count("id"))
    return dict(found)


def drafts_of(items: list[WorkItem]) -> dict[object, tuple[Draft, str]]:
    """Return the drafts of work items with their titles, by id."""
    ids = [item.subject_id for item in items if item.subject_kind == DRAFT]
    rows = Draft.objects.in_bulk(ids)
    last = DraftRevision.objects.filter(draft__in=ids, number=F("draft__revision")).values_list("draft_id", "title")
    titles = dict(last)
    return {pk: (row, titles.get(pk) or row.code) for pk, row in rows.items()}


def reviews_of(items: list[WorkItem]) -> dict[object, Review]:
    """Return the reviews of work items, by id."""
    return dict(Review.objects.in_bulk([item.subject_id for item in items if item.subject_kind == REVIEW]))


def is_late(item: WorkItem, at: datetime) -> bool:
    """Tell whether the time of a piece of work is over."""
    return item.due_at is not None and item.due_at < at
