"""How halls are set up: one stream a plan, and its immutable versions."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from motcua.ledger.streams import LedgerWritten, StreamedModel


class StoredPlan(StreamedModel):
    """The plan of one hall, known by the unit's code, or the common one (``default``)."""

    stream_prefix = "queue_plan"
    stream_key = "code"

    code = models.CharField(max_length=40, unique=True)
    last_number = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.code


class PlanVersion(LedgerWritten):
    """One published version of a plan; the highest number is the one in force."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    plan = models.ForeignKey(StoredPlan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.TextField()
    digest = models.BinaryField(max_length=32)
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("plan", "number", name="queueing_plan_number")]

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.number}"
