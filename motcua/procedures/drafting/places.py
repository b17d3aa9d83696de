"""Where a path of a draft stands: in words, and at which address of the editor."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from motcua.core.procedure.build import _shape
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.plain import is_record, optional
from motcua.procedures import wording
from motcua.procedures.drafting import labels, sections

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a draft: its section, the words that lead to it, and where it is edited.

    ``part`` is the name at the top, ``row`` the position in its list where it lies in one.
    """

    section: sections.Section
    words: str
    part: str
    row: int | None = None
    anchor: str = ""


def steps_of(path: str) -> tuple[str | int, ...]:
    """Return the steps of a path: ``cases[0].term`` gives ("cases", 0, "term")."""
    return tuple(name or int(position) for name, position in _STEP.findall(path))


def place(path: str, document: Mapping[str, Any]) -> Place:
    """Return where a path of a draft stands; items are called by their names, positions count from 1."""
    steps = steps_of(path)
    if not steps:
        return Place(sections.SECTIONS[0], "", "")
    part = str(steps[0])
    cls: Any = sections.CLASSES.get(part, ProcedureDefinition)
    said: list[str] = []
    data: Any = document.get(part) if cls is not ProcedureDefinition else document
    for step in steps[1:] if cls is not ProcedureDefinition else steps:
        cls, data = _step(cls, data, step, said)
    row = steps[1] if len(steps) > 1 and isinstance(steps[1], int) else None
    anchor = f"{part}-{steps[1]}" if part in sections.CLASSES and len(steps) > 1 else part
    return Place(sections.of(path), " › ".join(said), part, row, anchor)


def _step(cls: Any, data: Any, step: str | int, said: list[str]) -> tuple[Any, Any]:
    if isinstance(step, int):
        item = data[step] if isinstance(data, list) and step < len(data) else None
        said.append(
            f"«{wording.called(item)}»" if isinstance(item, Mapping) and wording.called(item) else str(step + 1)
        )
        return cls, item
    if not is_record(cls):
        return cls, None
    said.append(labels.of(cls, step))
    hint = next((hint for entry, hint in _shape(cls) if entry.name == step), None)
    kind = optional(hint)[0] if hint is not None else None
    while get_origin(kind) in (tuple, frozenset):
        kind = get_args(kind)[0]
    return kind, data.get(step) if isinstance(data, Mapping) else None


def path_of(steps: tuple[str, ...], document: Mapping[str, Any]) -> str:
    """Return the path with positions for steps with codes: ("cases", "house", "term") gives ``cases[0].term``."""
    path = ""
    data: Any = document
    for step in steps:
        if isinstance(data, list):
            at = next((n for n, item in enumerate(data) if _known_as(item, step)), None)
            if at is None:
                return path
            path, data = f"{path}[{at}]", data[at]
        else:
            path = f"{path}.{step}" if path else step
            data = data.get(step, {}) if isinstance(data, Mapping) else {}
    return path


def _known_as(item: Any, step: str) -> bool:
    if not isinstance(item, Mapping):
        return False
    act = str(item.get("act") or "")
    return item.get("code") == step or (bool(act) and step in (act, f"{act} {item.get('article') or ''}".strip()))
