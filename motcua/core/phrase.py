"""What pure code says: a Vietnamese template and the facts in it, so that a screen can say it in another language.

The core knows no gettext. ``str(phrase)`` is the Vietnamese text, which is what is printed and stands in law; the pages
look the template up in their catalogue and write each fact in their own way (``motcua.ui.phrases``). Templates are
found by ``scripts/catalogues.py``: the first argument of ``Phrase(…)``, or ``marked(…)`` where it stands elsewhere.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol, TypeAlias


class Fact(Protocol):
    """A value that reads differently in each language; ``str()`` of it is Vietnamese."""

    def as_data(self) -> Mapping[str, Any]:
        """Return the value as plain data that ``phrase_data.from_data`` reads."""


Value: TypeAlias = str | int | Fact
"""A fact of a phrase: a text or number that is the same everywhere, or a :class:`Fact`."""


class Phrase:
    """A template with named places and its facts; written out on first use. Never changed after it is made."""

    __slots__ = ("_vi", "context", "facts", "template")

    def __init__(self, template: str, /, **facts: Value) -> None:
        self.template = template
        self.facts: Mapping[str, Value] = facts
        self.context = ""
        self._vi: str | None = None

    def within(self, context: str) -> "Phrase":
        """Return the same phrase under a context of the catalogue, which tells homonyms apart."""
        same = Phrase(self.template, **self.facts)
        same.context = context
        return same

    def vi(self) -> str:
        """Return the Vietnamese text; a template without facts is taken as it is, braces and all."""
        if self._vi is None:
            self._vi = self.template.format_map(self.facts) if self.facts else self.template
        return self._vi

    def as_data(self) -> Mapping[str, Any]:
        """Return template and facts as plain data."""
        data: dict[str, Any] = {"phrase": self.template}
        if self.facts:
            data["facts"] = {name: to_data(value) for name, value in self.facts.items()}
        if self.context:
            data["context"] = self.context
        return data

    def __str__(self) -> str:
        return self.vi()

    def __repr__(self) -> str:
        return f"Phrase({self.vi()!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Phrase):
            return NotImplemented
        mine, theirs = (self.template, self.context, self.facts), (other.template, other.context, other.facts)
        return mine == theirs

    def __hash__(self) -> int:
        return hash((self.template, self.context, tuple(self.facts)))


class Listing(NamedTuple):
    """Several facts one after another."""

    items: tuple[Value, ...]
    between: str = ", "

    def as_data(self) -> Mapping[str, Any]:
        """Return the facts and what stands between them."""
        return {"list": [to_data(item) for item in self.items], "between": self.between}

    def __str__(self) -> str:
        return self.between.join(map(str, self.items))


class Money(NamedTuple):
    """An amount of đồng."""

    amount: int

    def as_data(self) -> Mapping[str, Any]:
        """Return the whole đồng."""
        return {"money": self.amount}

    def __str__(self) -> str:
        return f"{self.amount:,} đ".replace(",", ".")


def to_data(value: Value) -> Any:
    """Return a fact as plain data: a text or number is itself, anything else says what it is."""
    if isinstance(value, str):
        return value
    return int(value) if isinstance(value, int) else value.as_data()


def marked(template: str, context: str = "") -> str:
    """Mark a template for the catalogue where it does not stand in ``Phrase(…)``; ``context`` tells homonyms apart."""
    del context
    return template


def named(name: str, context: str = "") -> Phrase:
    """Return a name out of data or out of a marked table: said in another language where the catalogue has it."""
    return Phrase(name).within(context) if context else Phrase(name)
