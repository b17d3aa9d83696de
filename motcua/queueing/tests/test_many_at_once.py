"""Eight desks and the kiosk at once: no error, no gap, nobody called twice, no slot given twice; on both databases."""

import threading
from collections import Counter
from collections.abc import Callable
from uuid import uuid4

from django.db import connection

from motcua.core.refusal import Refused
from motcua.people.actor import VISITOR, Actor, Duty
from motcua.people.actor import person as somebody
from motcua.queueing import booking
from motcua.queueing.actions.book import book
from motcua.queueing.actions.call_next import call_next
from motcua.queueing.actions.take import take
from motcua.queueing.models import Booking, Ticket
from motcua.queueing.tests.test_tickets import DAY, KY_LUA
from tests.cast import Cast, on

DESKS, TICKETS = 8, 60


def together(*works: Callable[[], None]) -> list[Exception]:
    """Run all at the same moment, each on a connection of its own; return what they raised."""
    start, wrong = threading.Barrier(len(works)), list[Exception]()

    def run(work: Callable[[], None]) -> None:
        start.wait()
        try:
            work()
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def officer() -> Actor:
    return somebody(uuid4(), [Duty(KY_LUA, "receiver")])


def test_eight_desks_call_while_the_kiosk_gives_numbers(cast: Cast) -> None:
    del cast
    called: list[str] = []
    left = threading.Semaphore(TICKETS)

    def kiosk() -> None:
        for number in range(TICKETS // 2):
            take(
                KY_LUA,
                "A",
                actor=VISITOR,
                at=on(DAY, "08:00"),
                key=str(uuid4()),
                priority="" if number % 3 else "elderly",
            )

    def desk(number: int) -> Callable[[], None]:
        def work() -> None:
            binh, place, empty = officer(), f"{number % 2 + 1}", 0
            while empty < 200 and left.acquire(blocking=False):
                try:
                    done = call_next(KY_LUA, place, actor=binh, at=on(DAY, "09:00"), key=str(uuid4()))
                except Refused as refused:
                    if refused.code != "nobody_waits":
                        raise
                    done = None
                if done is None or done.ticket is None:
                    left.release()
                    empty += 1
                else:
                    called.append(done.ticket.code)

        return work

    assert together(kiosk, kiosk, *[desk(n) for n in range(DESKS)]) == []
    assert sorted(called) == [f"A{n:03d}" for n in range(1, TICKETS + 1)]
    assert Counter(called).most_common(1)[0][1] == 1
    assert Ticket.objects.filter(first_called_at=None).count() == 0


def test_twelve_people_want_the_last_places_of_a_slot(cast: Cast) -> None:
    del cast
    nine, made = on("2026-04-30", "09:00").replace(day=29), list[Booking]()

    def wants(number: int) -> Callable[[], None]:
        def work() -> None:
            made.append(
                book(
                    KY_LUA,
                    "B",
                    nine,
                    name="Khách",
                    phone=f"09000000{number:02d}",
                    actor=VISITOR,
                    at=on("2026-04-28"),
                    key=None,
                )
            )

        return work

    wrong = together(*[wants(n) for n in range(12)])
    assert len(made) == booking.booked(KY_LUA, "B").count() == 3
    assert {getattr(error, "code", error) for error in wrong} == {"slot_full"}


def test_one_telephone_at_the_same_moment_holds_no_more_than_it_may(cast: Cast) -> None:
    del cast

    def wants(hour: int) -> Callable[[], None]:
        def work() -> None:
            start = on("2026-04-29", f"{hour:02d}:00")
            book(KY_LUA, "B", start, name="Khách", phone="0900000101", actor=VISITOR, at=on("2026-04-28"), key=None)

        return work

    wrong = together(*[wants(hour) for hour in (8, 9, 10, 13, 14, 15)])
    assert Booking.objects.count() == 1
    assert {getattr(error, "code", error) for error in wrong} == {"booked_that_day"}
