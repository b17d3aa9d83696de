"""Cancel a number: it stays in the book with its reason and is never given again."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from motcua.core.phrase import Phrase
from motcua.core.refusal import Refused
from motcua.documents import events, numbers, policies, recording
from motcua.documents.book import find
from motcua.documents.models import BookedNumber
from motcua.documents.models.numbers import CANCELLED, RESERVED
from motcua.ledger.commit import Update, once
from motcua.ledger.keys import key_for
from motcua.people.actor import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

GROUNDS: "Final[dict[str, StrPromise]]" = {
    "spoiled": _("Phiếu giấy hỏng, viết sai"),
    "unused": _("Dành trước nhưng không dùng đến"),
    "withdrawn": _("Văn bản bị thu hồi hoặc không ban hành"),
    "other": _("Lý do khác"),
}


def cancel_number(
    agency: str,
    series: str,
    year: int,
    number: int,
    *,
    ground: str,
    reason: str,
    actor: Actor,
    at: datetime,
    key: str | None = None,
) -> numbers.DocumentNumber:
    """Cancel a reserved number, or a given one whose paper is no longer valid."""
    policies.can_keep(actor, agency).enforce()
    if ground not in GROUNDS or not reason.strip():
        raise Refused(
            "reason_missing", "Chưa chọn căn cứ hủy hoặc chưa ghi lý do.", "Số bị hủy phải có lý do trong sổ."
        )

    given = numbers.DocumentNumber(agency, year, series, number)
    place = {"agency": agency, "series": series, "year": year, "number": number}
    asked = key_for(key, "numbers.cancel", {**place, "ground": ground, "reason": reason.strip()})

    def attempt() -> numbers.DocumentNumber:
        row = find(agency, series, year, number)
        if row is None:
            raise Refused("not_found", Phrase("Trong sổ không có số {symbol}.", symbol=given.symbol))
        if row.state == CANCELLED:
            raise Refused("cancelled_before", Phrase("Số {symbol} đã hủy trước đó.", symbol=given.symbol))
        if ground == "unused" and row.state != RESERVED:
            raise Refused(
                "used_before",
                Phrase("Số {symbol} đã dùng cho một văn bản.", symbol=given.symbol),
                "Chọn căn cứ khác: phiếu hỏng, hoặc văn bản bị thu hồi.",
            )
        changed = {
            "state": CANCELLED,
            "ground": ground,
            "reason": reason.strip()[:300],
            "closed_at": at,
            "closed_by": actor.id,
        }
        write = Update(BookedNumber, {"id": row.pk}, changed)
        told = {"number": number, "ground": ground}
        name = events.CANCELLED.name
        content = {"reason": reason.strip()}
        recording.record(agency, series, year, name, told, content, [write], actor=actor, at=at, key=asked)
        return given

    return once(asked, actor.id, attempt, lambda _result: given)
