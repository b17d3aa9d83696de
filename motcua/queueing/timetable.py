"""What the worker does by itself: places of people who did not come, the end of the day, erasing."""

from datetime import datetime, time, timedelta

from motcua.core.worktime.vietnamese import local
from motcua.ledger.follow import daily, every
from motcua.ledger.follow import timetable as job
from motcua.people.actor import system
from motcua.queueing import limits
from motcua.queueing.actions import lapse as lapsing
from motcua.queueing.actions import release as releasing

HALL = system("queue")


def register() -> None:
    """Put the jobs on the timetable."""
    job("queue-bookings-missed", every(timedelta(minutes=5)))(release)
    job("queue-day-end", daily(time(0, 10)))(end_day)


def release(now: datetime) -> None:
    """Release the bookings whose people did not come in time."""
    releasing.release(actor=HALL, at=now)


def end_day(now: datetime) -> None:
    """Let the numbers of days that are over lapse, erase old people, forget who asked from where."""
    lapsing.lapse(local(now).date(), actor=HALL, at=now)
    releasing.forget(actor=HALL, at=now)
    limits.forget(now - limits.DAY)
