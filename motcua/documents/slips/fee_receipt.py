"""The receipt of money taken at the counter, and the slip by which money is paid back."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from motcua.core import spelled
from motcua.documents import formats
from motcua.documents.sheet import Block, Column, Highlight, Line, Lines, Signature, Signatures, Table
from motcua.documents.slips.base import Slip
from motcua.documents.slips.parts import NO_SIGNER, SIGN_HERE, Party, Signer, signature
from motcua.ui.formatting import money

METHODS = {"cash": "Tiền mặt", "transfer": "Chuyển khoản", "gateway": "Thanh toán trực tuyến"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLine:
    """One line of a receipt: which fee, of which dossier, how it was reckoned ("2 trang × 3 bản"), đồng."""

    name: str
    code: str = ""
    reckoned: str = ""
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneySlip(Slip):
    """What both slips say: whose money, for which work, how and when it changed hands, and who signs."""

    unverified: ClassVar[bool] = True

    applicant: Party
    procedure: str
    method: str
    paid_at: datetime
    cashier: Signer = NO_SIGNER

    def sums(self, words: str, amount: int, moment: str) -> Highlight:
        """Return the sum in figures and words, how it was paid and when."""
        return Highlight(
            (
                Line(words, money(amount), strong=True),
                Line("Bằng chữ", spelled.dong(amount)),
                Line("Hình thức", METHODS.get(self.method, self.method)),
                Line(moment, formats.long_moment(self.paid_at)),
            )
        )

    def hands(self, applicant: str, cashier: str) -> Signatures:
        """Return where both sign, under these words."""
        return Signatures(
            (
                Signature((applicant,), hint=SIGN_HERE, name=self.applicant.name),
                signature(self.cashier, (cashier,)),
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeReceiptSlip(MoneySlip):
    """Biên lai thu phí, lệ phí: series and number, the lines, the sum in figures and words."""

    kind: ClassVar[str] = "fee-receipt"
    form: ClassVar[str] = "Biên lai"
    title: ClassVar[str] = "BIÊN LAI THU PHÍ, LỆ PHÍ"
    series: ClassVar[str] = "BL"
    copies: ClassVar[tuple[str, ...]] = ("Liên 1: Lưu tại nơi thu", "Liên 2: Giao người nộp tiền")

    lines: tuple[FeeLine, ...]
    total: int

    def blocks(self) -> tuple[Block, ...]:
        """Return the receipt's blocks in printed order."""
        rows = tuple(
            (str(n), ", ".join(filter(None, (line.name, line.code))), line.reckoned, money(line.amount))
            for n, line in enumerate(self.lines, 1)
        )
        columns = (Column("TT"), Column("Khoản thu", 5), Column("Số lượng", 3), Column("Số tiền", 3, "right"))
        return (
            Lines((Line("Người nộp tiền", self.applicant.name, strong=True), Line("Nội dung", self.procedure))),
            Table(columns, rows),
            self.sums("Tổng số tiền", self.total, "Thời điểm thu"),
            self.hands("NGƯỜI NỘP TIỀN", "NGƯỜI THU TIỀN"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundSlip(MoneySlip):
    """Phiếu hoàn tiền: how much comes back, on which ground and why, and which receipt is reversed by it."""

    kind: ClassVar[str] = "refund"
    form: ClassVar[str] = "Phiếu hoàn tiền"
    title: ClassVar[str] = "PHIẾU HOÀN PHÍ, LỆ PHÍ"
    series: ClassVar[str] = "PHT"
    copies: ClassVar[tuple[str, ...]] = ("Liên 1: Lưu tại nơi thu", "Liên 2: Giao người nhận tiền")

    receipt: str
    amount: int
    ground: str
    reason: str

    def blocks(self) -> tuple[Block, ...]:
        """Return the slip's blocks in printed order."""
        return (
            Lines(
                (
                    Line("Người nhận tiền", self.applicant.name, strong=True),
                    Line("Nội dung", self.procedure),
                    Line("Biên lai đã thu", self.receipt),
                    Line("Căn cứ hoàn", self.ground),
                    Line("Lý do", self.reason),
                )
            ),
            self.sums("Số tiền hoàn", self.amount, "Thời điểm"),
            self.hands("NGƯỜI NHẬN TIỀN", "NGƯỜI HOÀN TIỀN"),
        )
