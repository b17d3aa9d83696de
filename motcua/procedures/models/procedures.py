"""A procedure (one stream) and its versions."""

from typing import ClassVar

from django.db import models

from motcua.ledger.streams import StreamedModel
from motcua.procedures.models.versions import Version


class Procedure(StreamedModel):
    """One procedure of the register, known by its national code."""

    stream_prefix = "procedure"
    stream_key = "code"

    code = models.CharField(max_length=8, unique=True)
    last_number = models.PositiveIntegerField()
    repealed_from = models.DateField(null=True)
    repealed_by = models.CharField(max_length=200, blank=True)
    treatment = models.CharField(max_length=20, blank=True)
    replaced_by = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.code


class ProcedureVersion(Version):
    """One published version with the columns that the catalogue filters by."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    title = models.TextField()
    field = models.CharField(max_length=200)
    field_code = models.CharField(max_length=60)
    level = models.CharField(max_length=20)
    online_level = models.CharField(max_length=10)
    agency = models.TextField()
    life_events = models.TextField(blank=True)
    register = models.CharField(max_length=10, default="public")
    receivable = models.BooleanField(default=True)
    search_key = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("procedure", "number", name="procedures_version_number")]
        indexes: ClassVar = [models.Index("procedure", "valid_from", name="procedures_version_valid")]

    def __str__(self) -> str:
        return f"{self.procedure_id} v{self.number}"
