"""Counters of dossier codes: one agency, one local day."""

from typing import ClassVar

from django.db import models


class DayCounter(models.Model):
    """The last dossier code given by one agency on one local day."""

    agency = models.CharField(max_length=40)
    day = models.DateField()
    last = models.PositiveIntegerField()

    objects: ClassVar["models.Manager[DayCounter]"] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "day"], name="day_counter_once")]

    def __str__(self) -> str:
        return f"{self.agency} {self.day}: {self.last}"
