"""What can happen to the numbers of a book beside being given, as the ledger knows it."""

from django.utils.translation import gettext_lazy as _

from motcua.ledger.registry import EntryType, register

BOOK = frozenset({"agency", "year", "series"})

RESERVED = EntryType(
    "numbers.reserved",
    required=BOOK | {"first", "last", "day", "ground"},
    personal=("reason", "holder"),
    sentence=_("{actor} dành trước các số {first}–{last} của dãy {series} năm {year} ({agency})."),
)
USED = EntryType(
    "numbers.used",
    required=BOOK | {"number", "day"},
    optional=frozenset({"subject"}),
    sentence=_("{actor} dùng số dành trước {number}/{series} năm {year} ({agency}) cho văn bản ngày {day}."),
)
CANCELLED = EntryType(
    "numbers.cancelled",
    required=BOOK | {"number", "ground"},
    personal=("reason",),
    sentence=_("{actor} hủy số {number}/{series} năm {year} ({agency})."),
)
TYPES = (RESERVED, USED, CANCELLED)


def register_types() -> None:
    """Make the ledger know them."""
    for entry_type in TYPES:
        register(entry_type)
