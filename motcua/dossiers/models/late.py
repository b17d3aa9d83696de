"""What was entered after a power or line cut, and whether a receipt ever left the printer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models.dossier import Dossier
from motcua.ledger.streams import LedgerWritten


class LateEntry(LedgerWritten):
    """A reception on paper that was entered afterwards: both times, why, and the photo of the slip (SHA-256).

    The row follows from the dossier's ``received`` entry; reason and photo are erased with its content.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="late_entries", db_constraint=False)
    seq = models.IntegerField()
    unit = models.CharField(max_length=40)
    officer = models.CharField(max_length=60)
    number = models.CharField(max_length=40)
    ground = models.CharField(max_length=20)
    reason = models.CharField(max_length=300, blank=True)
    photo = models.CharField(max_length=64, blank=True, db_index=True)
    received_at = models.DateTimeField()
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("nhập bù")
        verbose_name_plural = _("nhập bù")
        indexes: ClassVar = [
            models.Index(fields=["unit", "entered_at"], name="late_entry_unit"),
            models.Index(fields=["entered_at"], name="late_entry_when"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.entered_at}"


class ReceiptPrint(models.Model):
    """How often the receipt of a reception at the counter was printed; open until it is printed or waived once."""

    dossier_id = models.UUIDField(primary_key=True, editable=False)
    unit = models.CharField(max_length=40)
    officer = models.CharField(max_length=60)
    received_at = models.DateTimeField()
    prints = models.SmallIntegerField(default=0)
    last_at = models.DateTimeField(null=True)
    last_by = models.CharField(max_length=60, blank=True)
    settled = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("lần in giấy hẹn")
        verbose_name_plural = _("lần in giấy hẹn")
        indexes: ClassVar = [
            models.Index(fields=["unit", "received_at"], name="receipt_unprinted", condition=models.Q(settled=False)),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.prints}"
