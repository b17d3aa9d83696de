"""Reserved numbers of paper slips: which are left, how long a slip may be entered, and the words on what is entered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.conf import settings

from motcua.core.process.decide import late as decide
from motcua.core.process.decide.intake import Intake
from motcua.core.process.decide.late import Late
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.documents import book, numbers
from motcua.documents.actions.use_reserved import use_reserved
from motcua.documents.models import BookedNumber
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor
from motcua.procedures.sources import read
from motcua.ui.formatting import moment as spoken

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Left:
    """A reserved number that nobody used or cancelled yet."""

    year: int
    number: int
    symbol: str
    row: BookedNumber

    @property
    def choice(self) -> str:
        """Return how a form names it."""
        return f"{self.year}-{self.number}"


def left(unit: str) -> list[Left]:
    """Return the reserved receipt numbers of a one-stop shop that are left, the oldest first."""
    rows = book.reserved(unit, numbers.RECEIPT)[:MOST]
    return [Left(row.year, row.number, row.symbol, row) for row in rows]


def waiting(unit: str) -> int:
    """Return how many reserved numbers of a one-stop shop are left, at most what a form lists."""
    return book.reserved(unit, numbers.RECEIPT)[:MOST].count()


def hours_back(unit: str) -> int:
    """Return for how many hours after the reception a paper slip may be entered."""
    data = _rules()
    return int((data.get("units") or {}).get(unit, data["hours_back"]))


def take(found: Found, facts: Intake, late: Late, actor: Actor) -> str:
    """Use the slip's reserved number for the day of its true time, inside the action's transaction."""
    unit = facts.reception_unit
    year, number = _parts(late)
    row = book.find(unit, numbers.RECEIPT, year, number)
    if row is None:
        raise Refused("not_reserved", "Sổ cấp số không có số phiếu này.", "Chọn số in trên phiếu giấy.")
    decide.check(late, reserved_at=row.at, hours_back=hours_back(unit))
    given = use_reserved(
        unit,
        numbers.RECEIPT,
        year,
        number,
        day=local(late.received_at).date(),
        actor=actor,
        at=late.entered_at,
        subject=found.stream,
        note=facts.code,
    )
    return given.symbol


def _parts(late: Late) -> tuple[int, int]:
    """Return year and number: a slip's number is of the year in which the person came."""
    return local(late.received_at).year, int(late.number.partition("/")[0])


def remark(late: Late) -> str:
    """Return what the printed receipt says beside its number."""
    return f"Nhập bù lúc {spoken(late.entered_at)} từ phiếu giấy"


@cache
def _rules() -> Any:
    return read(settings.DEFINITIONS / "counter" / "late-entries.yaml").data
