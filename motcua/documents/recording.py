"""Writes one entry of a book of numbers; the book's stream begins with the first number that is not simply given."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from motcua.documents.models import NumberBook
from motcua.ledger.commit import Key, NewEntry, Subject, Write, commit
from motcua.people.actor import Actor

NAMESPACE = UUID("1f6b0a1e-5a55-5f0e-8a7e-6f1d6f6b2c11")


def book_id(agency: str, series: str, year: int) -> UUID:
    """Return the id of a book's stream: the same for everybody who reaches it first."""
    return uuid5(NAMESPACE, f"{agency} {series} {year}")


def record(
    agency: str,
    series: str,
    year: int,
    event: str,
    told: Mapping[str, Any],
    content: Mapping[str, Any] | None,
    children: Sequence[Write],
    *,
    actor: Actor,
    at: datetime,
    key: Key | None = None,
    result: Any = None,
) -> None:
    """Commit the entry with the rows of the book that follow from it; may raise ``LostRace``."""
    pk = book_id(agency, series, year)
    row = NumberBook.objects.filter(pk=pk).first()
    about = {"agency": agency, "year": year, "series": series}
    subject = Subject.of(row) if row else Subject(NumberBook, pk, columns=about)
    entry = NewEntry(event, {**about, **told}, content)
    commit(subject, [entry], actor=actor.id, at=at, key=key, children=children, result=result)
