"""A cashier's closed sheet: one stream each, written once and never changed."""

from __future__ import annotations

from typing import ClassVar
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.ledger.streams import StreamedModel


class Till(StreamedModel):
    """The sums of one cashier at one counter: all movements since the sheet before, against the notes counted.

    ``turn`` counts the sheets of a day from 1; ``sums`` and ``notes`` stand in the entry too, ``reason`` is erasable.
    """

    stream_prefix = "till"

    unit = models.CharField(_("nơi thu"), max_length=40)
    cashier = models.CharField(max_length=60)
    day = models.DateField(_("ngày"))
    turn = models.SmallIntegerField()
    closed_at = models.DateTimeField()
    opening = models.IntegerField()
    expected = models.IntegerField()
    counted = models.IntegerField()
    difference = models.IntegerField()
    sums = models.JSONField()
    notes = models.JSONField()
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("sổ quỹ ngày")
        verbose_name_plural = _("sổ quỹ ngày")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "cashier", "day", "turn"], name="till_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "day"], name="till_of_day")]

    def __str__(self) -> str:
        return f"{self.unit} {self.day} {self.turn}"


def till_id(unit: str, cashier: str, day: str, turn: int) -> UUID:
    """Return the identity of a sheet: the same for the same counter, cashier, day and turn."""
    return uuid5(NAMESPACE_URL, f"till:{unit}:{cashier}:{day}:{turn}")
