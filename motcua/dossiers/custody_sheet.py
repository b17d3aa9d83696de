"""The hand-over sheet as page, print and PDF: what was given, by whom, and two places to sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from motcua.documents import formats
from motcua.documents.sheet import Block, Column, Line, Lines, Signature, Signatures, Table
from motcua.documents.slips import Slip
from motcua.dossiers.models import HandOver
from motcua.dossiers.models.custody import STATES
from motcua.dossiers.slips import head
from motcua.people import queries as people


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverSheet(Slip):
    """Biên bản bàn giao hồ sơ giấy (no form in law: the fields of form 06, many dossiers on one sheet)."""

    kind: ClassVar[str] = "hand-over"
    form: ClassVar[str] = "Biên bản nội bộ, kèm phiếu kiểm soát (mẫu số 06)"
    title: ClassVar[str] = "BIÊN BẢN BÀN GIAO HỒ SƠ"
    series: ClassVar[str] = "BBBG"

    giving: str
    taking: str
    sent_at: datetime
    taken_at: datetime | None
    state: str
    giver: str
    taker: str
    on_paper: bool
    rows: tuple[tuple[str, ...], ...]

    def blocks(self) -> tuple[Block, ...]:
        """Return the sheet's blocks in printed order."""
        taken = formats.long_moment(self.taken_at) if self.taken_at else ""
        mark = "Đã xác nhận trên hệ thống" if self.taker and not self.on_paper else ""
        return (
            Lines(
                (
                    Line("Bên giao", self.giving, strong=True),
                    Line("Bên nhận", self.taking, strong=True),
                    Line("Giao lúc", formats.long_moment(self.sent_at)),
                    Line("Nhận lúc", taken),
                    Line("Số túi hồ sơ", str(len(self.rows))),
                    Line("Tình trạng", self.state),
                )
            ),
            Table(
                (
                    Column("TT", 1, "center"),
                    Column("Mã hồ sơ", 4),
                    Column("Người nộp", 4),
                    Column("Giấy gốc", 2, "center"),
                    Column("Đã nhận", 2, "center"),
                ),
                self.rows,
            ),
            Signatures(
                (
                    Signature(("NGƯỜI GIAO",), "(Ký, ghi rõ họ tên)", "Đã giao trên hệ thống", self.giver),
                    Signature(("NGƯỜI NHẬN",), "(Ký, ghi rõ họ tên)", mark, self.taker),
                )
            ),
        )


OUTCOMES = {"": "", "taken": "Có", "missing": "Không"}


def sheet_of(sheet: HandOver) -> HandOverSheet:
    """Return the sheet as it stands."""
    names = people.names({sheet.giver, sheet.receiver} - {""})
    lines = sheet.lines.select_related("dossier", "dossier__applicant").order_by("place")
    return HandOverSheet(
        **{**head(sheet.from_unit, "", sheet.number, sheet.sent_at), "tracking_url": ""},
        giving=people.unit(sheet.from_unit).name,
        taking=people.unit(sheet.to_unit).name,
        sent_at=sheet.sent_at,
        taken_at=sheet.answered_at if sheet.receiver else None,
        state=str(STATES[sheet.state]),
        giver=names.get(sheet.giver, ""),
        taker=names.get(sheet.receiver, ""),
        on_paper=sheet.on_paper,
        rows=tuple(
            (
                str(line.place),
                line.dossier.code,
                line.dossier.applicant.name,
                str(line.originals) if line.originals else "",
                OUTCOMES[line.outcome],
            )
            for line in lines
        ),
    )
