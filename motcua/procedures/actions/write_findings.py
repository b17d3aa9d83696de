"""Writing what a review found, criterion by criterion."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.core.text import nfc
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.procedures import recipes, review_policies
from motcua.procedures.models import Review
from motcua.procedures.models.reviews import OPEN
from motcua.procedures.recording import record

CRITERIA: Final = ("necessity", "reasonableness", "legality", "cost")
VERDICTS: Final = ("", "met", "partly", "not_met")


def write_findings(
    review: UUID,
    verdicts: Mapping[str, str],
    notes: Mapping[str, str],
    *,
    actor: Actor,
    at: datetime,
    key: Key | None = None,
) -> Review:
    """Write the verdict and the note of each criterion; what stands there already is written once."""

    def attempt() -> None:
        row = Review.objects.get(pk=review)
        review_policies.can_write_review(actor, row).enforce()
        still_open(row)
        told = {name: verdicts.get(name, "") for name in CRITERIA}
        if not set(told.values()) <= set(VERDICTS):
            raise Refused("unknown_verdict", _("Chọn một đánh giá trong danh sách cho từng tiêu chí."))
        words = {name: nfc(notes.get(name, "")).strip() for name in CRITERIA}
        known = {one.criterion: (one.verdict, one.note) for one in row.findings.all()}
        if known == {name: (told[name], words[name]) for name in CRITERIA}:
            return
        entry = NewEntry("review.findings_written", {"verdicts": told}, {"notes": words})
        record(recipes.REVIEWS, row, [entry], actor=actor.id, at=at, key=key)

    once(key, actor.id, attempt, lambda _first: None)
    return Review.objects.get(pk=review)


def still_open(row: Review) -> None:
    """Refuse to change a review that has ended."""
    if row.state != OPEN:
        raise Refused(
            "review_closed",
            _("Việc rà soát này đã kết thúc nên không sửa được nữa."),
            _("Cần xem xét lại thì giao một việc rà soát mới."),
        )
