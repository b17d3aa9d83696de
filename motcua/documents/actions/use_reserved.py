"""Use a reserved number for a paper of that day or later: the only way to a number of an earlier day."""

from datetime import date, datetime

from motcua.core.phrase import Phrase
from motcua.core.refusal import Refused
from motcua.documents import events, numbers, policies, recording
from motcua.documents.book import find
from motcua.documents.models import BookedNumber
from motcua.documents.models.numbers import RESERVED, USED
from motcua.ledger.commit import Update, retrying
from motcua.people.actor import Actor


def use_reserved(
    agency: str,
    series: str,
    year: int,
    number: int,
    *,
    day: date,
    actor: Actor,
    at: datetime,
    subject: str = "",
    note: str = "",
) -> numbers.DocumentNumber:
    """Give a reserved number to a paper that bears ``day``: not before the reservation, not in the future.

    Inside the caller's ``atomic()`` the number is used or stays reserved with what the caller writes.
    """
    policies.can_use(actor, agency).enforce()

    def attempt() -> numbers.DocumentNumber:
        row = find(agency, series, year, number)
        given = numbers.DocumentNumber(agency, year, series, number)
        if row is None or row.state != RESERVED:
            raise Refused(
                "not_reserved",
                Phrase("Số {symbol} không phải số dành trước còn dùng được.", symbol=given.symbol),
                "Xem các số dành trước trong sổ cấp số.",
            )
        if not row.day <= day <= numbers.local_day(at) or day.year != year:
            raise Refused(
                "wrong_day",
                Phrase(
                    "Số {symbol} dành ngày {day}: chỉ dùng cho văn bản từ ngày đó đến hôm nay.",
                    symbol=given.symbol,
                    day=f"{row.day:%d/%m/%Y}",
                ),
            )
        told: dict[str, object] = {"number": number, "day": day.isoformat()}
        changed = {"state": USED, "day": day, "subject": subject, "note": note, "closed_at": at, "closed_by": actor.id}
        write = Update(BookedNumber, {"id": row.pk}, changed)
        name = events.USED.name
        told |= {"subject": subject} if subject else {}
        recording.record(agency, series, year, name, told, None, [write], actor=actor, at=at)
        return given

    return retrying(attempt)
