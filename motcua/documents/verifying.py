"""Compares the book of numbers with what its streams say: a comparison of ``verify``."""

from collections.abc import Sequence
from typing import Final

from motcua.documents import events
from motcua.documents.models import BookedNumber, NumberBook
from motcua.documents.models.numbers import CANCELLED, RESERVED, USED
from motcua.ledger.verification.folds import Damage, Streams, Told

AFTER: Final = {events.USED.name: USED, events.CANCELLED.name: CANCELLED}


def compared(streams: Streams, damage: Damage) -> None:
    """Report every number that was reserved, used later or cancelled and does not stand so in the book."""
    books = {str(row.pk): row for row in NumberBook.objects.filter(pk__in=list(streams))}
    for key, entries in streams.items():
        book = books.get(key)
        about = {name: entries[0].payload[name] for name in ("agency", "series", "year")}
        if book is None or any(getattr(book, name) != value for name, value in about.items()):
            damage(f"Sổ cấp số {key} không khớp với sổ cái.", entries[-1].position)
            continue
        states = _states(entries)
        rows = dict(BookedNumber.objects.filter(**about, number__in=list(states)).values_list("number", "state"))
        for number, (state, position) in states.items():
            if rows.get(number) != state:
                damage(f"Số {number:02d}/{book.series} ({book.agency}, {book.year}) không khớp với sổ cái.", position)
        changed = BookedNumber.objects.filter(**about, state__in=[RESERVED, USED, CANCELLED])
        for number in changed.exclude(number__in=list(states)).values_list("number", flat=True):
            damage(f"Số {number:02d}/{book.series} ({book.agency}, {book.year}) không có trong sổ cái.", None)


def _states(entries: Sequence[Told]) -> dict[int, tuple[str, int | None]]:
    found: dict[int, tuple[str, int | None]] = {}
    for entry in entries:
        told = entry.payload
        if entry.type == events.RESERVED.name:
            found |= dict.fromkeys(range(told["first"], told["last"] + 1), (RESERVED, entry.position))
        else:
            found[told["number"]] = (AFTER[entry.type], entry.position)
    return found
