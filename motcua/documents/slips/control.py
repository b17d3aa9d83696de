"""Form 06: control slip that follows the dossier from hand to hand."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from motcua.documents import formats
from motcua.documents.sheet import Block, Column, Line, Lines, Table
from motcua.documents.slips.base import Slip

OUTCOMES = {"early": "Trước hạn", "on_time": "Đúng hạn", "overdue": "Quá hạn", "": ""}

SIGN = "Ký: …………………"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """One hand-over: from and to which unit, when given and when taken, by whom and to whom, with what result."""

    from_unit: str
    to_unit: str
    at: datetime
    taken_at: datetime | None = None
    given_by: str = ""
    taken_by: str = ""
    outcome: Literal["early", "on_time", "overdue", ""] = ""
    note: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the row as the form prints it."""
        given = (f"Giao: {formats.short_moment(self.at)}", f"Người giao: {self.given_by}", SIGN)
        taken = (
            f"Nhận: {formats.short_moment(self.taken_at)}" if self.taken_at else "Nhận:",
            f"Người nhận: {self.taken_by}",
            SIGN,
        )
        hands = "\n".join((*given, *taken) if self.to_unit else given)
        return (f"Giao: {self.from_unit}\nNhận: {self.to_unit}", hands, OUTCOMES[self.outcome], self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSlip(Slip):
    """Phiếu kiểm soát quá trình giải quyết hồ sơ."""

    kind: ClassVar[str] = "control-slip"
    form: ClassVar[str] = "Mẫu số 06"
    title: ClassVar[str] = "PHIẾU KIỂM SOÁT\nQUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"
    series: ClassVar[str] = "PKS"

    procedure: str
    agency: str
    cooperating: tuple[str, ...] = ()
    received_at: datetime
    due_at: datetime | None
    hand_overs: tuple[HandOver, ...]
    late: str = ""

    def blocks(self) -> tuple[Block, ...]:
        """Return the form's blocks in printed order."""
        due = formats.long_moment(self.due_at) if self.due_at else "chưa có"
        received = formats.long_moment(self.received_at) + (f" ({self.late})" if self.late else "")
        return (
            Lines(
                (
                    Line("Thủ tục hành chính", self.procedure, strong=True),
                    Line("Cơ quan giải quyết hồ sơ", self.agency),
                    Line("Cơ quan phối hợp giải quyết hồ sơ", "; ".join(self.cooperating) or "không có"),
                    Line("Nhận hồ sơ", received),
                    Line("Hẹn trả kết quả", due, strong=True),
                )
            ),
            Table(
                (
                    Column("Tên đơn vị", 5),
                    Column("Thời gian giao, nhận hồ sơ", 6),
                    Column("Kết quả giải quyết", 3, "center"),
                    Column("Ghi chú", 3),
                ),
                tuple(hand_over.cells for hand_over in self.hand_overs),
            ),
        )
