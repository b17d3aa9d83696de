"""The ledger's own clock: `recorded_at` is never an argument. A demonstration may live in simulated time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from motcua.ledger import origin

_simulated: ContextVar[datetime | None] = ContextVar("simulated", default=None)


class RealTimeOnly(RuntimeError):
    """Simulated time was asked for in an installation that is no demonstration."""


def now() -> datetime:
    """Return the moment of the clock, in UTC."""
    return _simulated.get() or datetime.now(UTC)


def played() -> bool:
    """Tell whether a demonstration is being played now: its past is written beside the present of its visitors."""
    return _simulated.get() is not None


@contextmanager
def simulated(at: datetime) -> Iterator[None]:
    """Set the ledger's clock to ``at`` inside the block; only in a log whose origin is the demonstration."""
    if at.tzinfo is None:
        raise ValueError("simulated time needs a time zone")
    if origin.current(fresh=True) != origin.DEMO:
        raise RealTimeOnly("Chỉ bản trình diễn (nguồn gốc demo) mới được dùng đồng hồ mô phỏng.")
    token = _simulated.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _simulated.reset(token)
