"""Reserve a block of numbers for paper: a power cut, a signing away from the office."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.core.phrase import Phrase
from motcua.core.refusal import Refused
from motcua.documents import events, numbers, policies, recording
from motcua.documents.models import BookedNumber
from motcua.documents.models.numbers import RESERVED
from motcua.documents.series import known
from motcua.ledger.commit import Insert, once
from motcua.ledger.keys import key_for
from motcua.people.actor import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MOST: Final = 200
GROUNDS: "Final[dict[str, StrPromise]]" = {
    "power_cut": _("Mất điện, mất mạng: ghi phiếu giấy"),
    "outside": _("Tiếp nhận, ký ngoài trụ sở"),
    "ceremony": _("Giữ số cho văn bản sắp ký"),
    "other": _("Lý do khác"),
}


def reserve_numbers(
    agency: str,
    series: str,
    count: int,
    *,
    ground: str,
    reason: str,
    holder: str,
    actor: Actor,
    at: datetime,
    key: str | None = None,
) -> list[numbers.DocumentNumber]:
    """Reserve the next ``count`` numbers of a series of today; ``holder`` is who carries them, on paper."""
    policies.can_keep(actor, agency).enforce()
    known(series)
    if not 1 <= count <= MOST:
        raise Refused("bad_count", Phrase("Mỗi lần dành trước từ 1 đến {most} số.", most=MOST))
    if ground not in GROUNDS:
        raise Refused("no_such_ground", "Chưa chọn lý do dành trước.", "Chọn một lý do trong danh sách.")
    if not reason.strip() or not holder.strip():
        raise Refused("reason_missing", "Chưa ghi lý do cụ thể hoặc người giữ các số này.")
    told = {"reason": reason.strip(), "holder": holder.strip()}
    request = {"agency": agency, "series": series, "count": count, "ground": ground, **told}
    asked = key_for(key, "numbers.reserve", request)

    def attempt() -> list[numbers.DocumentNumber]:
        with transaction.atomic():
            day = numbers.local_day(at)
            first = numbers.advance(agency, series, day, count)
            rows = [
                Insert(BookedNumber, _row(agency, series, first + n, ground, told, actor, at)) for n in range(count)
            ]
            block = {"first": first, "last": first + count - 1, "day": day.isoformat(), "ground": ground}
            name = events.RESERVED.name
            result = {"year": day.year, "first": first}
            recording.record(
                agency, series, day.year, name, block, told, rows, actor=actor, at=at, key=asked, result=result
            )
            return block_of(result)

    def block_of(result: dict[str, int]) -> list[numbers.DocumentNumber]:
        first = result["first"]
        return [numbers.DocumentNumber(agency, result["year"], series, n) for n in range(first, first + count)]

    return once(asked, actor.id, attempt, block_of)


def _row(
    agency: str, series: str, number: int, ground: str, told: dict[str, str], actor: Actor, at: datetime
) -> dict[str, object]:
    day = numbers.local_day(at)
    return {
        "agency": agency,
        "year": day.year,
        "series": series,
        "number": number,
        "state": RESERVED,
        "day": day,
        "at": at,
        "actor": actor.id,
        "subject": "",
        "note": "",
        "ground": ground,
        **told,
        "closed_at": None,
        "closed_by": "",
    }
