"""Move a booking to another slot."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core.process.events import moment
from motcua.core.refusal import Refused
from motcua.ledger import locks
from motcua.ledger.commit import NewEntry, Subject, commit, once
from motcua.ledger.keys import key_for
from motcua.people.actor import Actor
from motcua.queueing import booking, queries
from motcua.queueing.actions.book import awaited, day_is_free, has_room
from motcua.queueing.models import Booking


def change_booking(
    booking_id: UUID, group: str, start: datetime, *, actor: Actor, at: datetime, key: str | None
) -> Booking:
    """Move a booking to another slot or group of the same hall; the old place is free in the same moment."""
    asked = key_for(key, "booking.change", {"booking": str(booking_id), "group": group, "start": moment(start)})

    def attempt() -> Booking:
        with transaction.atomic():
            row = awaited(booking_id)
            plan = queries.plan_for(row.unit)
            slot = booking.slot_at(row.unit, plan, start, at)
            if plan.group(group) is None or (group, start) == (row.group, row.start):
                raise Refused("nothing_changed", _("Chọn khung giờ khác với khung giờ đang giữ."))
            day_is_free(row, start, at)
            locks.hold(f"booking-slot:{row.unit}:{group}:{moment(start)}")
            has_room(row.unit, group, slot, plan)
            told = {"group": group, "start": moment(slot.start), "end": moment(slot.end)}
            columns = {**booking.state_after("booking.changed", told), "last_at": at}
            subject = Subject(Booking, row.id, row.version, bytes(row.head), columns, last_at=row.last_at)
            commit(subject, [NewEntry("booking.changed", told)], actor=actor.id, at=at, key=asked)
            return Booking.objects.get(pk=booking_id)

    return once(asked, actor.id, attempt, lambda _result: Booking.objects.get(pk=booking_id))
