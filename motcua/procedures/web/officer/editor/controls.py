"""What the editor draws: one control for each field, filled with what a draft holds, sound or not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.core.worktime import Term
from motcua.procedures import wording
from motcua.procedures.drafting import choices, labels
from motcua.procedures.web.officer.editor.conditions import Ticked, ticked
from motcua.procedures.web.officer.editor.shapes import READS, Shape, shapes
from motcua.procedures.web.officer.editor.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(slots=True)
class Control:
    """One field of the form; ``name`` is that of the input, ``path`` the place in the draft."""

    name: str
    path: str
    kind: str
    label: str
    hint: str = ""
    value: str = ""
    choices: tuple[Choice, ...] = ()
    rows: "tuple[Row, ...]" = ()
    columns: "tuple[Control, ...]" = ()
    parts: "tuple[Control, ...]" = ()
    condition: Ticked | None = None
    problems: list[str] = field(default_factory=list)
    in_table: bool = False
    wide: bool = False
    fixed: bool = False

    @property
    def id(self) -> str:
        """Return an id that HTML takes."""
        return f"c-{self.name.replace('.', '-')}"

    @property
    def lines(self) -> int:
        """Return how many lines a box of text shows: what is in it and one more."""
        wrapped = sum(1 + len(line) // 140 for line in self.value.split("\n"))
        return min(max(wrapped + 1, 2), 20)

    @property
    def describedby(self) -> str:
        """Return the ids of hint and problems."""
        ids = [f"{self.id}-hint"] if self.hint and not self.in_table else []
        return " ".join([*ids, *([f"{self.id}-error"] if self.problems else [])])


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a list: its controls, what it is called, and the base of its names."""

    name: str
    path: str
    title: str
    controls: tuple[Control, ...]
    place: int = 0
    open: bool = False


class Drawing:
    """Draws the fields of one draft, with the problems that were found in it."""

    def __init__(self, around: Surroundings, problems: Iterable[tuple[str, str]] = ()) -> None:
        self.around = around
        self.problems: dict[str, list[str]] = {}
        for path, message in problems:
            self.problems.setdefault(path, []).append(message)

    def record(
        self, cls: Any, data: Any, name: str, path: str, only: Iterable[str] | None = None
    ) -> tuple[Control, ...]:
        """Return the controls of a record, all of them or those named, in their order."""
        given = data if isinstance(data, Mapping) else {}
        known = {shape.name: shape for shape in shapes(cls)}
        wanted = known if only is None else [one for one in only if one in known]
        return tuple(self.control(known[one], given.get(one, known[one].default), name, path, given) for one in wanted)

    def control(self, shape: Shape, value: Any, name: str, path: str, owner: Mapping[str, Any]) -> Control:
        """Return the control of one field."""
        own, where = f"{name}.{shape.name}", f"{path}.{shape.name}" if path else shape.name
        made = Control(
            own, where, shape.kind, labels.of(shape.cls, shape.name), labels.hint(shape.cls, shape.name),
            problems=self.problems.get(where, []),
        )  # fmt: skip
        made.fixed = shape.name == "code" and shape.kind == "text" and bool(value) and shape.cls.__name__ in CODED
        made.wide = shape.name in WIDE and shape.kind == "text"
        match shape.kind:
            case "choice":
                made.choices = self._choices(shape, value)
            case "several":
                made.choices = self._several(shape, value)
            case "condition":
                asked = self.around.asked(READS.get(shape.cls.__name__, "questions"), self._before(shape, owner))
                made.condition = ticked(value, asked)
            case "rows":
                self._rows(made, shape, value)
            case "record":
                made.parts = self.record(shape.of, value, own, where)
            case _:
                made.value = shown(shape, value)
        return made

    def _choices(self, shape: Shape, value: Any) -> tuple[Choice, ...]:
        known = (
            self.around.named(shape.refers)
            if shape.refers
            else [(c, choices.of(shape.cls, shape.name, c)) for c in shape.of]
        )
        given = "" if value is None else str(value)
        empty = [("", _("– chọn –"))] if shape.refers or given not in dict(known) else []
        unknown = [(given, _("%s (không có trong danh sách)") % given)] if given and given not in dict(known) else []
        pairs = [*([] if "" in dict(known) else empty), *known, *unknown]
        return tuple(Choice(code, words, code == given) for code, words in pairs)

    def _known(self, shape: Shape) -> list[tuple[str, str]]:
        """Return what a field may hold, with words."""
        if shape.refers:
            return self.around.named(shape.refers)
        return [(code, choices.of(shape.cls, shape.name, code)) for code in shape.of]

    def _several(self, shape: Shape, value: Any) -> tuple[Choice, ...]:
        given = [str(item) for item in value] if isinstance(value, list) else []
        known = (
            self.around.named(shape.refers)
            if shape.refers
            else [(c, choices.of(shape.cls, shape.name, c)) for c in shape.of]
        )
        unknown = [(code, _("%s (không có trong danh sách)") % code) for code in given if code not in dict(known)]
        return tuple(Choice(code, words, code in given) for code, words in [*known, *unknown])

    def _before(self, shape: Shape, owner: Mapping[str, Any]) -> int | None:
        if shape.cls.__name__ != "Question":
            return None
        codes = [item["code"] for item in self.around.items("questions")]
        return codes.index(owner["code"]) if owner.get("code") in codes else None

    def _rows(self, made: Control, shape: Shape, value: Any) -> None:
        items = value if isinstance(value, list) else []
        made.rows = tuple(
            Row(
                f"{made.name}.{n}",
                f"{made.path}[{n}]",
                wording.called(item) if isinstance(item, Mapping) else "",
                self.record(shape.of, item, f"{made.name}.{n}", f"{made.path}[{n}]"),
                n + 1,
                not item or any(where.startswith(f"{made.path}[{n}]") for where in self.problems),
            )
            for n, item in enumerate(items)
        )
        made.columns = self.record(shape.of, {}, f"{made.name}.new", "-")
        flat = all(one.kind in SIMPLE for one in made.columns)
        made.in_table = flat
        for row in made.rows:
            made.problems = [*made.problems, *self.problems.get(row.path, [])]
            for one in row.controls:
                one.in_table = flat


# Names and questions: one line, but a long one.
WIDE = frozenset({"title", "name", "text", "label", "form", "source"})
SIMPLE = frozenset({"text", "number", "day", "flag", "choice", "term"})
# Items whose code others name: it stays as it is once given; the whole text (expert view) may change it.
CODED = frozenset({"Component", "Case", "Fee", "Question", "Result", "FormPage", "ClockGround", "BlankForm"})


def shown(shape: Shape, value: Any) -> str:
    """Return a plain value as a person writes it: days and terms in Vietnamese, lists line by line."""
    match shape.kind:
        case "lines":
            return "\n".join(str(item) for item in value) if isinstance(value, list) else _text(value)
        case "pairs":
            return "\n".join(_pair(shape.of, item) for item in value) if isinstance(value, list) else _text(value)
        case "flag":
            return "yes" if value is True else ""
        case "day":
            return _day(value)
        case "term":
            return _term(value)
        case _:
            return _text(value)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _pair(cls: Any, item: Any) -> str:
    """Return a small item in one line, its parts in the order of the class."""
    if not isinstance(item, Mapping):
        return _text(item)
    return " | ".join(_text(item.get(shape.name)) for shape in shapes(cls))


def _day(value: Any) -> str:
    try:
        return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
    except ValueError:
        return _text(value)


def _term(value: Any) -> str:
    try:
        return Term.parse(str(value)).vi() if value else ""
    except Refused:
        return _text(value)
