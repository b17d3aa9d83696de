"""Five tries in a quarter of an hour for each dossier: places in the cache, each taken by one try at a time."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.core.cache import cache

MOST: Final = 5
SECONDS: Final = 15 * 60


def take(dossier_id: UUID) -> int | None:
    """Take a free place; None when all are taken. Adding is atomic, so tries at the same moment don't share one."""
    return next((n for n in range(MOST) if cache.add(_key(dossier_id, n), 1, SECONDS)), None)


def give_back(dossier_id: UUID, place: int) -> None:
    """Free the place of a try that was right."""
    cache.delete(_key(dossier_id, place))


def left(dossier_id: UUID) -> int:
    """Return how many tries are left."""
    return MOST - len(cache.get_many([_key(dossier_id, n) for n in range(MOST)]))


def _key(dossier_id: UUID, place: int) -> str:
    return f"tracking:{dossier_id}:{place}"
