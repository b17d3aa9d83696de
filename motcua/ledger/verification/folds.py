"""What higher apps know of their own streams: the rows that must follow from the entries, compared by `verify`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

BATCH: Final = 50


@dataclass(frozen=True, slots=True)
class Told:
    """One stored entry as a comparison reads it; ``content`` is None where there was none or it was erased."""

    seq: int
    type: str
    at: datetime
    actor: str
    payload: dict[str, Any]
    content: dict[str, Any] | None
    position: int | None
    committed: bool

    @property
    def erased(self) -> bool:
        """Whether the entry committed to a content that is gone."""
        return self.committed and self.content is None


Streams = Mapping[str, Sequence[Told]]
Damage = Callable[[str, int | None], None]


class Comparison(Protocol):
    """Compares some streams (by the part of their name after the colon) with the rows that belong to them."""

    def __call__(self, streams: Streams, damage: Damage) -> None:
        """Report each difference with a sentence and the log position at or before which it lies."""


_known: dict[str, Comparison] = {}


def compare(prefix: str, comparison: Comparison) -> None:
    """Let `verify` compare the streams of a prefix; registered once in ``AppConfig.ready``."""
    if _known.setdefault(prefix, comparison) is not comparison:
        raise TypeError(f"the streams of {prefix!r} are compared twice")


class Folds:
    """Gathers the entries of streams that somebody compares, some dozens of streams at a time."""

    def __init__(self, prefixes: set[str], damage: Damage) -> None:
        self.comparisons = {prefix: known for prefix, known in _known.items() if prefix in prefixes}
        self.damage = damage
        self.held: dict[str, dict[str, list[Told]]] = {prefix: {} for prefix in self.comparisons}

    def wants(self, stream: str) -> bool:
        """Tell whether somebody compares this stream."""
        return stream.partition(":")[0] in self.comparisons

    def entry(self, stream: str, told: Told) -> None:
        """Take one entry; those of a stream come in a row."""
        prefix, _, key = stream.partition(":")
        held = self.held[prefix]
        if key not in held and len(held) >= BATCH:
            self._flush(prefix)
            held = self.held[prefix]
        held.setdefault(key, []).append(told)

    def finish(self) -> None:
        """Compare what is left."""
        for prefix in self.comparisons:
            self._flush(prefix)

    def _flush(self, prefix: str) -> None:
        held, self.held[prefix] = self.held[prefix], {}
        if held:
            self.comparisons[prefix](held, self.damage)
