"""Moving the due date of a review after a calendar changed."""

from datetime import datetime
from uuid import UUID

from motcua.core.process.events import moment
from motcua.core.refusal import Refused
from motcua.ledger.commit import NewEntry, retrying
from motcua.people.actor import Actor
from motcua.procedures import recipes, review_due, review_policies
from motcua.procedures.models import Review
from motcua.procedures.models.reviews import OPEN
from motcua.procedures.recording import record


def move_review_due(review: UUID, *, actor: Actor, at: datetime) -> bool:
    """Reckon the due date again by today's calendar, a plan's last day and extensions too; return whether it moved."""
    review_policies.can_keep(actor).enforce()

    def attempt() -> bool:
        row = Review.objects.get(pk=review)
        if row.state != OPEN:
            return False
        try:
            due = review_due.reckoned(row)
        except Refused:
            return False  # the calendar no longer reaches so far: the date that was given stays
        if due.at == row.due_at:
            return False
        entry = NewEntry("review.due_changed", {"due": moment(due.at)})
        record(recipes.REVIEWS, row, [entry], actor=actor.id, at=at, aside={"trace": due.trace})
        return True

    return retrying(attempt)
