"""When the present shift of a unit ends: the app that keeps the calendars says so, this one asks."""

from collections.abc import Callable
from datetime import datetime

End = Callable[[str, datetime], datetime | None]
_ends: list[End] = []


def register(source: End) -> None:
    """Ask ``source`` when the office of a unit closes today."""
    _ends[:] = [source]


def end_of(unit: str, at: datetime) -> datetime | None:
    """Return when the unit's office closes today; None when it is closed for today, or nobody knows."""
    return _ends[0](unit, at) if _ends else None
