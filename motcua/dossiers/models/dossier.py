"""The dossier (hồ sơ): its columns are the fold of its events and are written by the ledger's commit alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.core.process.states import CLOSED, State
from motcua.ledger.streams import StreamedModel

STATES = [(state.value, state.vi) for state in State]
CLOSED_VALUES = sorted(state.value for state in CLOSED)


class Dossier(StreamedModel):
    """One dossier; every column below but ``created_by`` equals ``fold(entries)``. No personal content here."""

    stream_prefix = "dossier"

    code = models.CharField(_("mã hồ sơ"), max_length=80, unique=True)
    created_by = models.CharField(max_length=60)
    state = models.CharField(max_length=20, choices=STATES)
    last_at = models.DateTimeField()
    procedure = models.CharField(max_length=20)
    procedure_version = models.CharField(max_length=36)
    case = models.CharField(max_length=40)
    level = models.CharField(max_length=20)
    channel = models.SmallIntegerField()
    online = models.CharField(max_length=10)
    reception_unit = models.CharField(max_length=40)
    competent_unit = models.CharField(max_length=40)
    return_unit = models.CharField(max_length=40)
    check_by = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    term = models.CharField(max_length=60, blank=True)
    rules = models.CharField(max_length=60, blank=True)
    basis = models.CharField(max_length=120, blank=True)
    route = models.CharField(max_length=36, blank=True)
    due_at = models.DateTimeField(null=True)
    clock = models.JSONField(default=list)
    step = models.CharField(max_length=20, blank=True)
    step_seq = models.IntegerField(default=0)
    step_kind = models.CharField(max_length=20, blank=True)
    step_unit = models.CharField(max_length=40, blank=True)
    step_role = models.CharField(max_length=20, blank=True)
    step_since = models.DateTimeField(null=True)
    step_due_at = models.DateTimeField(null=True)
    assignee = models.CharField(max_length=60, blank=True)
    supplements = models.SmallIntegerField(default=0)
    answer_by = models.DateTimeField(null=True)
    extensions = models.SmallIntegerField(default=0)
    pending = models.JSONField(default=list)
    fee_due = models.IntegerField(null=True)
    fee_paid = models.IntegerField(default=0)
    relief = models.CharField(max_length=40, blank=True, default="")
    outcome = models.CharField(max_length=20, blank=True)
    decided_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    rating = models.SmallIntegerField(null=True)
    carried_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("hồ sơ")
        verbose_name_plural = _("hồ sơ")
        indexes: ClassVar = [
            models.Index(fields=["created_by", "-submitted_at"], name="dossier_mine"),
            models.Index(
                fields=["reception_unit", "state", "check_by"],
                name="dossier_desk",
                condition=~Q(state__in=CLOSED_VALUES),
            ),
            models.Index(
                fields=["competent_unit", "due_at"], name="dossier_late", condition=~Q(state__in=CLOSED_VALUES)
            ),
            models.Index(fields=["reception_unit", "-submitted_at", "id"], name="dossier_register"),
            models.Index(
                fields=["reception_unit", "state", "received_at", "id"],
                name="dossier_book_states",
                condition=Q(received_at__isnull=False),
            ),
            models.Index(
                fields=["reception_unit", "procedure", "received_at", "id"],
                name="dossier_book_fields",
                condition=Q(received_at__isnull=False),
            ),
            models.Index(fields=["route"], name="dossier_route", condition=Q(closed_at=None)),
            models.Index(
                fields=["procedure", "procedure_version"], name="dossier_version", condition=Q(closed_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.code
