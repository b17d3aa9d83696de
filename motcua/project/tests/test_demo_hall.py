"""The hall of the demonstration: people wait today, the week behind is counted, playing again adds nobody."""

from datetime import date

from motcua.ledger.verify import verify
from motcua.project.demo import halls
from motcua.queueing.models import Booking, Ticket
from tests.cast import Cast, on

NOW = on("2026-04-28", "10:30")


def states(day: date) -> set[str]:
    return set(Ticket.objects.filter(unit=halls.KY_LUA, day=day).values_list("state", flat=True))


def test_people_wait_today_and_the_week_behind_is_over(cast: Cast) -> None:
    del cast
    halls.play_today(NOW)
    today = Ticket.objects.filter(unit=halls.KY_LUA, day=NOW.date())
    assert today.count() == halls.NUMBERS_TODAY
    assert today.filter(state="waiting").count() >= 5
    assert 1 <= today.filter(state="called").count() <= 4
    assert Booking.objects.filter(start__gt=NOW).count() >= 3
    behind = halls.days_without_numbers(NOW.date())
    assert behind == [date(2026, 4, day) for day in (22, 23, 24)], (
        "weekend and the Hùng kings' day (with its day in lieu) are off"
    )
    halls.play_week(NOW)
    assert halls.days_without_numbers(NOW.date()) == []
    for day in behind:
        assert states(day) <= {"served", "missed", "lapsed"}
    before = Ticket.objects.count()
    halls.play_today(NOW)
    halls.play_week(NOW)
    assert Ticket.objects.count() == before
    assert list(verify(print).damages) == []
