"""What a verification counted and which damage it found."""

from dataclasses import dataclass, field
from typing import Final

KEPT: Final = 100
LAST: Final = 1 << 62


@dataclass(frozen=True, slots=True, order=True)
class Damage:
    """One thing that is wrong: the log position at or before which it lies, and a sentence in Vietnamese."""

    position: int
    message: str


@dataclass(slots=True)
class Findings:
    """The result of a verification; it keeps the earliest damages and counts all."""

    origin: str | None = None
    entries: int = 0
    streams: int = 0
    subjects: int = 0
    positions: int = 0
    contents: int = 0
    erased: int = 0
    waiting: int = 0
    damaged: int = 0
    damages: list[Damage] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.damaged

    @property
    def first(self) -> Damage | None:
        """The earliest damage in the log."""
        return min(self.damages, default=None)

    def damage(self, message: str, position: int | None = None) -> None:
        """Note a damage, by its place in the log (unknown places come last)."""
        self.damaged += 1
        self.damages.append(Damage(LAST if position is None else position, message))
        if len(self.damages) > 2 * KEPT:
            self.damages = sorted(self.damages)[:KEPT]
