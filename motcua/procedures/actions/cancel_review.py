"""Cancelling a review that need not be done."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.core.text import nfc
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.procedures import recipes, review_policies
from motcua.procedures.actions.write_findings import still_open
from motcua.procedures.models import Review
from motcua.procedures.recording import record


def cancel_review(review: UUID, reason: str, *, actor: Actor, at: datetime, key: Key | None = None) -> Review:
    """End a review without a conclusion, saying why; it does not count as a review."""
    review_policies.can_keep(actor).enforce()
    words = nfc(reason).strip()
    if not words:
        raise Refused("reason_missing", _("Hãy ghi lý do hủy việc rà soát."))

    def attempt() -> None:
        row = Review.objects.get(pk=review)
        still_open(row)
        record(
            recipes.REVIEWS, row, [NewEntry("review.cancelled", {}, {"reason": words})], actor=actor.id, at=at, key=key
        )

    once(key, actor.id, attempt, lambda _first: None)
    return Review.objects.get(pk=review)
