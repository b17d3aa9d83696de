"""Warning that a review is soon due, or late."""

from datetime import datetime
from uuid import UUID

from motcua.ledger.commit import NewEntry, retrying
from motcua.people.actor import Actor
from motcua.procedures import recipes, review_policies
from motcua.procedures.models import Review
from motcua.procedures.models.reviews import OPEN
from motcua.procedures.recording import record


def warn_review(review: UUID, stage: str, unit: str, *, actor: Actor, at: datetime) -> bool:
    """Write down a warning (``soon`` or ``late``) once; a late one becomes work of procedure control in ``unit``."""
    review_policies.can_keep(actor).enforce()

    def attempt() -> bool:
        row = Review.objects.get(pk=review)
        if row.state != OPEN or row.warned in (stage, "late"):
            return False
        record(recipes.REVIEWS, row, [NewEntry("review.warned", {"stage": stage, "unit": unit})], actor=actor.id, at=at)
        return True

    return retrying(attempt)
