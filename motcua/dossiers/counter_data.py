"""What a counter is set up with: the books of the express lane, the series of receipts, the accounts for transfers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings

from motcua.core import vietqr
from motcua.core.worktime.vietnamese import local
from motcua.documents import numbers
from motcua.procedures.sources import read


@dataclass(frozen=True, slots=True)
class Book:
    """A book of the express lane: one series a unit and year; ``presets`` are names of papers that come often."""

    code: str
    name: str
    symbol: str
    presets: tuple[str, ...] = ()
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """Where transfers to a counter go."""

    bank: str
    bank_name: str
    account: str
    holder: str
    unverified: bool


def book_of(procedure: str) -> Book:
    """Return the book in which the express lane writes a procedure."""
    return _books().get(procedure) or _books()[""]


def place_of(procedure: str) -> int:
    """Return where the books list a procedure; those that they don't list come last."""
    listed = list(_books())
    return listed.index(procedure) if procedure in listed else len(listed)


def take_number(unit: str, procedure: str, at: datetime, *, subject: str, note: str, actor: str) -> str:
    """Take the next number of a procedure's book, inside the caller's transaction: ``12, quyển 01/2026-SCT/BS``."""
    book = book_of(procedure)
    number = numbers.take(unit, book.symbol, at, subject=subject, note=note, actor=actor).number
    return f"{number}, quyển 01/{local(at).year}-{book.symbol}"


def take_receipt(unit: str, at: datetime, *, subject: str, note: str, actor: str) -> str:
    """Take the next receipt of a counter, inside the caller's transaction: ``AA/26 0001234``."""
    symbol = f"{_money()['receipts']['series']}/{local(at).year % 100:02d}"
    number = numbers.take(unit, f"BL {symbol}", at, subject=subject, note=note, actor=actor).number
    return f"{symbol} {number:07d}"


def account_of(unit: str) -> Account | None:
    """Return the account of a counter, None where it takes no transfers."""
    found = next((row for row in _money()["accounts"] if row["unit"] == unit), None)
    if found is None:
        return None
    return Account(
        str(found["bank"]),
        str(found["bank_name"]),
        str(found["account"]),
        str(found["holder"]),
        bool(found.get("unverified", False)),
    )


def transfer_code(unit: str, amount: int, purpose: str) -> str:
    """Return the text of the VietQR code for a transfer, "" where there is no account or nothing to pay."""
    account = account_of(unit)
    if account is None or amount <= 0:
        return ""
    return vietqr.payload(account.bank, account.account, amount, purpose)


@cache
def _books() -> dict[str, Book]:
    data: Any = read(settings.DEFINITIONS / "counter" / "books.yaml").data
    found = {str(code): _book(row) for row in data["books"] for code in row["procedures"]}
    return {**found, "": _book(data["otherwise"])}


def _book(row: Any) -> Book:
    presets = tuple(str(name) for name in row.get("presets", ()))
    return Book(str(row["code"]), str(row["name"]), str(row["symbol"]), presets, bool(row.get("unverified", False)))


@cache
def _money() -> Any:
    return read(settings.DEFINITIONS / "counter" / "money.yaml").data
