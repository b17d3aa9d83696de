"""One row for each piece of work: who must do it, by when, since when, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from motcua.ledger.streams import LedgerWritten


class WorkItem(LedgerWritten):
    """A step or a consultation of a subject, open until ``closed_at``; its rows are the control slip (form 06).

    Written only as child rows of a ledger commit. ``subject_kind`` and ``subject_id`` name the stream, ``seq`` the
    entry that opened it.
    ``waiting`` names for whom the work waits: "" (whoever holds it), ``applicant`` or ``other`` unit.
    """

    id = models.BigAutoField(primary_key=True)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    seq = models.IntegerField()
    kind = models.CharField(max_length=20)
    step = models.CharField(max_length=20)
    unit = models.CharField(max_length=40)
    role = models.CharField(max_length=20)
    assignee = models.CharField(max_length=60, blank=True)
    waiting = models.CharField(max_length=20, blank=True)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    legal_due_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = "việc"
        verbose_name_plural = "việc"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject_id", "seq", "kind"], name="workitem_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["unit", "due_at", "id"], name="workitem_inbox", condition=models.Q(closed_at__isnull=True)
            ),
            models.Index(
                fields=["assignee", "due_at", "id"], name="workitem_mine", condition=models.Q(closed_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind}:{self.subject_id}#{self.seq} {self.kind} {self.step}"
