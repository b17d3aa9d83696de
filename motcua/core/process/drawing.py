"""A route laid out: lanes, figures, lines and remarks in whole pixels, for a picture or a BPMN diagram."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from motcua.core.process.route import Consultation, Outcome, Step

Kind = Literal["start", "end", "task", "gateway", "ask", "opinion", "silence", "answered"]
Point = tuple[int, int]
LETTER, LINE = 6, 14  # the width of a letter and the height of a line in the drawing's small print, in pixels


@dataclass(frozen=True, slots=True)
class Words:
    """Small print: its box and its lines, which fit into the box."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]

    @property
    def middle(self) -> int:
        """Return where the middle of the lines stands."""
        return self.x + self.width // 2

    @property
    def baselines(self) -> list[tuple[int, str]]:
        """Return each line with the height that it stands on."""
        return [(self.y + LINE * n + LINE - 3, line) for n, line in enumerate(self.lines)]


def wrapped(text: str, width: int) -> tuple[str, ...]:
    """Break a text into lines of at most so many pixels, between words where it can."""
    most, lines = max(width // LETTER, 1), [""]
    for word in text.split():
        for piece in (word[n : n + most] for n in range(0, len(word), most)):
            joined = f"{lines[-1]} {piece}".strip()
            if len(joined) <= most:
                lines[-1] = joined
            else:
                lines.append(piece)
    return tuple(lines)


def words_at(text: str, x: int, y: int, width: int, *, above: bool = False) -> Words:
    """Set a text from a point on, downwards, or so that its last line ends above the point."""
    lines = wrapped(text, width)
    wide = max(map(len, lines)) * LETTER
    height = LINE * len(lines)
    return Words(x, y - height if above else y, wide, height, lines)


@dataclass(frozen=True, slots=True)
class Node:
    """One figure: its box, its label and where the words of it stand, and what of the route it stands for."""

    id: str
    kind: Kind
    label: str
    lane: int
    x: int
    y: int
    width: int
    height: int
    step: Step | None = None
    consultation: Consultation | None = None
    host: str = ""
    words: Words | None = None

    @property
    def middle(self) -> Point:
        """Return the centre of the box."""
        return self.x + self.width // 2, self.y + self.height // 2

    @property
    def centre_x(self) -> int:
        """Return how far to the right the centre stands."""
        return self.middle[0]

    @property
    def centre_y(self) -> int:
        """Return how far down the centre stands."""
        return self.middle[1]

    @property
    def sign_y(self) -> int:
        """Return on which height a letter stands that is drawn in the centre."""
        return self.middle[1] + 5

    @property
    def diamond(self) -> str:
        """Return the outline of a gateway as a path of an SVG has it."""
        x, y = self.middle
        return f"M{x} {self.y} L{self.right} {y} L{x} {self.bottom} L{self.x} {y} z"

    @property
    def right(self) -> int:
        """Return the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """Return the lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Flow:
    """One line from a figure to another, with the words on it and where they stand.

    ``outcomes`` are the ways out that it stands for, each with its number among those of the step: a decision that
    grants and one that rejects may lead to the same step.
    """

    id: str
    source: str
    target: str
    label: str
    points: tuple[Point, ...]
    words: Words | None = None
    outcomes: tuple[tuple[int, Outcome], ...] = ()

    @property
    def path(self) -> str:
        """Return the points as a polyline of an SVG has them."""
        return " ".join(f"{x},{y}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class Note:
    """A remark beside a figure: the time that a step has."""

    id: str
    text: str
    node: str
    x: int
    y: int
    width: int
    height: int
    points: tuple[Point, Point]

    @property
    def right(self) -> int:
        """Return where the arms of the bracket end."""
        return self.x + 8

    @property
    def text_x(self) -> int:
        """Return where the words begin."""
        return self.x + 8

    @property
    def text_y(self) -> int:
        """Return on which height the words stand."""
        return self.y + self.height // 2 + 4


@dataclass(frozen=True, slots=True)
class Lane:
    """The lane of those who work together: their name, upper edge and height."""

    id: str
    label: str
    y: int
    height: int
    width: int = 0

    @property
    def middle(self) -> int:
        """Return how far down the middle stands."""
        return self.y + self.height // 2

    @property
    def lines(self) -> list[tuple[int, str]]:
        """Return the label in at most two lines, each with where its upright letters stand."""
        lines = list(wrapped(self.label, self.height - 8))
        if len(lines) > 2:
            lines = [lines[0], f"{lines[1][:-1]}…"]
        return [(49, lines[0])] if len(lines) == 1 else [(43, lines[0]), (56, lines[1])]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A route laid out; the pool begins at 0, 0."""

    title: str
    width: int
    height: int
    lanes: tuple[Lane, ...]
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    notes: tuple[Note, ...]

    @property
    def middle(self) -> int:
        """Return how far down the middle of the pool stands."""
        return self.height // 2

    @property
    def short_title(self) -> str:
        """Return the title in one line that fits the height of the pool."""
        lines = wrapped(self.title, self.height - 16)
        return lines[0] if len(lines) == 1 else f"{lines[0]} …"

    def node(self, key: str) -> Node:
        """Return a figure by its id; KeyError where there is none."""
        for node in self.nodes:
            if node.id == key:
                return node
        raise KeyError(key)
