"""Runs projectors: entries into the app's own tables, in the transaction that moves the projector's position."""

from datetime import datetime
from typing import Final

from django.db import transaction

from motcua.ledger import failing, models, read
from motcua.ledger.follow import Following

BATCH: Final = 500


def project(one: Following, row: models.Follower, now: datetime, end: int) -> int:
    """Bring a projector to ``end`` and return how many entries it handled; a failure stays in its row."""
    if (row.position >= end and row.version == one.version) or failing.waits(row, now):
        return 0
    handled = 0
    try:
        while True:
            count, position = _batch(one, end)
            handled += count
            if position >= end:
                return handled
    except Exception as error:
        failing.record(models.Follower.objects.filter(name=one.name), row.failures + 1, error, now)
        return handled


def _batch(one: Following, end: int) -> tuple[int, int]:
    with transaction.atomic():
        row = models.Follower.objects.select_for_update().get(name=one.name)
        if row.version != one.version:
            if one.clear is not None:
                one.clear()
            row.version, row.position = one.version, 0
        upto = min(end, row.position + BATCH)
        entries = read.by_position(row.position, limit=BATCH, types=one.types) if upto > row.position else []
        for entry in entries:
            one.handle(entry)
        row.position = max(row.position, upto)
        row.failures, row.retry_at, row.error = 0, None, ""
        row.save()
    return len(entries), row.position
