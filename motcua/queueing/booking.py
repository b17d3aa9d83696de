"""The appointment book: its days and slots with what is free, and a booking as its entries tell it."""

import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.core.queueing.plan import HallPlan
from motcua.core.queueing.slots import Slot, slots_of
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import LOCAL, local
from motcua.queueing.models import Booking
from motcua.worktime.queries import calendar_for

BOOKED, ARRIVED, MISSED, CANCELLED = "booked", "arrived", "missed", "cancelled"
ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
STATES: Final[Mapping[str, str]] = {"booking.cancelled": CANCELLED, "booking.missed": MISSED}


@dataclass(frozen=True, slots=True)
class Free:
    """One slot of a group and how many more it takes."""

    slot: Slot
    left: int


def new_code() -> str:
    """Return a code that nobody guesses: two groups of four letters and digits that are not mistaken for others."""
    text = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{text[:4]}-{text[4:]}"


def days(unit: str, plan: HallPlan, at: datetime) -> list[date]:
    """Return the days on which a slot can be booked: office days from today on, as far ahead as the plan says."""
    calendar, today = calendar_for(unit), local(at).date()
    wanted = [today + timedelta(days=n) for n in range(plan.booking.days_ahead + 1)]
    return [day for day in wanted if any(slot.start > at for slot in slots_of(calendar, day, plan.booking))]


def free(unit: str, group: str, day: date, plan: HallPlan, at: datetime) -> list[Free]:
    """Return the slots of a day that have not begun, with what is free in each."""
    begins = datetime.combine(day, time.min, LOCAL)
    live = booked(unit, group).filter(start__gte=begins, start__lt=begins + timedelta(days=1))
    taken = Counter(live.values_list("start", flat=True))
    slots = [slot for slot in slots_of(calendar_for(unit), day, plan.booking) if slot.start > at]
    return [Free(slot, max(0, plan.booking.capacity - taken[slot.start])) for slot in slots]


def booked(unit: str, group: str) -> QuerySet[Booking]:
    """Return the bookings of a group that take a place: awaited ones and those who came."""
    return Booking.objects.filter(unit=unit, group=group, state__in=(BOOKED, ARRIVED))


def slot_at(unit: str, plan: HallPlan, start: datetime, at: datetime) -> Slot:
    """Return the slot that begins at a moment; anything else, and what has begun, is refused."""
    day = local(start).date()
    last = local(at).date() + timedelta(days=plan.booking.days_ahead)
    found = next((slot for slot in slots_of(calendar_for(unit), day, plan.booking) if slot.start == start), None)
    if found is None or start <= at or day > last:
        raise Refused("no_such_slot", _("Không đặt được khung giờ này."), _("Chọn khung giờ khác trong danh sách."))
    return found


def state_after(kind: str, payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a booking that an entry after the first changes."""
    if kind == "booking.changed":
        start, end = (datetime.fromisoformat(payload[name]) for name in ("start", "end"))
        return {"group": payload["group"], "start": start, "end": end}
    if kind == "booking.arrived":
        return {"state": ARRIVED, "ticket": payload["ticket"]}
    return {"state": STATES[kind]} if kind in STATES else {}
