"""Numbers of official documents (agency and year) and codes of dossiers (agency and day), without gaps.

A number is taken inside the transaction of the action that uses it: when the action is refused or loses a race,
the number goes back with it. Takers of one series wait for each other until commit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from motcua.ui.formatting import local

RECEIPT, SUPPLEMENT, REFUSAL, APOLOGY, STOP, CONTROL = "TTPVHCC", "PBS", "PTC", "PXL", "TBD", "PKS"


class NoTransaction(RuntimeError):
    """A number was asked for outside ``transaction.atomic()``: a refusal could not give it back."""


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number given: within ``agency``, ``year`` and ``series`` it is unique and has no gap before it."""

    agency: str
    year: int
    series: str
    number: int

    @property
    def symbol(self) -> str:
        """The number as it is written: ``05/PBS``."""
        return f"{self.number:02d}/{self.series}"

    def __str__(self) -> str:
        return self.symbol


def take(agency: str, series: str, at: datetime | date) -> DocumentNumber:
    """Take the next number of the series in the local year of ``at``; it restarts at 1 on 1 January."""
    year = _local_day(at).year
    number = _next(
        "INSERT INTO documents_numberseries (agency, year, series, last) VALUES (%s, %s, %s, 1) "
        "ON CONFLICT (agency, year, series) DO UPDATE SET last = documents_numberseries.last + 1 RETURNING last",
        [agency, year, series],
    )
    return DocumentNumber(agency, year, series, number)


def dossier_code(agency_code: str, at: datetime | date) -> str:
    """Take the next dossier code of the agency on the local day of ``at``: ``H37.12-261124-0001``."""
    day = _local_day(at)
    number = _next(
        "INSERT INTO documents_daycounter (agency, day, last) VALUES (%s, %s, 1) "
        "ON CONFLICT (agency, day) DO UPDATE SET last = documents_daycounter.last + 1 RETURNING last",
        [agency_code, day if connection.vendor == "postgresql" else day.isoformat()],
    )
    return f"{agency_code}-{day:%y%m%d}-{number:04d}"


def last(agency: str, series: str, year: int) -> int:
    """Return the last number given in the series, 0 when there is none yet."""
    from_table = "SELECT last FROM documents_numberseries WHERE agency = %s AND series = %s AND year = %s"
    with connection.cursor() as cursor:
        cursor.execute(from_table, [agency, series, year])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _local_day(at: datetime | date) -> date:
    return local(at).date() if isinstance(at, datetime) else at


def _next(statement: str, values: Sequence[str | int | date]) -> int:
    if not connection.in_atomic_block:
        raise NoTransaction("take a number inside transaction.atomic()")
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return int(row[0])
