"""Who is called next: people with priority first, and yet nobody waits for ever.

The rule as it hangs on the wall: who has priority is called before the others; after ``in_a_row`` of them one of the
others is called; within each of the two lines the one who came first is called first. Who was sent back to the line
stands behind ``returned_after`` others of his line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

INSTANT: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class InLine:
    """One waiting ticket: its place in time, the number it carries and whether it stands in the line of priority."""

    ticket: str
    place: datetime
    number: int
    priority: bool

    @property
    def key(self) -> tuple[datetime, int, str]:
        """Sort within a line: by place, then by number."""
        return self.place, self.number, self.ticket


@dataclass(frozen=True, slots=True)
class CallingRule:
    """How the two lines meet, and how often somebody is called before he counts as absent."""

    in_a_row: int = 2
    calls: int = 2
    returned_after: int = 3


def streak(latest_first: Iterable[bool], rule: CallingRule) -> int:
    """Return how many people with priority were called in a row just now, looking at the latest calls first."""
    count = 0
    for priority in latest_first:
        if not priority or count >= rule.in_a_row:
            break
        count += 1
    return count


def call_order(waiting: Sequence[InLine], run: int, rule: CallingRule) -> list[InLine]:
    """Return everybody who waits in the order in which they will be called, if nobody else comes.

    ``run`` is how many people with priority were called in a row before (see :func:`streak`).
    """
    first = sorted((one for one in waiting if one.priority), key=lambda one: one.key)
    others = sorted((one for one in waiting if not one.priority), key=lambda one: one.key)
    found: list[InLine] = []
    at = {True: 0, False: 0}
    while at[True] < len(first) or at[False] < len(others):
        turn = at[True] < len(first) and (run < rule.in_a_row or at[False] == len(others))
        found.append((first if turn else others)[at[turn]])
        at[turn] += 1
        run = run + 1 if turn else 0
    return found


def next_in_line(waiting: Sequence[InLine], run: int, rule: CallingRule) -> InLine | None:
    """Return who is called next, None when nobody waits."""
    order = call_order(waiting, run, rule)
    return order[0] if order else None


def ahead_of(ticket: str, waiting: Sequence[InLine], run: int, rule: CallingRule) -> int:
    """Return how many are called before a waiting ticket, if nobody else comes."""
    return next(n for n, one in enumerate(call_order(waiting, run, rule)) if one.ticket == ticket)


def place_behind(waiting: Iterable[InLine], priority: bool, at: datetime, rule: CallingRule) -> datetime:
    """Return the place of somebody who comes back to the line: behind ``returned_after`` others, or at its end."""
    line = sorted((one for one in waiting if one.priority == priority), key=lambda one: one.key)
    if len(line) <= rule.returned_after:
        return at
    return min(at, line[rule.returned_after - 1].place + INSTANT)
