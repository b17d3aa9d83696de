"""Reads of units, posts and accounts."""

from datetime import datetime
from uuid import UUID

from motcua.people.actor import Duty


def duties_of(user: UUID, at: datetime) -> frozenset[Duty]:
    """Return the duties a person holds at that moment."""
    return frozenset()
