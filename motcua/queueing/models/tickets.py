"""Tickets, the counters their numbers come from, and how often a network asked for one."""

from typing import ClassVar

from django.db import models

from motcua.ledger.streams import StreamedModel


class Ticket(StreamedModel):
    """One ticket as its entries tell it (:class:`motcua.core.queueing.tickets.TicketFacts`)."""

    stream_prefix = "ticket"

    unit = models.CharField(max_length=40)
    day = models.DateField()
    group = models.CharField(max_length=1)
    prefix = models.CharField(max_length=1)
    number = models.PositiveIntegerField()
    priority = models.CharField(max_length=30, blank=True)
    source = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    place = models.DateTimeField()
    taken_at = models.DateTimeField()
    last_at = models.DateTimeField()
    desk = models.CharField(max_length=8, blank=True)
    officer = models.CharField(max_length=60, blank=True)
    calls = models.PositiveSmallIntegerField(default=0)
    first_called_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    booking = models.CharField(max_length=36, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "day", "prefix", "number"], name="queueing_number_once")
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "day", "state"], name="queueing_hall")]

    def __str__(self) -> str:
        return f"{self.code} {self.unit} {self.day}"

    @property
    def code(self) -> str:
        """The number as it is called: ``A012``."""
        return f"{self.prefix}{self.number:03d}"


class TicketCounter(models.Model):
    """The last number given in one group of one hall on one local day."""

    unit = models.CharField(max_length=40)
    day = models.DateField()
    prefix = models.CharField(max_length=1)
    last = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "day", "prefix"], name="queueing_counter_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.day} {self.prefix}: {self.last}"


class Taking(models.Model):
    """Somebody asked for a ticket or a booking: a network's digest, kept for one day to count by."""

    network = models.CharField(max_length=32)
    what = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["network", "what", "at"], name="queueing_takings")]

    def __str__(self) -> str:
        return f"{self.what} {self.at}"
