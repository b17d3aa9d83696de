"""Yearly plans of review (one stream each) and their items."""

from typing import ClassVar

from django.db import models

from motcua.ledger.streams import LedgerWritten, StreamedModel

DRAFT, APPROVED = "draft", "approved"


class ReviewPlan(StreamedModel):
    """The plan of a year: a draft until a decision approves it; a change makes it a draft again."""

    stream_prefix = "review_plan"

    year = models.PositiveIntegerField(unique=True)
    state = models.CharField(max_length=10)
    decision = models.CharField(max_length=200, blank=True)
    decision_date = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.year)


class PlanItem(LedgerWritten):
    """One line of a plan: a procedure or a group, who leads, when, why chosen, what comes of it.

    ``item`` stays the same when the plan is written again, so that reviews keep their line. Subject, basis and product
    are erasable texts.
    """

    id = models.BigAutoField(primary_key=True)
    plan = models.ForeignKey(ReviewPlan, on_delete=models.PROTECT, related_name="items")
    item = models.UUIDField(db_index=True)
    position = models.PositiveIntegerField()
    procedures = models.JSONField()
    lead = models.CharField(max_length=40)
    partners = models.JSONField()
    begins = models.DateField()
    ends = models.DateField()
    criteria = models.JSONField()
    subject = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    product = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.position}"
