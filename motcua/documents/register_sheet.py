"""Form 07 (sổ theo dõi hồ sơ) as a sheet: the same description for the print page and the PDF."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from motcua.documents import formats
from motcua.documents.sheet import Block, Column, Sheet, Table, say
from motcua.ui.formatting import local

COLUMNS: Final = (
    Column("STT", 3, "center"),
    Column("Mã hồ sơ", 10),
    Column("Tên thủ tục hành chính", 14),
    Column("Tên tổ chức, cá nhân", 9),
    Column("Địa chỉ, số điện thoại", 11),
    Column("Cơ quan chủ trì giải quyết", 9),
    Column("Ngày nhận hồ sơ", 7),
    Column("Ngày hẹn trả", 7),
    Column("Ngày trả kết quả", 7),
    Column("Phương thức nhận kết quả", 7),
    Column("Ký nhận", 6),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """One dossier in the register; ``receipt`` is the number of its form 01, ``late`` what was entered later."""

    number: int
    code: str
    receipt: str
    procedure: str
    applicant: str
    address: str
    phone: str
    agency: str
    received_at: datetime
    due_at: datetime | None
    returned_at: datetime | None
    way: str
    signed: str
    late: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the line as the form prints it."""
        return (
            str(self.number),
            "\n".join(filter(None, (self.code, self.receipt))),
            self.procedure,
            self.applicant,
            "\n".join(filter(None, (self.address, self.phone))),
            self.agency,
            "\n".join(filter(None, (_moment(self.received_at), self.late))),
            _moment(self.due_at),
            _moment(self.returned_at),
            self.way,
            self.signed,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterBook:
    """A part of a register: whose, of which field of work, from which day to which."""

    superior: str
    office: str
    place: str
    field: str
    since: date
    until: date
    year: int
    lines: tuple[RegisterLine, ...]
    issued_at: datetime

    def sheet(self) -> Sheet:
        """Return the whole paper, A4 across."""
        span = f"Từ {formats.long_day(self.since)} đến {formats.long_day(self.until)}"
        blocks: tuple[Block, ...] = (
            say(f"Lĩnh vực: {self.field or 'tất cả các lĩnh vực'}. {span}. Số hồ sơ: {len(self.lines)}."),
            Table(COLUMNS, tuple(line.cells for line in self.lines)),
        )
        return Sheet(
            superior=self.superior,
            issuer=self.office,
            number=f"{self.year}/STD",
            place_and_day=f"{self.place}, {formats.long_day(local(self.issued_at).date())}",
            title="SỔ THEO DÕI HỒ SƠ",
            blocks=blocks,
            form="Mẫu số 07",
            issued_at=self.issued_at,
            landscape=True,
        )


def _moment(at: datetime | None) -> str:
    return local(at).strftime("%H:%M\n%d/%m/%Y") if at else ""
