"""What was received on a numbered paper slip while the line was down, and is entered afterwards ("nhập bù")."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from motcua.core.phrase import Phrase, marked
from motcua.core.process.events import moment
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local

GROUNDS: Final = {
    "power_cut": marked("Mất điện"),
    "line_cut": marked("Mất mạng, mất kết nối"),
    "system": marked("Máy hoặc phần mềm hỏng"),
    "outside": marked("Tiếp nhận ngoài trụ sở"),
}
SHORTEST_REASON: Final = 5


@dataclass(frozen=True, slots=True)
class Late:
    """A late entry: the slip's reserved number, the true time of reception and that of entering, why, and the photo.

    ``photo`` is the SHA-256 of the photographed slip. Reason and photo are content: they may be erased.
    """

    number: str
    received_at: datetime
    entered_at: datetime
    ground: str
    reason: str
    photo: str

    def payload(self) -> dict[str, Any]:
        """Return what stands in the ledger beside the true time, which is the entry's own."""
        return {"number": self.number, "ground": self.ground, "entered_at": moment(self.entered_at)}

    def content(self) -> dict[str, str]:
        """Return what is erasable."""
        return {"late_reason": self.reason.strip(), "late_photo": self.photo}


def check(late: Late, *, reserved_at: datetime, hours_back: int) -> None:
    """Refuse a true time in the future, before the number was reserved or too long ago; a late entry without proof."""
    if late.received_at > late.entered_at:
        raise Refused("late_future", "Giờ tiếp nhận ghi trên phiếu ở sau lúc này.", "Ghi đúng giờ trên phiếu giấy.")
    if late.received_at < reserved_at:
        raise Refused(
            "late_before_number",
            Phrase(
                "Số {number} dành lúc {reserved}: phiếu không thể ghi giờ sớm hơn.",
                number=late.number,
                reserved=f"{local(reserved_at):%H:%M %d/%m/%Y}",
            ),
            "Ghi đúng giờ trên phiếu giấy, hoặc chọn đúng số của phiếu.",
        )
    if late.entered_at - late.received_at > timedelta(hours=hours_back):
        raise Refused(
            "late_too_long",
            Phrase("Chỉ nhập bù phiếu của {hours} giờ gần nhất.", hours=hours_back),
            "Báo người phụ trách bộ phận một cửa: hủy số của phiếu kèm lý do, mời người nộp và tiếp nhận lại.",
        )
    if late.ground not in GROUNDS:
        raise Refused(
            "late_ground_missing", "Chưa chọn vì sao phải dùng phiếu giấy.", "Chọn một lý do trong danh sách."
        )
    if len(late.reason.strip()) < SHORTEST_REASON:
        raise Refused("late_reason_missing", "Chưa ghi rõ lý do nhập bù.", "Ví dụ: mất điện từ 9 giờ đến 11 giờ.")
    if not late.photo:
        raise Refused("late_photo_missing", "Chưa có ảnh phiếu giấy.", "Chụp hoặc quét phiếu đã ghi rồi gửi kèm.")
