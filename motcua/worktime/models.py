"""Calendars and rule sets (one stream each) and their immutable versions."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from motcua.ledger.streams import LedgerWritten, StreamedModel

DAYS, HOURS = "days", "hours"


class StoredCalendar(StreamedModel):
    """A table of days off (``days``, the whole country's) or of office hours (``hours``, a unit's)."""

    stream_prefix = "calendar"
    stream_key = "code"

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=5)
    name = models.CharField(max_length=200)
    days_from = models.CharField(max_length=40, blank=True)
    is_default = models.BooleanField(default=False)
    last_number = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.code


class CalendarVersion(LedgerWritten):
    """One published version of a calendar, whole; the highest number is the one in force."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    calendar = models.ForeignKey(StoredCalendar, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.TextField()
    digest = models.BinaryField(max_length=32)
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("calendar", "number", name="worktime_calendar_number")]

    def __str__(self) -> str:
        return f"{self.calendar_id} v{self.number}"


class StoredRules(StreamedModel):
    """A rule set of the legal clock, known by its code."""

    stream_prefix = "rules"
    stream_key = "code"

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    last_number = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.code


class RulesVersion(LedgerWritten):
    """One published version of a rule set; the latest to begin on or before a day applies to receipts of that day."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    rules = models.ForeignKey(StoredRules, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.TextField()
    digest = models.BinaryField(max_length=32)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("rules", "number", name="worktime_rules_number")]

    def __str__(self) -> str:
        return f"{self.rules_id} v{self.number}"
