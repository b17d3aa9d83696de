"""The words by which the annex of a decision is understood: data, so that an office can add its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from motcua.core.process.route import StepKind
from motcua.core.text import search_key

Column = Literal["number", "name", "holder", "time", "result", "ignored"]
_PUNCTUATION = re.compile(r"[^a-z0-9]+")
LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """How a column may be headed."""

    column: Column
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Who is named so has this role, there; ``province`` is the province's committee, ``competent.?`` some division."""

    role: str
    unit: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindWords:
    """What is called so is a step of this kind."""

    kind: StepKind
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnnexWords:
    """All words, without accents and in lower case; the first that fits counts."""

    columns: tuple[ColumnWords, ...]
    totals: tuple[str, ...]
    not_counted: tuple[str, ...]
    before_time: tuple[str, ...]
    roles: tuple[RoleWords, ...]
    kinds: tuple[KindWords, ...]

    def column(self, heading: str) -> Column | None:
        """Return which column a heading names: what stands in brackets or behind its words does not matter."""
        text = plain(re.sub(r"\(.*?\)|\[.*?\]", " ", heading))
        if not text or len(text) > LONGEST_HEADING:
            return None
        for known in self.columns:
            if text in known.words:
                return known.column
        for known in self.columns:
            if known.column != "number" and any(text.startswith(f"{word} ") for word in known.words):
                return known.column
        return None

    def role(self, holder: str) -> RoleWords | None:
        """Return whom a text names; of several (an official or a postman) the first that the text names."""
        text = plain(holder)
        ranked = [(place, n, one) for n, one in enumerate(self.roles) if (place := _first(text, one.words)) is not None]
        return min(ranked, key=lambda one: one[:2])[2] if ranked else None

    def kind(self, name: str) -> StepKind | None:
        """Return what kind of step a text describes, by the words that stand first in it."""
        text = plain(name)
        ranked = [(place, n, one) for n, one in enumerate(self.kinds) if (place := _first(text, one.words)) is not None]
        return min(ranked, key=lambda one: one[:2])[2].kind if ranked else None


def plain(text: str) -> str:
    """Return a text without accents, signs and doubled blanks."""
    return _PUNCTUATION.sub(" ", search_key(text)).strip()


def match(key: str, words: Iterable[str]) -> bool:
    """Tell whether a text begins with one of the words."""
    text = plain(key)
    return any(text == word or text.startswith(f"{word} ") for word in words)


def _first(text: str, words: Iterable[str]) -> int | None:
    """Return where the first of the words stands in a text, as whole words; None where none does."""
    padded = f" {text} "
    places = [place for word in words if (place := padded.find(f" {word} ")) >= 0]
    return min(places, default=None)
