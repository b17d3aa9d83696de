"""Release the bookings whose people did not come, and erase people when the time to keep them is over."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction

from motcua.ledger import keys
from motcua.ledger.commit import Delete, NewEntry, Subject, Write, commit, retrying
from motcua.ledger.erase import ERASED
from motcua.ledger.models import Content
from motcua.people.actor import Actor
from motcua.queueing import booking, queries
from motcua.queueing.models import Booking, BookingPerson


def release(*, actor: Actor, at: datetime) -> int:
    """Note for each awaited booking past its time that nobody came; return how many."""
    found = Booking.objects.filter(state=booking.BOOKED, start__lt=at).values_list("id", flat=True)
    return sum(retrying(partial(_missed, id_, actor, at)) for id_ in list(found))


def forget(*, actor: Actor, at: datetime) -> int:
    """Erase name and telephone number of bookings that are older than their plan keeps them; return how many."""
    done = 0
    for unit in list(Booking.objects.filter(person__isnull=False).values_list("unit", flat=True).distinct()):
        kept = timedelta(days=queries.plan_for(unit).booking.kept_days)
        over = BookingPerson.objects.filter(booking__unit=unit, booking__start__lte=at - kept)
        done += sum(retrying(partial(_forgotten, id_, actor, at)) for id_ in list(over.values_list("pk", flat=True)))
    return done


def _missed(id_: UUID, actor: Actor, at: datetime) -> int:
    row = Booking.objects.get(pk=id_)
    late = timedelta(minutes=queries.plan_for(row.unit).booking.late)
    if row.state != booking.BOOKED or row.start + late >= at:
        return 0
    _write(row, "booking.missed", {}, actor, at, [])
    return 1


def _forgotten(id_: UUID, actor: Actor, at: datetime) -> int:
    row = Booking.objects.get(pk=id_)
    if not BookingPerson.objects.filter(booking=row).exists():
        return 0
    gone: list[Write] = [
        Delete(Content, {"stream": row.stream, "seq": 1}),
        Delete(BookingPerson, {"booking_id": row.id}),
    ]
    with transaction.atomic():
        _write(row, ERASED.name, {"seqs": [1], "ground": "kept_days"}, actor, at, gone)
        keys.forget_stream(row.stream)
    return 1


def _write(
    row: Booking, kind: str, payload: dict[str, object], actor: Actor, at: datetime, children: list[Write]
) -> None:
    columns = {**booking.state_after(kind, payload), "last_at": at}
    subject = Subject(Booking, row.id, row.version, bytes(row.head), columns, last_at=row.last_at)
    commit(subject, [NewEntry(kind, payload)], actor=actor.id, at=at, children=children)
