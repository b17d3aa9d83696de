"""Counters of document numbers (a year) and of dossier codes (a day)."""

from django.db import models


class NumberSeries(models.Model):
    """The last number given in one series of one agency in one year."""

    agency = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    series = models.CharField(max_length=20)
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "year", "series"], name="number_series_once")]

    def __str__(self) -> str:
        return f"{self.agency} {self.year} {self.series}: {self.last}"


class DayCounter(models.Model):
    """The last dossier code given by one agency on one local day."""

    agency = models.CharField(max_length=40)
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "day"], name="day_counter_once")]

    def __str__(self) -> str:
        return f"{self.agency} {self.day}: {self.last}"
