"""Appointments, and whose they are for as long as that is kept."""

from django.db import models

from motcua.ledger.streams import LedgerWritten, StreamedModel


class Booking(StreamedModel):
    """One appointment; ``state`` is booked, arrived, missed or cancelled. Who it is lies in :class:`BookingPerson`."""

    stream_prefix = "booking"

    unit = models.CharField(max_length=40)
    group = models.CharField(max_length=1)
    code = models.CharField(max_length=9, unique=True)
    start = models.DateTimeField()
    end = models.DateTimeField()
    state = models.CharField(max_length=10)
    ticket = models.CharField(max_length=36, blank=True)
    last_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "group", "start"], name="queueing_book")]

    def __str__(self) -> str:
        return f"{self.code} {self.unit} {self.start}"


class BookingPerson(LedgerWritten):
    """Name and telephone number of a booking; deleted with the entry's content when the time to keep it is over."""

    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, primary_key=True, related_name="person")
    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=20, db_index=True)

    def __str__(self) -> str:
        return str(self.booking_id)
