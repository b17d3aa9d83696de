"""Counters of document numbers, and the book in which every number of a year stands."""

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.ledger.streams import StreamedModel

GIVEN, RESERVED, USED, CANCELLED = "given", "reserved", "used", "cancelled"
STATES: Final = {
    GIVEN: _("đã cấp"),
    RESERVED: _("dành trước, chưa dùng"),
    USED: _("dành trước, đã dùng"),
    CANCELLED: _("đã hủy"),
}


class NumberSeries(models.Model):
    """The last number of one series of one agency in one year, and the local day on which it was given.

    ``booked_from`` is the first number that stands in the book; numbers before it were given when there was none.
    """

    agency = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    series = models.CharField(max_length=20)
    last = models.PositiveIntegerField()
    last_day = models.DateField(null=True)
    booked_from = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "year", "series"], name="number_series_once")]

    def __str__(self) -> str:
        return f"{self.agency} {self.year} {self.series}: {self.last}"


class BookedNumber(models.Model):
    """One number of a series: to what it was given, or why it was reserved or cancelled.

    ``subject`` is a stream ("dossier:<uuid>"), ``note`` what people call it (a dossier's code). ``day`` is the local
    day that the paper bears. Reason and holder are free text and may be erased; the ledger keeps their digest.
    """

    agency = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    series = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    day = models.DateField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=60, blank=True)
    ground = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    holder = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=60, blank=True)

    objects: ClassVar["models.Manager[BookedNumber]"] = models.Manager()

    class Meta:
        verbose_name = _("số đã cấp")
        verbose_name_plural = _("sổ cấp số")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "year", "series", "number"], name="booked_number_once"),
            models.CheckConstraint(condition=models.Q(number__gt=0), name="booked_number_positive"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["agency", "series", "year", "number"],
                name="booked_number_open",
                condition=models.Q(state=RESERVED),
            ),
            models.Index(fields=["subject"], name="booked_number_subject", condition=~models.Q(subject="")),
        ]

    def __str__(self) -> str:
        return f"{self.symbol} ({self.agency}, {self.year})"

    @property
    def symbol(self) -> str:
        """The number as it is written: ``05/PBS``."""
        return f"{self.number:02d}/{self.series}"


class NumberBook(StreamedModel):
    """The book of one series of one agency and year: the stream of what is reserved, used later and cancelled in it."""

    stream_prefix = "numbers"

    agency = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    series = models.CharField(max_length=20)

    class Meta:
        verbose_name = _("sổ cấp số")
        verbose_name_plural = _("sổ cấp số")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "year", "series"], name="number_book_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.year} {self.series}"
