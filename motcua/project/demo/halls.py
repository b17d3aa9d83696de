"""The hall of phường Kỳ Lừa in the demonstration: a week of numbers behind, a queue of today, a few bookings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from django.db import transaction

from motcua.core.worktime.vietnamese import LOCAL, local
from motcua.ledger import clock
from motcua.people import queries as people
from motcua.people.actor import VISITOR, Actor
from motcua.project.demo.agents import SEED
from motcua.project.demo.citizens import FAMILIES, MEN, WOMEN
from motcua.project.demo.staff import Staff
from motcua.queueing import booking, queries
from motcua.queueing.actions.book import book
from motcua.queueing.actions.call_next import call_next
from motcua.queueing.actions.lapse import lapse
from motcua.queueing.actions.recall import miss, recall
from motcua.queueing.actions.serve import serve
from motcua.queueing.actions.take import take
from motcua.queueing.models import Booking, Ticket
from motcua.queueing.timetable import HALL

KY_LUA: Final = "06187.TTPVHCC"
DAYS_BEHIND: Final = 6
STRETCH: Final = timedelta(minutes=75)
NUMBERS: Final = 36
NUMBERS_TODAY: Final = 64
PRIORITIES: Final = ("", "", "", "", "", "elderly", "pregnant", "merit", "small_child")
GROUPS: Final = ("A", "A", "A", "B", "B", "C", "D", "T", "T")
SERVICE: Final = {"A": 3, "B": 8, "C": 10, "D": 8, "T": 3}


@dataclass(slots=True)
class Desk:
    """One desk of the story: who sits there, from when it is free, whether a visit is open."""

    code: str
    officer: Actor
    free_at: datetime
    busy: bool = False


def is_played(day: date) -> bool:
    """Say whether the hall has numbers of a day."""
    return Ticket.objects.filter(unit=KY_LUA, day=day).exists()


def play_today(now: datetime) -> None:
    """Play today's hall up to now with people waiting, and book a few slots ahead: what a visitor looks at first."""
    today = local(now).date()
    if not is_played(today):
        begins = max(now - STRETCH, datetime.combine(today, time(0, 1), LOCAL))
        with transaction.atomic():  # written to disk once, not two hundred times
            _play(today, begins, now, now, NUMBERS_TODAY)
    if not Booking.objects.filter(unit=KY_LUA, start__gt=now).exists():
        _book_ahead(now)


def days_without_numbers(today: date) -> list[date]:
    """Return the office days of the week behind on which the hall has not been played."""
    behind = [today - timedelta(days=back) for back in range(DAYS_BEHIND, 0, -1)]
    return [day for day in behind if queries.opening(KY_LUA, day) and not is_played(day)]


def play_week(now: datetime) -> None:
    """Play the office days behind that have no numbers yet: what the page of waiting times counts."""
    for day in days_without_numbers(local(now).date()):
        hours = queries.opening(KY_LUA, day)
        assert hours is not None
        with transaction.atomic():
            desks = _play(day, hours[0], hours[0] + timedelta(hours=3, minutes=30), hours[1], NUMBERS)
            _go_home(desks, hours[1])
            lapse(day + timedelta(days=1), actor=HALL, at=datetime.combine(day, time(23, 50), LOCAL))


def _play(day: date, begins: datetime, last_comes: datetime, until: datetime, numbers: int) -> list[Desk]:
    """Let so many people come between two moments, and desks call until a third."""
    random = Random(f"{SEED}:hall:{day}")  # noqa: S311 - a story, not a secret
    seconds = max(60, int((last_comes - begins).total_seconds()))
    comers = sorted(begins + timedelta(seconds=random.randrange(seconds)) for _ in range(numbers))
    desks = [Desk(str(number), who, begins) for number, who in enumerate(_officers(until), start=1)]
    for number, at in enumerate(comers):
        _call(desks, at, random)
        with clock.simulated(at):
            take(
                KY_LUA,
                random.choice(GROUPS),
                actor=VISITOR,
                at=at,
                key=f"demo:hall:{day}:{number}",
                priority=random.choice(PRIORITIES),
                source=random.choice(("kiosk", "kiosk", "phone")),
            )
    _call(desks, until, random)
    return desks


def _go_home(desks: list[Desk], closing: datetime) -> None:
    """End the visits that are open when the day ends."""
    for desk in desks:
        _end(desk, closing)


def _end(desk: Desk, at: datetime) -> None:
    """End the visit open at a desk."""
    if not desk.busy:
        return
    desk.busy = False
    for ticket in queries.of_day(KY_LUA, local(at).date()).filter(state=queries.CALLED, desk=desk.code):
        with clock.simulated(at):
            serve(ticket.id, actor=desk.officer, at=at, key=None)


def _officers(at: datetime) -> list[Actor]:
    """Return who sits at desks 1 to 4: both receivers, the coordinator, the cashier."""
    staff = Staff(at)
    receivers = [staff.actor(account.actor_id) for account in people.holders("receiver", KY_LUA, at)[:2]]
    return [*receivers, staff.one("coordinator", KY_LUA), staff.one("cashier", KY_LUA)]


def _call(desks: list[Desk], until: datetime, random: Random) -> None:
    """Let every desk that is free before a moment call who waits in its groups."""
    plan = queries.plan_for(KY_LUA)
    while desks:
        desk = min(desks, key=lambda one: one.free_at)
        at = desk.free_at
        if at >= until:
            return
        place = plan.desk(desk.code)
        groups = place.groups if place else ()
        rows = queries.of_day(KY_LUA, local(at).date())
        if not rows.filter(state=queries.WAITING, group__in=groups, last_at__lte=at).exists():
            _end(desk, at)
            desk.free_at = until  # nobody comes before
            continue
        with clock.simulated(at):
            ticket = call_next(KY_LUA, desk.code, actor=desk.officer, at=at, key=None).ticket
        desk.busy = ticket is not None
        minutes = SERVICE.get(ticket.group if ticket else "", 5)
        desk.free_at = at + timedelta(seconds=random.randrange(30 * minutes, 95 * minutes))
        if ticket and random.random() < 0.06 and at + timedelta(minutes=4) < until:
            later = at + timedelta(minutes=2)
            with clock.simulated(later):
                recall(ticket.id, actor=desk.officer, at=later, key=None)
                miss(ticket.id, actor=desk.officer, at=later + timedelta(minutes=1), key=None)
            desk.busy, desk.free_at = False, later + timedelta(minutes=2)


def _book_ahead(now: datetime) -> None:
    random, plan = Random(f"{SEED}:bookings"), queries.plan_for(KY_LUA)  # noqa: S311 - a story, not a secret
    days = booking.days(KY_LUA, plan, now)[1:4]
    for number, day in enumerate(days * 2):
        slots = booking.free(KY_LUA, "B", day, plan, now)
        if not slots:
            continue
        name = f"{random.choice(FAMILIES)} {random.choice((*MEN, *WOMEN))}"
        slot = random.choice(slots).slot.start
        book(
            KY_LUA,
            "B",
            slot,
            name=name,
            phone=f"09000009{number:02d}",
            actor=VISITOR,
            at=now,
            key=f"demo:book:{number}:{day}",
        )
