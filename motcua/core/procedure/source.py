"""Data read from a file, with the line of each part, and the problems found in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a source: the line (from 1; 0 where none is known), the path and a Vietnamese sentence."""

    line: int
    path: str
    message: str

    def __str__(self) -> str:
        return f"dòng {self.line}: {self.path or '(cả tệp)'}: {self.message}"


@dataclass(frozen=True, slots=True)
class Source:
    """Plain data and the line on which each path ("cases[0].term") begins."""

    data: Any
    lines: Mapping[str, int] = field(default_factory=dict)

    def line(self, path: str) -> int:
        """Return the line of a path, or of the nearest part that contains it; 0 where none is known."""
        while path and path not in self.lines:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.lines.get(path, 1 if self.lines else 0)
