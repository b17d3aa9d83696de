"""What the clock asks of the registers above it: the term of a procedure."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol

from motcua.core.worktime import Term


class ProcedureTerm(NamedTuple):
    """The term of a procedure or of one of its cases, its rule set, and the unit if one is named."""

    term: Term
    rules: str
    unit: str | None = None
    name: str = ""


class TermSource(Protocol):
    """A register that knows procedures by code; ``code`` may name a case: ``2.000815`` or ``2.000815/many_pages``."""

    def term_for(self, code: str, on: date) -> ProcedureTerm | None:
        """Return the term in force on a day, or ``None`` if the register doesn't know the code."""

    def offered(self, on: date) -> Sequence[tuple[str, str]]:
        """Return the codes and names of what can be chosen on a day."""


_sources: list[TermSource] = []


def register_terms(source: TermSource) -> None:
    """Make a register known; called from ``AppConfig.ready()``."""
    if source not in _sources:
        _sources.append(source)


def any_registered() -> bool:
    """Say whether a register has made itself known."""
    return bool(_sources)


def term_for(code: str, on: date) -> ProcedureTerm | None:
    """Return the term of a procedure from the first register that knows it."""
    return next((found for source in _sources if (found := source.term_for(code, on)) is not None), None)


def offered(on: date) -> list[tuple[str, str]]:
    """Return all codes and names on offer."""
    return [choice for source in _sources for choice in source.offered(on)]
