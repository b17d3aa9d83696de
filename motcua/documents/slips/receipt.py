"""Form 01: receipt of the dossier and appointment for the result."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from motcua.documents import formats
from motcua.documents.sheet import Block, Highlight, Item, Line, Lines, Listing, Signatures, say
from motcua.documents.slips.base import Slip
from motcua.documents.slips.parts import (
    NO_SIGNER,
    Authorised,
    Party,
    Signer,
    applicant_signature,
    contact_lines,
    signature,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper handed in: its name, originals, copies and a remark."""

    name: str
    originals: int = 0
    copies: int = 0
    note: str = ""

    @property
    def remark(self) -> str:
        """Say how many of which, and the remark."""
        parts = []
        if self.originals:
            parts.append(f"{self.originals:02d} bản chính")
        if self.copies:
            parts.append(f"{self.copies:02d} bản sao")
        if self.note:
            parts.append(self.note)
        return ", ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """An appointment before the result's one: what for and when (land: the tax information slip)."""

    label: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSlip(Slip):
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả."""

    kind: ClassVar[str] = "receipt"
    form: ClassVar[str] = "Mẫu số 01"
    title: ClassVar[str] = "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"
    series: ClassVar[str] = "TTPVHCC"
    copies: ClassVar[tuple[str, ...]] = ("Liên 1: Lưu tại nơi tiếp nhận", "Liên 2: Giao người nộp hồ sơ")

    applicant: Party
    authorised: Authorised | None = None
    procedure: str
    papers: tuple[Paper, ...]
    sets: int = 1
    term: str
    received_at: datetime
    due_at: datetime | None
    first_appointment: Appointment | None = None
    due_reason: str = ""
    return_place: str
    book: str = ""
    book_line: str = ""
    receiver: Signer = NO_SIGNER
    lodged_online_at: datetime | None = None
    remark: str = ""

    def subtitle(self) -> str:
        """Return the dossier's code, and whether this is an issue that replaces one or was replaced."""
        return " · ".join(filter(None, (f"Mã hồ sơ: {self.code}" if self.code else "", self.remark)))

    def blocks(self) -> tuple[Block, ...]:
        """Return the form's blocks in printed order."""
        return (
            say(f"{self.office.name} đã tiếp nhận hồ sơ của:"),
            Lines(
                (
                    *self._applicant(),
                    *self._authorised(),
                    Line("Nội dung yêu cầu giải quyết", self.procedure, strong=True),
                )
            ),
            Listing("Thành phần hồ sơ nộp gồm", tuple(Item(paper.name, paper.remark) for paper in self.papers)),
            Lines(
                (
                    Line("Số lượng hồ sơ", f"{self.sets:02d} (bộ)"),
                    Line("Thời gian giải quyết theo quy định", self.term),
                )
            ),
            Highlight(self._times()),
            Lines(
                (
                    Line("Đăng ký nhận kết quả tại", self.return_place),
                    Line("Vào sổ theo dõi hồ sơ, quyển số", self.book, width="half"),
                    Line("Số thứ tự", self.book_line, width="half"),
                )
            ),
            Signatures(
                (
                    applicant_signature(
                        self.authorised.name if self.authorised else self.applicant.name, self.lodged_online_at
                    ),
                    signature(self.receiver, ("NGƯỜI TIẾP NHẬN HỒ SƠ",)),
                )
            ),
        )

    def _applicant(self) -> tuple[Line, ...]:
        label = "Tổ chức" if self.applicant.kind == "organisation" else "Ông/Bà"
        return (
            Line(label, self.applicant.name, strong=True),
            Line(self.applicant.identity_label, self.applicant.identity),
            *contact_lines(self.applicant),
        )

    def _authorised(self) -> tuple[Line, ...]:
        if self.authorised is None:
            return ()
        return (
            Line("Người được ủy quyền", self.authorised.name, strong=True),
            Line("Số định danh của người được ủy quyền", self.authorised.identity),
            *contact_lines(self.authorised),
            Line("Giấy ủy quyền", self.authorised.paper),
        )

    def _times(self) -> tuple[Line, ...]:
        lines = [Line("Thời gian nhận hồ sơ", formats.long_moment(self.received_at))]
        if self.first_appointment:
            lines.append(Line(self.first_appointment.label, formats.long_moment(self.first_appointment.at)))
        due = formats.long_moment(self.due_at) if self.due_at else "sẽ báo khi đủ điều kiện tính thời hạn"
        lines.append(Line("Thời gian trả kết quả", due, strong=True))
        if self.due_reason:
            lines.append(Line("Cách tính", self.due_reason))
        return tuple(lines)
