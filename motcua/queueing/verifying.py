"""Tickets and bookings follow from their entries, and the people of a booking from its content; `verify` compares."""

from datetime import datetime
from typing import Any

from motcua.core.queueing import tickets
from motcua.ledger.verification.folds import Damage, Streams, Told, compare
from motcua.ledger.verification.versions import versions_match
from motcua.queueing import booking
from motcua.queueing.models import Booking, BookingPerson, PlanVersion, Ticket
from motcua.queueing.recording import columns_of

PERSON = ("name", "phone")
_PLANS = versions_match(PlanVersion, "plan__code", "version")


def register() -> None:
    """Let `verify` compare the streams of the hall."""
    compare("ticket", tickets_match)
    compare("booking", bookings_match)
    compare("queue_plan", _PLANS)


def tickets_match(streams: Streams, damage: Damage) -> None:
    """Compare each ticket's row with the fold of its entries."""
    rows = {str(row.id): row for row in Ticket.objects.filter(pk__in=list(streams))}
    for key, entries in streams.items():
        first, *rest = entries
        facts = tickets.taken(first.payload, first.at)
        for entry in rest:
            facts = tickets.apply(facts, entry.type, entry.payload, entry.at, entry.actor)
        row, wanted = rows.get(key), columns_of(facts)
        if row is None or any(getattr(row, name) != value for name, value in wanted.items()):
            damage(f"Số thứ tự {key} khác với sổ cái.", entries[-1].position)


def bookings_match(streams: Streams, damage: Damage) -> None:
    """Compare each booking's row, and the person kept beside it, with its entries."""
    rows = {str(row.id): row for row in Booking.objects.filter(pk__in=list(streams))}
    people = {str(row.booking_id): row for row in BookingPerson.objects.filter(booking__in=list(streams))}
    for key, entries in streams.items():
        row, wanted = rows.get(key), _columns(list(entries))
        if row is None or any(getattr(row, name) != value for name, value in wanted.items()):
            damage(f"Lịch hẹn {key} khác với sổ cái.", entries[-1].position)
        person, content = people.get(key), entries[0].content
        kept = {name: getattr(person, name) for name in PERSON} if person else None
        if kept != content:
            damage(f"Họ tên, điện thoại của lịch hẹn {key} khác với nội dung đã ghi.", entries[0].position)


def _columns(entries: list[Told]) -> dict[str, Any]:
    made = entries[0].payload
    columns: dict[str, Any] = {
        **{name: made[name] for name in ("unit", "group", "code")},
        **{name: datetime.fromisoformat(made[name]) for name in ("start", "end")},
        "state": booking.BOOKED,
        "last_at": entries[-1].at,
    }
    for entry in entries[1:]:
        columns |= booking.state_after(entry.type, entry.payload)
    return columns
