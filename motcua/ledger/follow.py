"""Registrations of what follows the log: projectors, reactions and the timetable's jobs; `work.py` runs them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from motcua.ledger import models
from motcua.ledger.read import Entry, last_position

When = Callable[[datetime | None, datetime], bool]


@dataclass(frozen=True, slots=True)
class Following:
    """One registered follower of the log."""

    name: str
    kind: Literal["projector", "reaction"]
    version: int
    types: frozenset[str] | None
    handle: Callable[..., object]
    clear: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Timed:
    """One registered job of the timetable."""

    name: str
    when: When
    run: Callable[[datetime], object]


_followers: dict[str, Following] = {}
_jobs: dict[str, Timed] = {}


def projector(
    name: str, *, version: int, clear: Callable[[], object], types: Iterable[str] | None = None
) -> Callable[[Callable[[Entry], Any]], Callable[[Entry], Any]]:
    """Register a pure function from entries to the app's own tables.

    It runs in the transaction that moves its position; with a higher ``version`` everything is ``clear``-ed and
    built again from position zero. It must do nothing but write its own tables.
    """

    def decorate(handle: Callable[[Entry], Any]) -> Callable[[Entry], Any]:
        _add(Following(name, "projector", version, _frozen(types), handle, clear))
        return handle

    return decorate


def reaction(
    name: str, *, types: Iterable[str]
) -> Callable[[Callable[[Entry, str], Any]], Callable[[Entry, str], Any]]:
    """Register one action or message that follows from entries of some types: ``handle(entry, key)``.

    It runs at least once, outside any transaction, in the order of each stream; ``key`` is the same each time, so
    pass it on as the idempotency key. What it raises is tried again for ever; a final no (Refused) is its own to
    catch. It never runs for entries older than its first installation.
    """

    def decorate(handle: Callable[[Entry, str], Any]) -> Callable[[Entry, str], Any]:
        _add(Following(name, "reaction", 1, _frozen(types), handle))
        return handle

    return decorate


def timetable(name: str, when: When) -> Callable[[Callable[[datetime], Any]], Callable[[datetime], Any]]:
    """Register a job that runs when ``when(last_run, now)`` says so; see :func:`every` and :func:`daily`."""

    def decorate(run: Callable[[datetime], Any]) -> Callable[[datetime], Any]:
        if _jobs.setdefault(name, Timed(name, when, run)).run is not run:
            raise ValueError(f"two jobs are called {name}")
        return run

    return decorate


def every(interval: timedelta) -> When:
    """Return "when" for a job that runs once an interval."""
    return lambda last, now: last is None or now - last >= interval


def daily(at: time) -> When:
    """Return "when" for a job that runs once a day, after a local time of day."""
    zone = ZoneInfo(settings.TIME_ZONE)

    def when(last: datetime | None, now: datetime) -> bool:
        local = now.astimezone(zone)
        due = datetime.combine(local.date(), at, zone)
        return local >= due and (last is None or last.astimezone(zone) < due)

    return when


def followers() -> list[Following]:
    """Return the registered projectors and then the reactions, each by name."""
    return sorted(_followers.values(), key=lambda one: (one.kind, one.name))


def jobs() -> list[Timed]:
    """Return the registered jobs by name."""
    return sorted(_jobs.values(), key=lambda job: job.name)


def install(**_: Any) -> None:
    """Give new followers their first row: projectors begin at zero, reactions at the log's end as it is now.

    Runs after every migrate and with each round, before new positions are given.
    """
    if models.Follower._meta.db_table not in connection.introspection.table_names():
        return
    known = set(models.Follower.objects.values_list("name", flat=True))
    fresh = [one for one in followers() if one.name not in known]
    if fresh:
        end = last_position()
        models.Follower.objects.bulk_create(
            [
                models.Follower(name=one.name, version=0, position=0 if one.kind == "projector" else end)
                for one in fresh
            ],
            ignore_conflicts=True,
        )


def _add(one: Following) -> None:
    known = _followers.setdefault(one.name, one)
    if known.handle is not one.handle:
        raise ValueError(f"two followers are called {one.name}")


def _frozen(types: Iterable[str] | None) -> frozenset[str] | None:
    return None if types is None else frozenset(types)
