"""Imports of lists of procedures (one stream each), the file, the report on it, and how far the worker is."""

from typing import ClassVar, Final

from django.db import models

from motcua.ledger.streams import LedgerWritten, StreamedModel

RECEIVED, CHECKED, CONFIRMED = "received", "checked", "confirmed"
APPLIED, UNREADABLE, DROPPED = "applied", "unreadable", "dropped"
WORKING: Final = (RECEIVED, CONFIRMED)


class Import(StreamedModel):
    """One uploaded file on its way into the register; the counts are those of the last report."""

    stream_prefix = "import"

    state = models.CharField(max_length=12)
    format = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    created_by = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    decision = models.CharField(max_length=200, blank=True)
    decision_date = models.DateField(null=True)
    effective_date = models.DateField(null=True)
    public_date = models.DateField(null=True)
    report = models.CharField(max_length=64, blank=True)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    drafts = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    doubtful = models.PositiveIntegerField(default=0)
    take_doubtful = models.BooleanField(default=False)
    overtaken = models.BooleanField(default=False)
    published = models.PositiveIntegerField(default=0)
    begun = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index("created_at", name="procedures_import_at")]

    def __str__(self) -> str:
        return f"{self.format} {self.state}"

    @property
    def works(self) -> bool:
        """Tell whether the worker has something to do for it."""
        return self.state in WORKING


class ImportFile(LedgerWritten):
    """The uploaded file with its name, and why it could not be read; the ledger keeps its digest."""

    owner = models.OneToOneField(Import, on_delete=models.PROTECT, related_name="file")
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class ImportLine(models.Model):
    """One line of the report: what becomes of it and what is said of it; made anew by every check of the file."""

    owner = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveIntegerField()
    sheet = models.CharField(max_length=60, blank=True)
    line = models.PositiveIntegerField()
    code = models.CharField(max_length=8, blank=True)
    name = models.TextField(blank=True)
    status = models.CharField(max_length=10)
    doubtful = models.BooleanField()
    said = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("owner", "place", name="procedures_import_line")]
        indexes: ClassVar = [models.Index("owner", "status", name="procedures_import_status")]

    def __str__(self) -> str:
        return f"{self.line} {self.code}"


class ImportProgress(models.Model):
    """How far the worker is with a file: for the page that shows it, nothing else."""

    owner = models.OneToOneField(Import, on_delete=models.CASCADE, related_name="progress")
    stage = models.CharField(max_length=10)
    done = models.PositiveIntegerField()
    total = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.stage} {self.done}/{self.total}"
