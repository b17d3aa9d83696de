"""Concluding a review: keep, simplify, amend or repeal."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.core.text import nfc
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.procedures import recipes, review_policies
from motcua.procedures.actions.write_findings import CRITERIA, still_open
from motcua.procedures.models import Review
from motcua.procedures.recording import record

OUTCOMES: Final = ("keep", "simplify", "amend", "repeal")


def conclude_review(
    review: UUID, outcome: str, conclusion: str = "", *, actor: Actor, at: datetime, key: Key | None = None
) -> Review:
    """End a review with its outcome; every criterion must have a verdict first."""

    def attempt() -> None:
        row = Review.objects.get(pk=review)
        review_policies.can_write_review(actor, row).enforce()
        still_open(row)
        if outcome not in OUTCOMES:
            raise Refused("unknown_outcome", _("Hãy chọn kết luận rà soát."))
        judged = {one.criterion for one in row.findings.all() if one.verdict}
        if judged != set(CRITERIA):
            raise Refused(
                "criteria_missing",
                _("Còn %(count)d tiêu chí chưa đánh giá nên chưa kết luận được.")
                % {"count": len(CRITERIA) - len(judged)},
                _("Đánh giá đủ bốn tiêu chí, lưu, rồi kết luận."),
            )
        words = nfc(conclusion).strip()
        entry = NewEntry("review.concluded", {"outcome": outcome}, {"conclusion": words} if words else None)
        record(recipes.REVIEWS, row, [entry], actor=actor.id, at=at, key=key)

    once(key, actor.id, attempt, lambda _first: None)
    return Review.objects.get(pk=review)
