"""What versions of procedures and of routes have in common."""

from uuid import uuid4

from django.db import models

from motcua.ledger.streams import LedgerWritten


class Version(LedgerWritten):
    """One published version: written once, in the commit that published it, and never changed (trigger and guard).

    It applies from ``valid_from`` until the next version does, or through ``valid_to``. Where two begin on the same day
    the higher number is a correction of the lower.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    number = models.PositiveIntegerField()
    name = models.TextField()
    definition = models.TextField()
    digest = models.BinaryField(max_length=32)
    decision = models.CharField(max_length=200)
    decision_date = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    public_date = models.DateField()
    note = models.TextField(blank=True)
    unverified = models.BooleanField()

    class Meta:
        abstract = True
