"""A cashier's day: what came in and went out, by method and by kind of fee, against the notes that were counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from motcua.core.phrase import Money, Phrase
from motcua.core.refusal import Refused

NOTES = (500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500)
PAID, REFUNDED, EXEMPTED = "paid", "refunded", "exempted"
CASH = "cash"
MOST_NOTES = 100_000
MOST_CASH = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Movement:
    """One row of money: ``kind`` paid, refunded or exempted; ``lines`` are its parts (kind of fee, đồng)."""

    kind: str
    amount: int
    method: str
    receipt: str = ""
    lines: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sums of a sheet, all in đồng; ``expected`` is the cash that must lie in the till."""

    opening: int
    taken: Mapping[str, int] = field(default_factory=dict)
    fees: Mapping[str, int] = field(default_factory=dict)
    refunds: Mapping[str, int] = field(default_factory=dict)
    remitted: int = 0
    exemptions: int = 0
    receipts: int = 0
    first_receipt: str = ""
    last_receipt: str = ""

    @property
    def total(self) -> int:
        """Return what came in by every method."""
        return sum(self.taken.values())

    @property
    def paid_back(self) -> int:
        """Return what went out by every method."""
        return sum(self.refunds.values())

    @property
    def expected(self) -> int:
        """Return the cash that must be there: opening, and cash taken less cash paid back."""
        return self.opening + self.taken.get(CASH, 0) - self.refunds.get(CASH, 0)

    def payload(self) -> dict[str, Any]:
        """Return the sums as the ledger keeps them."""
        return {
            "opening": self.opening,
            "taken": dict(self.taken),
            "fees": dict(self.fees),
            "refunds": dict(self.refunds),
            "remitted": self.remitted,
            "exemptions": self.exemptions,
            "receipts": self.receipts,
            "first_receipt": self.first_receipt,
            "last_receipt": self.last_receipt,
            "expected": self.expected,
        }


def sheet(opening: int, movements: Sequence[Movement]) -> Sheet:
    """Add a day's movements up; a receipt of several dossiers counts once."""
    taken: dict[str, int] = {}
    fees: dict[str, int] = {}
    refunds: dict[str, int] = {}
    paid = [row for row in movements if row.kind == PAID]
    for row in paid:
        taken[row.method] = taken.get(row.method, 0) + row.amount
        known = sum(amount for _, amount in row.lines)
        for kind, amount in (*row.lines, ("unknown", row.amount - known)):
            if amount:
                fees[kind] = fees.get(kind, 0) + amount
    for row in movements:
        if row.kind == REFUNDED:
            refunds[row.method] = refunds.get(row.method, 0) + row.amount
    remitted = [row.amount for row in movements if row.kind == EXEMPTED]
    numbers = sorted({row.receipt for row in paid if row.receipt})
    return Sheet(
        opening,
        taken,
        fees,
        refunds,
        sum(remitted),
        len(remitted),
        len(numbers),
        numbers[0] if numbers else "",
        numbers[-1] if numbers else "",
    )


def counted(notes: Mapping[int, int]) -> int:
    """Return the value of the notes that were counted; refuse notes that do not exist or that no till holds."""
    if any(note not in NOTES or not 0 <= number <= MOST_NOTES for note, number in notes.items()):
        raise Refused("wrong_notes", "Số tờ đếm được không hợp lệ.", "Ghi số tờ của từng mệnh giá.")
    value = sum(note * number for note, number in notes.items())
    if value > MOST_CASH:
        raise Refused("too_much_cash", "Số tiền đếm được quá lớn.", "Xem lại số tờ của từng mệnh giá.")
    return value


def difference(expected: Sheet, notes: Mapping[int, int], reason: str) -> int:
    """Return counted less expected cash; refuse one that nobody explains."""
    found = counted(notes) - expected.expected
    if found and not reason.strip():
        more = (
            Phrase("thừa {amount}", amount=Money(found))
            if found > 0
            else Phrase("thiếu {amount}", amount=Money(-found))
        )
        raise Refused(
            "difference_unexplained",
            Phrase("Tiền đếm được không khớp sổ: {what}.", what=more),
            "Đếm lại; nếu vẫn lệch thì ghi lý do rồi chốt.",
        )
    return found
