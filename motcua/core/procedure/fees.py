"""Fees and charges as dated data, with the amount for a quantity where the amount is known."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from motcua.core.procedure.bases import LATER, LegalBasis
from motcua.core.procedure.components import ChannelCode
from motcua.core.rules import Condition

FeeKind = Literal["fee", "charge", "price"]
PayBy = Literal["cash", "transfer", "online"]


@dataclass(frozen=True, slots=True)
class Tier:
    """From this unit on (the first is 1), each unit costs the amount in đồng."""

    from_unit: int
    amount: int


@dataclass(frozen=True, slots=True)
class Exemption:
    """One group of people who pay less: all of it (``percent`` 100) or a part is left out, and by which act.

    ``when`` reads the answers; without it the group claims the exemption with its papers at the counter.
    """

    code: str
    words: str
    source: str
    when: Condition | None = None
    percent: int = 100

    def of(self, amount: int | None) -> int | None:
        """Return what is still to pay, in whole đồng; None where part of an unknown amount is to pay."""
        if self.percent == 100:
            return 0
        return None if amount is None else amount * (100 - self.percent) // 100


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee (phí), charge (lệ phí) or price, in whole đồng.

    ``amount`` None means that the amount is not known here ("chưa có dữ liệu"): it is never guessed nor taken from
    another province. ``per`` names what is counted ("trang", "bản"); ``tiers`` price the units of one copy, ``cap``
    limits one copy; ``units_from`` and ``copies_from`` name the fields or questions that give the quantities.
    ``waived_when`` is the condition, ``waived_for`` the words, of those who do not pay; ``exemptions`` names groups one
    by one. ``source`` says in words where the amount stands, ``bases`` names the acts (the resolution of the People's
    Council, its article and days). ``pay_by`` empty means every way that the office has.
    """

    code: str
    name: str
    kind: FeeKind
    amount: int | None
    source: str
    per: str = ""
    tiers: tuple[Tier, ...] = ()
    cap: int | None = None
    units_from: str = ""
    copies_from: str = ""
    channels: tuple[ChannelCode, ...] = ()
    when: Condition | None = None
    waived_when: Condition | None = None
    waived_for: str = ""
    due_at: Literal["lodging", "decision", "return"] = "lodging"
    refundable: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""
    bases: tuple[LegalBasis, ...] = field(default=(), metadata=LATER)
    exemptions: tuple[Exemption, ...] = field(default=(), metadata=LATER)
    pay_by: tuple[PayBy, ...] = field(default=(), metadata=LATER)

    def valid_on(self, on: date) -> bool:
        """Tell whether the fee is in force on a day (both ends included)."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    def due(self, units: int = 1, copies: int = 1) -> int | None:
        """Return the amount in đồng for ``copies`` of ``units`` each; None where the amount is not known.

        Certified copies (TT 226/2016/TT-BTC Đ4): 2 pages × 3 copies = 12,000 đ; 5 pages × 2 copies = 14,000 đ.
        """
        if not self.tiers:
            return None if self.amount is None else self.amount * copies
        one = sum(_price(self.tiers, unit) for unit in range(1, units + 1))
        return (one if self.cap is None else min(one, self.cap)) * copies


def _price(tiers: Sequence[Tier], unit: int) -> int:
    return next((tier.amount for tier in reversed(tiers) if tier.from_unit <= unit), 0)
