"""Turn a booking into a ticket when its person comes."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core.queueing import slots
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.ledger.commit import NewEntry, Subject, commit, once
from motcua.ledger.keys import key_for
from motcua.people.actor import Actor
from motcua.queueing import booking, queries
from motcua.queueing.actions.take import BOOKED, give
from motcua.queueing.models import Booking, Ticket
from motcua.queueing.recording import ticket_id


def arrive(booking_id: UUID, *, actor: Actor, at: datetime, key: str | None) -> Ticket:
    """Give the person of a booking a ticket: on time in the line of priority, at the slot's place; late as others.

    Whoever comes back to the kiosk is shown the ticket that the booking became.
    Raises ``Refused``: ``too_early`` with the moment from which a ticket is given, ``booking_over``.
    """
    asked = key_for(key, "booking.arrive", {"booking": str(booking_id)})

    def attempt() -> Ticket:
        with transaction.atomic():
            row = _expected(booking_id, at)
            if row.state == booking.ARRIVED:
                return queries.ticket(UUID(row.ticket))
            plan = queries.plan_for(row.unit)
            came = slots.arrival(row.start, at, plan.booking)
            if came == "early":
                said = _("Lịch hẹn của bạn lúc %(start)s, chưa đến lúc lấy số.")
                hint = _("Quay lại trước giờ hẹn không quá %(minutes)s phút.")
                raise Refused(
                    "too_early",
                    said % {"start": f"{local(row.start):%H:%M %d/%m/%Y}"},
                    hint % {"minutes": plan.booking.early},
                )
            on_time = came == "on_time"
            ticket = give(
                row.unit,
                row.group,
                BOOKED if on_time else "",
                "booking",
                actor=actor,
                at=at,
                key=asked,
                booking=str(row.id),
                place=min(row.start, at) if on_time else at,
            )
            told = {"ticket": str(ticket.id)}
            columns = {**booking.state_after("booking.arrived", told), "last_at": at}
            subject = Subject(Booking, row.id, row.version, bytes(row.head), columns, last_at=row.last_at)
            commit(subject, [NewEntry("booking.arrived", told)], actor=actor.id, at=at)
            return ticket

    return once(asked, actor.id, attempt, lambda result: queries.ticket(ticket_id(result)))


def _expected(booking_id: UUID, at: datetime) -> Booking:
    """Return the booking of somebody who comes on its day, also after it was released or has become a ticket."""
    row = Booking.objects.filter(pk=booking_id).first()
    if row is None:
        raise Refused("not_found", _("Không có lịch hẹn này."))
    today = local(row.start).date() == local(at).date()
    if row.state != booking.BOOKED and not (today and row.state in (booking.MISSED, booking.ARRIVED)):
        raise Refused("booking_over", _("Lịch hẹn này không còn hiệu lực."), _("Lấy số như mọi người."))
    return row
