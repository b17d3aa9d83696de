"""Where folders are, and the sheets by which they are handed over."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models.dossier import Dossier
from motcua.ledger.streams import LedgerWritten, StreamedModel

SENT, TAKEN, PARTLY, TAKEN_BACK = "sent", "taken", "partly", "taken_back"
STATES = {
    SENT: _("Đang chuyển giao"),
    TAKEN: _("Đã nhận đủ"),
    PARTLY: _("Nhận thiếu"),
    TAKEN_BACK: _("Người giao đã thu lại"),
}


class Folder(LedgerWritten):
    """The paper folder of one dossier: where it is, in whose hands ("" the unit's cupboard), how many originals in it.

    ``sheet`` is the hand-over sheet under which it travels to ``to_unit``, None while it lies still.
    """

    dossier = models.OneToOneField(
        Dossier, models.PROTECT, related_name="folder", primary_key=True, db_constraint=False
    )
    unit = models.CharField(max_length=40)
    holder = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField()
    to_unit = models.CharField(max_length=40, blank=True)
    sheet = models.UUIDField(null=True)
    home = models.CharField(max_length=40)
    originals = models.SmallIntegerField(default=0)
    closed = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("túi hồ sơ")
        verbose_name_plural = _("túi hồ sơ")
        indexes: ClassVar = [
            models.Index(
                fields=["unit", "holder", "since"],
                name="folder_in_hands",
                condition=models.Q(sheet=None) & (models.Q(closed=False) | models.Q(originals__gt=0)),
            ),
            models.Index(
                fields=["home", "since"], name="folder_owed", condition=models.Q(closed=True, originals__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.holder}"


class HandOver(StreamedModel):
    """One sheet: who gave which folders to which unit, and who confirmed them (the second signature)."""

    stream_prefix = "handover"

    number = models.CharField(max_length=40)
    from_unit = models.CharField(max_length=40)
    to_unit = models.CharField(max_length=40)
    giver = models.CharField(max_length=60)
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=list(STATES.items()), default=SENT)
    receiver = models.CharField(max_length=60, blank=True)
    answered_at = models.DateTimeField(null=True)
    on_paper = models.BooleanField(default=False)
    size = models.SmallIntegerField()

    class Meta:
        verbose_name = _("biên bản bàn giao")
        verbose_name_plural = _("biên bản bàn giao")
        indexes: ClassVar = [
            models.Index(fields=["to_unit", "sent_at"], name="handover_waits", condition=models.Q(state=SENT)),
            models.Index(fields=["giver", "-sent_at"], name="handover_of_giver"),
            models.Index(fields=["to_unit", "-sent_at"], name="handover_of_receiver"),
        ]

    def __str__(self) -> str:
        return self.number


class HandOverLine(LedgerWritten):
    """One folder on a sheet: how many originals were in it, and whether it arrived."""

    sheet = models.ForeignKey(HandOver, models.PROTECT, related_name="lines", db_constraint=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="hand_overs", db_constraint=False)
    place = models.SmallIntegerField()
    step = models.CharField(max_length=40, blank=True)
    originals = models.SmallIntegerField(default=0)
    outcome = models.CharField(max_length=12, blank=True)

    class Meta:
        verbose_name = _("dòng bàn giao")
        verbose_name_plural = _("dòng bàn giao")
        constraints: ClassVar = [models.UniqueConstraint(fields=["sheet", "dossier"], name="handover_line_once")]

    def __str__(self) -> str:
        return f"{self.place}. {self.dossier_id}"
