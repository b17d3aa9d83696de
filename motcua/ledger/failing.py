"""What failed is recorded where status shows it, and tried again after growing pauses."""

import logging
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from django.db.models import QuerySet

FIRST_PAUSE: Final = timedelta(seconds=5)
LONGEST_PAUSE: Final = timedelta(hours=1)

log = logging.getLogger("motcua.ledger")


class Retried(Protocol):
    """A row that remembers when to try again."""

    @property
    def retry_at(self) -> datetime | None:
        """The moment of the next try."""


def waits(row: Retried, now: datetime) -> bool:
    """Say whether a row that failed is still to wait."""
    return row.retry_at is not None and now < row.retry_at


def pause(failures: int) -> timedelta:
    """Return how long to wait after so many failures in a row: 5 s, doubled each time, at most an hour."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * (1 << min(failures - 1, 20)))


def words(error: BaseException) -> str:
    """Return an error in one line."""
    return f"{type(error).__name__}: {error}"[:1000]


def record(rows: QuerySet[Any], failures: int, error: BaseException, now: datetime) -> None:
    """Keep a failure in the rows and set the time of the next try."""
    log.error("a follower of the ledger failed", exc_info=error)
    rows.update(failures=failures, retry_at=now + pause(failures), error=words(error))
