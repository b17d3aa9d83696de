"""Giving a review more time."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.core.process.events import moment
from motcua.core.refusal import Refused
from motcua.core.text import nfc
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.procedures import parameters, recipes, review_due, review_policies
from motcua.procedures.actions.write_findings import still_open
from motcua.procedures.models import Review
from motcua.procedures.recording import record


def extend_review(review: UUID, reason: str, *, actor: Actor, at: datetime, key: Key | None = None) -> Review:
    """Add the extension of the parameters to the due date (from now on where it has passed), as often as they allow."""
    review_policies.can_keep(actor).enforce()
    words = nfc(reason).strip()
    if not words:
        raise Refused("reason_missing", _("Hãy ghi lý do gia hạn."))
    rules = parameters.reviews(timezone.localdate(at))

    def attempt() -> None:
        row = Review.objects.get(pk=review)
        still_open(row)
        if row.extensions >= rules.extensions:
            raise Refused(
                "extended_already",
                _("Việc rà soát này đã được gia hạn %(count)d lần, là mức nhiều nhất.") % {"count": row.extensions},
                _("Số lần gia hạn đặt ở trang “Tham số”."),
            )
        due = review_due.longer(row.unit, max(row.due_at, at), rules.extension)
        told = {"term": due.term, "due": moment(due.at), "number": row.extensions + 1}
        entry = NewEntry("review.extended", told, {"reason": words})
        record(recipes.REVIEWS, row, [entry], actor=actor.id, at=at, key=key, aside={"trace": due.trace})

    once(key, actor.id, attempt, lambda _first: None)
    return Review.objects.get(pk=review)
