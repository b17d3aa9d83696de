"""Dated parameters of procedure control (one stream a set): the compliance cost, the clock and habits of reviews."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from motcua.ledger.streams import LedgerWritten, StreamedModel


class Parameters(StreamedModel):
    """One set of parameters, known by its code."""

    stream_prefix = "parameters"
    stream_key = "code"

    code = models.SlugField(max_length=40, unique=True)
    last_number = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.code


class ParametersVersion(LedgerWritten):
    """One published version; the latest to begin on or before a day applies."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    parameters = models.ForeignKey(Parameters, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.TextField()
    digest = models.BinaryField(max_length=32)
    valid_from = models.DateField()
    published_at = models.DateTimeField()
    unverified = models.BooleanField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("parameters", "number", name="procedures_parameters_number")]

    def __str__(self) -> str:
        return f"{self.parameters_id} v{self.number}"
