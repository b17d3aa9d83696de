"""Reviews of procedures, routes and rule sets (one stream each), with findings and the history of the due date."""

from typing import ClassVar

from django.db import models

from motcua.ledger.streams import LedgerWritten, StreamedModel

OPEN, CONCLUDED, CANCELLED = "open", "concluded", "cancelled"


class Review(StreamedModel):
    """One review of one subject by one unit, with a clock.

    ``subject_kind`` is procedure, route or rules, ``subject`` its code. ``act`` and ``plan_item`` are what it was
    started for. ``unit`` and ``role`` say who must do it; nobody sets ``due_at`` by hand: it follows from a term of the
    parameters or from the plan.
    """

    stream_prefix = "review"

    subject_kind = models.CharField(max_length=10)
    subject = models.CharField(max_length=60, db_index=True)
    subject_version = models.UUIDField(null=True)
    cause = models.CharField(max_length=10)
    act = models.UUIDField(null=True, db_index=True)
    plan_item = models.UUIDField(null=True, db_index=True)
    unit = models.CharField(max_length=40, db_index=True)
    role = models.CharField(max_length=20)
    state = models.CharField(max_length=10, db_index=True)
    opened_at = models.DateTimeField()
    term = models.CharField(max_length=40, blank=True)
    due_at = models.DateTimeField()
    extensions = models.PositiveIntegerField()
    warned = models.CharField(max_length=5, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "subject_kind", "subject", condition=models.Q(state=OPEN), name="procedures_open_review"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind}:{self.subject} {self.state}"


class ReviewDue(LedgerWritten):
    """One due date of a review with the trace that explains it; the last row is the one that counts."""

    id = models.BigAutoField(primary_key=True)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="due_dates")
    seq = models.PositiveIntegerField()
    due_at = models.DateTimeField()
    cause = models.CharField(max_length=12)
    trace = models.JSONField()

    class Meta:
        ordering: ClassVar = ["seq"]

    def __str__(self) -> str:
        return f"{self.review_id}#{self.seq}"


class ReviewText(LedgerWritten):
    """What people wrote in a review: why it was asked for, and how it was concluded. Erasable."""

    review = models.OneToOneField(Review, on_delete=models.PROTECT, primary_key=True, related_name="text")
    request = models.TextField(blank=True)
    conclusion = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.pk)


class ReviewFinding(LedgerWritten):
    """What was found for one criterion (necessity, reasonableness, legality, cost); the note is erasable."""

    id = models.BigAutoField(primary_key=True)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="findings")
    criterion = models.CharField(max_length=15)
    verdict = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.review_id} {self.criterion}"
