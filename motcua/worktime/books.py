"""Where a reckoning finds calendars, rule sets and terms: the database, or the files where there is none."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import DatabaseError

from motcua.core.refusal import Refused
from motcua.core.worktime import Calendar, RuleSet
from motcua.worktime import ports, queries
from motcua.worktime.files import FileBook, unknown_code, unknown_rules
from motcua.worktime.models import HOURS, RulesVersion, StoredCalendar
from motcua.worktime.ports import ProcedureTerm

FAR_AHEAD = date(2100, 1, 1)


class Book(Protocol):
    """What a reckoning looks up."""

    def calendar_for(self, unit: str) -> Calendar:
        """Return the calendar of a unit."""

    def rules(self, code: str, on: date) -> RuleSet:
        """Return a rule set by its id, as it holds on a day."""

    def term_for(self, code: str, on: date) -> ProcedureTerm:
        """Return the term of a procedure on a day."""

    def offered(self, on: date) -> list[tuple[str, str]]:
        """Return codes and names of procedures to choose from."""


class StoredBook:
    """The published versions of this installation."""

    def calendar_for(self, unit: str) -> Calendar:
        """Return the published calendar of a unit."""
        return queries.calendar_for(unit)

    def rules(self, code: str, on: date) -> RuleSet:
        """Return the rule set in force on a day; one that begins later answers whoever asks for it by name."""
        try:
            return queries.rules(code, on)
        except Refused:
            versions = RulesVersion.objects.filter(rules__code=code).order_by("valid_from", "-number")
            first = versions.values_list("id", flat=True).first()
            if first is None:
                known = RulesVersion.objects.values_list("rules__code", flat=True).distinct()
                raise unknown_rules(code, dict.fromkeys(known)) from None
            return queries.rules_version(first)

    def term_for(self, code: str, on: date) -> ProcedureTerm:
        """Return the term of a published procedure; before its first version began, that of the one to come."""
        if not ports.any_registered():
            return files().term_for(code, on)
        found = ports.term_for(code, on) or ports.term_for(code, FAR_AHEAD)
        if found is None:
            raise unknown_code(code)
        return found

    def offered(self, on: date) -> list[tuple[str, str]]:
        """Return the published procedures."""
        return ports.offered(on) if ports.any_registered() else files().offered(on)


class Remembering:
    """A book that looks everything up once: for a batch, in which nothing changes between two lines."""

    def __init__(self, book: Book) -> None:
        self.calendar_for = lru_cache(maxsize=1000)(book.calendar_for)
        self.rules = lru_cache(maxsize=10_000)(book.rules)
        self.term_for = lru_cache(maxsize=10_000)(book.term_for)
        self.offered = book.offered


@lru_cache(maxsize=4)
def files(root: Path | None = None) -> FileBook:
    """Return the book of the shipped definitions."""
    return FileBook(root or Path(settings.DEFINITIONS))


def open_book() -> Book:
    """Return the database's book once office hours are published there, else that of the files."""
    try:
        stored = StoredCalendar.objects.filter(kind=HOURS).exists()
    except DatabaseError:
        return files()
    return StoredBook() if stored else files()
