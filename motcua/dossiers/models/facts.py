"""What statistics need of a dossier, one row each: built from entries alone, and built anew from the log any time."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class DossierFact(models.Model):
    """The measures of one dossier (QĐ 766/QĐ-TTg groups 2–4); nothing here is decided, typed in or personal.

    ``appointed_at`` is the appointment first given, moved by extensions, verifications and stops of the clock but not
    by supplements: their time (``waiting_seconds``) is subtracted by whoever measures lateness as QĐ 766 does.
    ``due_at`` is the date in law, ``stands_since`` the moment since which its clock stands still. ``late`` is known
    once the result is ready or the dossier is closed; a dossier closed while the clock stood is measured at the moment
    at which it stopped. ``entered_late`` says that a paper slip was entered afterwards, ``corrections`` how often what
    was written down was mended. ``databases`` are the codes of those in which papers were looked up.
    """

    dossier_id = models.UUIDField(primary_key=True, editable=False)
    procedure = models.CharField(max_length=20)
    procedure_version = models.CharField(max_length=36)
    case = models.CharField(max_length=40)
    level = models.CharField(max_length=20)
    channel = models.SmallIntegerField()
    online = models.CharField(max_length=10)
    reception_unit = models.CharField(max_length=40)
    competent_unit = models.CharField(max_length=40)
    return_unit = models.CharField(max_length=40)
    submitted_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    term = models.CharField(max_length=60, blank=True)
    due_at = models.DateTimeField(null=True)
    appointed_at = models.DateTimeField(null=True)
    stands_since = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=12, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    electronic = models.BooleanField(null=True)
    late = models.BooleanField(null=True)
    supplements_before = models.SmallIntegerField(default=0)
    supplements_after = models.SmallIntegerField(default=0)
    waiting_since = models.DateTimeField(null=True)
    waiting_seconds = models.BigIntegerField(default=0)
    extensions = models.SmallIntegerField(default=0)
    corrections = models.SmallIntegerField(default=0)
    entered_late = models.BooleanField(default=False)
    components_required = models.SmallIntegerField(default=0)
    components_digitised = models.SmallIntegerField(default=0)
    components_reused = models.SmallIntegerField(default=0)
    components_looked_up = models.SmallIntegerField(default=0)
    components_paper = models.SmallIntegerField(default=0)
    databases = models.JSONField(default=list)
    fee_due = models.IntegerField(null=True)
    fee_paid = models.IntegerField(default=0)
    fee_paid_online = models.IntegerField(default=0)
    rating = models.SmallIntegerField(null=True)
    visits = models.SmallIntegerField(null=True)
    extra_papers = models.BooleanField(null=True)
    extra_money = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("số liệu hồ sơ")
        verbose_name_plural = _("số liệu hồ sơ")
        indexes: ClassVar = [
            models.Index(fields=["procedure", "competent_unit", "finished_at"], name="fact_speed"),
            models.Index(fields=["competent_unit", "received_at"], name="fact_received"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.dossier_id}"

    @property
    def ready_at(self) -> datetime | None:
        """Return when the result was ready, or the dossier was closed without one."""
        return self.finished_at or self.closed_at


class ProcedureFact(models.Model):
    """What one published version of a procedure says to statistics; None where its entry did not say (version 1).

    ``fees`` are those that cost something, ``fees_online`` those of them that may be paid online, ``results`` the
    written results; ``for_people`` tells whether persons (not only organisations) may ask.
    """

    pk = models.CompositePrimaryKey("code", "number")
    code = models.CharField(max_length=20)
    number = models.IntegerField()
    level = models.CharField(max_length=20)
    online_level = models.CharField(max_length=10)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    fees = models.JSONField(null=True)
    fees_online = models.JSONField(null=True)
    results = models.JSONField(null=True)
    for_people = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("số liệu thủ tục")
        verbose_name_plural = _("số liệu thủ tục")

    def __str__(self) -> str:
        return f"{self.code} v{self.number}"
