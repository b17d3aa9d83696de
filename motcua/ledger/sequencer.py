"""The sequencer: gives entries their gapless positions, in batches, one sequencer at a time (ADR 0001).

An entry is new when it has no position, nothing else. A batch is every such entry that is visible, by id: two
entries of one stream are written one after the other under the row lock of its subject, so whoever sees the later
sees the earlier, and its id is lower. No transaction id takes part, so a dump and restore changes nothing.
"""

import time
from typing import Final

from django.db import connection, transaction

from motcua.ledger import locks

BATCH: Final = 20_000
WINDOW: Final = 10_000
PAUSE: Final = 60.0
SHARE: Final = 100

_next_full = 0.0

_NEW = (
    "SELECT e.id FROM ledger_entry e WHERE e.id > %s "
    "AND NOT EXISTS (SELECT 1 FROM ledger_position p WHERE p.entry_id = e.id)"
)


def sequence(*, full: bool | None = None) -> int:
    """Give positions to all entries that have none and return how many got one.

    Usually only ids above the last positioned one minus a window are looked at; a late transaction further back is
    found by the full pass, which runs at the start and then takes at most a hundredth of the time.
    """
    global _next_full
    started = time.monotonic()
    if full is None:
        full = started >= _next_full
    given = 0
    while batch := _batch(full=full):
        given += batch
        if batch < BATCH:
            break
    if full:
        ended = time.monotonic()
        _next_full = ended + max(PAUSE, SHARE * (ended - started))
    return given


def waiting() -> int:
    """Return how many entries have no position yet."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({_NEW}) AS fresh", [0])  # noqa: S608
        return int(cursor.fetchone()[0])


def _batch(*, full: bool) -> int:
    with connection.cursor() as cursor:
        floor = 0 if full else _floor()
        cursor.execute(f"{_NEW} LIMIT 1", [floor])
        if cursor.fetchone() is None:
            return 0
        with transaction.atomic():
            locks.hold("sequencer")
            cursor.execute(
                "INSERT INTO ledger_position (position, entry_id) "  # noqa: S608
                "SELECT (SELECT coalesce(max(position), 0) FROM ledger_position) + row_number() OVER (ORDER BY id), id "
                f"FROM ({_NEW} ORDER BY e.id LIMIT {BATCH}) AS fresh ORDER BY id",
                [floor],
            )
            return int(cursor.rowcount)


def _floor() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(entry_id), 0) FROM ledger_position")
        return max(0, int(cursor.fetchone()[0]) - WINDOW)
