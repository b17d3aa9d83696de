"""Idempotency keys are kept for a time: so long a repeated request changes nothing, afterwards it is a new one."""

from datetime import datetime
from typing import Final

from motcua.ledger.models import IdempotencyKey

BATCH: Final = 1000


def forget(before: datetime) -> int:
    """Delete keys of commits recorded before a moment, in batches that hold up nobody; return how many."""
    deleted = 0
    old = IdempotencyKey.objects.filter(recorded_at__lt=before)
    while batch := list(old.values_list("actor", "key")[:BATCH]):
        deleted += IdempotencyKey.objects.filter(pk__in=batch, recorded_at__lt=before).delete()[0]
    return deleted


def forget_stream(stream: str, *, but: str) -> int:
    """Delete the keys of what was done to a stream, whose digests have no salt; those of one action stay."""
    return IdempotencyKey.objects.filter(stream=stream).exclude(action=but).delete()[0]
