"""Waiting and service times of a hall, from recorded times only, in whole seconds; and the pace of the day."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeVar

LOOKS_BACK: Final = timedelta(minutes=90)
ENOUGH: Final = 5
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Measured:
    """The recorded times of one ticket; ``served`` tells whether it ended at a desk."""

    group: str
    priority: bool
    taken_at: datetime
    first_called_at: datetime | None
    called_at: datetime | None
    ended_at: datetime | None
    served: bool
    missed: bool = False

    @property
    def waited(self) -> int | None:
        """Seconds from taking the ticket to the first call."""
        return None if self.first_called_at is None else int((self.first_called_at - self.taken_at).total_seconds())

    @property
    def service(self) -> int | None:
        """Seconds from the last call to the end at the desk."""
        if not self.served or self.called_at is None or self.ended_at is None:
            return None
        return int((self.ended_at - self.called_at).total_seconds())


@dataclass(frozen=True, slots=True)
class Figures:
    """What is said of some tickets: counts, and seconds where there is anything to say."""

    tickets: int
    called: int
    served: int
    missed: int
    waiting_median: int | None
    waiting_p90: int | None
    waiting_longest: int | None
    service_median: int | None


def percentile(values: Sequence[int], share: int) -> int | None:
    """Return the nearest-rank percentile (``share`` of 100) of whole numbers, None of none."""
    if not values:
        return None
    rank = max(1, -(-len(values) * share // 100))
    return sorted(values)[rank - 1]


def figures(tickets: Iterable[Measured]) -> Figures:
    """Return the figures of some tickets."""
    rows = list(tickets)
    waited = [row.waited for row in rows if row.waited is not None]
    served = [row.service for row in rows if row.service is not None]
    return Figures(
        tickets=len(rows),
        called=len(waited),
        served=sum(row.served for row in rows),
        missed=sum(row.missed for row in rows),
        waiting_median=percentile(waited, 50),
        waiting_p90=percentile(waited, 90),
        waiting_longest=max(waited, default=None),
        service_median=percentile(served, 50),
    )


def by(tickets: Iterable[Measured], key: Callable[[Measured], K]) -> dict[K, Figures]:
    """Return the figures of tickets by a key (the hour of taking, the group)."""
    rooms: dict[K, list[Measured]] = {}
    for ticket in tickets:
        rooms.setdefault(key(ticket), []).append(ticket)
    return {name: figures(rows) for name, rows in rooms.items()}


def minutes_to_wait(calls: Iterable[datetime], at: datetime, ahead: int) -> int | None:
    """Return how many minutes it takes to call everybody ahead and then this one, at the pace of the last hour and a
    half; None while fewer than five calls tell the pace.

    Rounded up to whole five minutes: more would be a promise that nobody can keep.
    """
    recent = sorted(call for call in calls if at - LOOKS_BACK <= call <= at)
    if len(recent) < ENOUGH:
        return None
    span = int((at - recent[0]).total_seconds())
    seconds = span * (ahead + 1) // len(recent)
    return max(5, -(-seconds // 300) * 5)
