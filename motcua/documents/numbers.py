"""Numbers of official documents (agency and year) and codes of dossiers (agency and day), without gaps.

A number is taken inside the transaction of the action that uses it: when the action is refused or loses a race,
the number goes back with it. Takers of one series wait for each other until commit. Every number stands in the book
(:class:`BookedNumber`): given, reserved, used later or cancelled. Numbers of an earlier day come only from reserved
ones (:mod:`motcua.documents.actions.use_reserved`): a series never goes back in time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from django.db import connection

from motcua.core.phrase import Phrase
from motcua.core.refusal import Refused
from motcua.documents.models import BookedNumber
from motcua.documents.models.numbers import GIVEN
from motcua.ledger import clock
from motcua.ui.formatting import local

RECEIPT, SUPPLEMENT, REFUSAL, APOLOGY, STOP, CONTROL = "TTPVHCC", "PBS", "PTC", "PXL", "TBD", "PKS"

PLAYED: Final = (
    "INSERT INTO documents_numberseries (agency, year, series, last, last_day, booked_from) "
    "VALUES (%s, %s, %s, %s, %s, 1) ON CONFLICT (agency, year, series) DO UPDATE "
    "SET last = documents_numberseries.last + excluded.last, last_day = CASE "
    "WHEN documents_numberseries.last_day > excluded.last_day THEN documents_numberseries.last_day "
    "ELSE excluded.last_day END RETURNING last"
)
ADVANCE: Final = PLAYED.replace(
    " RETURNING",
    " WHERE documents_numberseries.last_day IS NULL OR documents_numberseries.last_day <= excluded.last_day RETURNING",
)


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


def take(
    agency: str, series: str, at: datetime | date, *, subject: str = "", note: str = "", actor: str = ""
) -> DocumentNumber:
    """Take the next number of the series in the local year of ``at``; it restarts at 1 on 1 January.

    ``subject`` is the stream of what is numbered, ``note`` what people call it. A day before the last number's is
    refused (``earlier_day``), but in a demonstration whose past is being played beside its visitors' present.
    """
    day = local_day(at)
    first = advance(agency, series, day, 1)
    _book(agency, series, day, first, at, subject, note, actor)
    return DocumentNumber(agency, day.year, series, first)


def advance(agency: str, series: str, day: date, count: int) -> int:
    """Move the series on by ``count`` numbers in the caller's transaction and return the first of them."""
    stored = day if connection.vendor == "postgresql" else day.isoformat()
    row = _changed(PLAYED if clock.played() else ADVANCE, [agency, day.year, series, count, stored])
    if row is None:
        raise Refused(
            "earlier_day",
            Phrase("Dãy số {series} đã cấp số của ngày sau nên không cấp lùi ngày được.", series=series),
            "Văn bản của ngày trước chỉ lấy số đã dành trước trong sổ cấp số.",
        )
    return int(row[0]) - count + 1


def dossier_code(agency_code: str, at: datetime | date) -> str:
    """Take the next dossier code of the agency on the local day of ``at``: ``H37.12-261124-0001``."""
    day = local_day(at)
    row = _changed(
        "INSERT INTO documents_daycounter (agency, day, last) VALUES (%s, %s, 1) "
        "ON CONFLICT (agency, day) DO UPDATE SET last = documents_daycounter.last + 1 RETURNING last",
        [agency_code, day if connection.vendor == "postgresql" else day.isoformat()],
    )
    return f"{agency_code}-{day:%y%m%d}-{int(row[0]):04d}"


def last(agency: str, series: str, year: int) -> int:
    """Return the last number given in the series, 0 when there is none yet."""
    from_table = "SELECT last FROM documents_numberseries WHERE agency = %s AND series = %s AND year = %s"
    with connection.cursor() as cursor:
        cursor.execute(from_table, [agency, series, year])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def upcoming(agency: str, series: str, at: datetime) -> DocumentNumber:
    """Return the number that :func:`take` would give now; somebody else may be quicker."""
    year = local_day(at).year
    return DocumentNumber(agency, year, series, last(agency, series, year) + 1)


def local_day(at: datetime | date) -> date:
    """Return the day in Vietnam of a moment; a day stays itself."""
    return local(at).date() if isinstance(at, datetime) else at


def _book(
    agency: str, series: str, day: date, number: int, at: datetime | date, subject: str, note: str, actor: str
) -> None:
    moment = at if isinstance(at, datetime) else datetime(at.year, at.month, at.day, tzinfo=UTC)
    BookedNumber.objects.bulk_create(
        [
            BookedNumber(
                agency=agency,
                year=day.year,
                series=series,
                number=number,
                state=GIVEN,
                day=day,
                at=moment,
                subject=subject,
                note=note,
                actor=actor,
            )
        ]
    )


def _changed(statement: str, values: Sequence[str | int | date]) -> Any:
    if not connection.in_atomic_block:
        raise NoTransaction("take a number inside transaction.atomic()")
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()
