"""Book a slot, and give it up."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.core.process.events import moment
from motcua.core.queueing.plan import HallPlan
from motcua.core.queueing.slots import Slot
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.ledger import locks
from motcua.ledger.commit import Insert, NewEntry, Subject, commit, once
from motcua.ledger.keys import key_for
from motcua.people.actor import Actor
from motcua.queueing import booking, queries
from motcua.queueing.models import Booking, BookingPerson


def book(
    unit: str, group: str, start: datetime, *, name: str, phone: str, actor: Actor, at: datetime, key: str | None
) -> Booking:
    """Book a slot of a group for a person with a telephone; everybody may, within the limit of each telephone.

    Raises ``Refused``: ``no_such_slot``, ``slot_full``, ``too_many_bookings``, ``booked_that_day``.
    """
    request = {"unit": unit, "group": group, "start": moment(start), "name": name, "phone": phone}
    asked = key_for(key, "booking.make", request)
    plan = queries.plan_for(unit)
    queries.hall(unit, at)
    if plan.group(group) is None:
        raise Refused("no_such_group", _("Nơi này không có nhóm việc đó."), _("Chọn lại trong danh sách."))

    def attempt() -> Booking:
        slot = booking.slot_at(unit, plan, start, at)
        with transaction.atomic():
            locks.hold(f"booking-phone:{phone}")
            _within_limit(phone, plan, slot.start, at)
            locks.hold(f"booking-slot:{unit}:{group}:{moment(start)}")
            has_room(unit, group, slot, plan)
            return _made(unit, group, slot)

    def _made(unit: str, group: str, slot: Slot) -> Booking:
        pk, code = uuid4(), booking.new_code()
        told = {"unit": unit, "group": group, "code": code, "start": moment(slot.start), "end": moment(slot.end)}
        columns = {**told, "start": slot.start, "end": slot.end, "state": booking.BOOKED, "last_at": at}
        person = {"booking_id": pk, "name": name, "phone": phone}
        commit(
            Subject(Booking, pk, columns={**columns, "ticket": ""}),
            [NewEntry("booking.made", told, {"name": name, "phone": phone})],
            actor=actor.id,
            at=at,
            key=asked,
            children=[Insert(BookingPerson, person)],
            result={"booking": str(pk)},
        )
        return Booking.objects.get(pk=pk)

    return once(asked, actor.id, attempt, lambda result: Booking.objects.get(pk=UUID(result["booking"])))


def cancel(booking_id: UUID, *, actor: Actor, at: datetime, key: str | None) -> Booking:
    """Give a booking up, so that its place is free for others; whoever holds its address may."""
    asked = key_for(key, "booking.cancel", {"booking": str(booking_id)})

    def attempt() -> Booking:
        row = awaited(booking_id)
        columns = {**booking.state_after("booking.cancelled", {}), "last_at": at}
        subject = Subject(Booking, row.id, row.version, bytes(row.head), columns, last_at=row.last_at)
        commit(subject, [NewEntry("booking.cancelled", {})], actor=actor.id, at=at, key=asked)
        return Booking.objects.get(pk=booking_id)

    return once(asked, actor.id, attempt, lambda _result: Booking.objects.get(pk=booking_id))


def awaited(booking_id: UUID) -> Booking:
    """Return a booking that its person may still come to; refuse any other."""
    row = Booking.objects.filter(pk=booking_id).first()
    if row is None:
        raise Refused("not_found", _("Không có lịch hẹn này."))
    if row.state != booking.BOOKED:
        raise Refused("booking_over", _("Lịch hẹn này không còn hiệu lực."), _("Đặt lịch khác nếu cần."))
    return row


def has_room(unit: str, group: str, slot: Slot, plan: HallPlan) -> None:
    """Refuse a slot that is full; the caller holds the slot's lock."""
    if booking.booked(unit, group).filter(start=slot.start).count() >= plan.booking.capacity:
        raise Refused("slot_full", _("Khung giờ này vừa hết chỗ."), _("Chọn khung giờ khác."))


def day_is_free(row: Booking, start: datetime, at: datetime) -> None:
    """Refuse to move a booking to a day on which its telephone has another; the caller's transaction goes on."""
    person = BookingPerson.objects.filter(booking=row).first()
    if person is not None:
        locks.hold(f"booking-phone:{person.phone}")
        _one_a_day(start, _held(person.phone, at).exclude(pk=row.pk).values_list("start", flat=True))


def _held(phone: str, at: datetime) -> QuerySet[Booking]:
    return Booking.objects.filter(person__phone=phone, state=booking.BOOKED, start__gt=at - timedelta(hours=12))


def _one_a_day(start: datetime, starts: Iterable[datetime]) -> None:
    if local(start).date() in {local(one).date() for one in starts}:
        raise Refused(
            "booked_that_day",
            _("Số điện thoại này đã có lịch hẹn trong ngày đó."),
            _("Mở lịch đã đặt để đổi giờ, hoặc chọn ngày khác."),
        )


def _within_limit(phone: str, plan: HallPlan, start: datetime, at: datetime) -> None:
    starts = list(_held(phone, at).values_list("start", flat=True))
    _one_a_day(start, starts)
    if len(starts) >= plan.booking.per_phone:
        raise Refused(
            "too_many_bookings",
            _("Số điện thoại này đã giữ %(number)s lịch hẹn, là mức cao nhất.") % {"number": plan.booking.per_phone},
            _("Hủy một lịch đã đặt rồi đặt lại."),
        )
