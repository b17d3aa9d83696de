"""Procedures as the lines of sheets: every version one line, every part of it a line in the sheet of its kind."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.core.procedure.build import as_data
from motcua.core.procedure.bulk import heads
from motcua.core.procedure.bulk.cells import Cell, written
from motcua.core.procedure.bulk.columns import FLATTENED, Sheet, nested, sheet, sheets
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.publication import Publication

Line = list[Cell]


@dataclass(frozen=True, slots=True)
class Item:
    """One version that is exported: what it says and how it came into force."""

    definition: ProcedureDefinition
    publication: Publication


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet with its head and lines, ready to be written."""

    title: str
    file: str
    head: tuple[str, ...]
    lines: tuple[Line, ...]


def head_of(one: Sheet) -> tuple[str, ...]:
    """Return the heads of a sheet; those of parts begin with what they belong to."""
    own = tuple(column.head for column in one.columns)
    if one.part == "":
        return own
    return (heads.CODE, heads.BEGINS, *((heads.PAGE,) if one.part == "fields" else ()), *own)


def tables(items: Sequence[Item]) -> list[Table]:
    """Return all sheets of a list of versions, those without a line too."""
    times = Counter(item.definition.code for item in items)
    lines: dict[str, list[Line]] = {one.part: [] for one in sheets()}
    for item in items:
        data = as_data(item.definition)
        code = item.definition.code
        lines[""].append(_main(data, item.publication))
        begins = item.publication.effective_date if times[code] > 1 else None
        for part in nested():
            for own in data[part]:
                lines[part].append([code, begins, *_cells(sheet(part), own)])
        for page in data["pages"]:
            for own in page["fields"]:
                lines["fields"].append([code, begins, page["code"], *_cells(sheet("fields"), own)])
    return [Table(one.title, one.file, head_of(one), tuple(lines[one.part])) for one in sheets()]


def one_table(items: Iterable[Item]) -> Table:
    """Return a list in one table: each version one line, its nested parts in one cell."""
    main = sheets()[0]
    lines = []
    for item in items:
        data = as_data(item.definition)
        parts = {name: data[name] for name in nested() if data[name]}
        lines.append([*_main(data, item.publication), json.dumps(parts, ensure_ascii=False, separators=(",", ":"))])
    return Table(main.title, main.file, (*head_of(main), heads.WHOLE), tuple(lines))


def plain(item: Item) -> dict[str, Any]:
    """Return a version as an object of the JSON form, what equals its default left out of nothing."""
    return {"publication": as_data(item.publication), **as_data(item.definition)}


def _main(data: Mapping[str, Any], publication: Publication) -> Line:
    return _cells(sheets()[0], {**data, "publication": as_data(publication)}, ("publication", *FLATTENED))


def _cells(one: Sheet, data: Mapping[str, Any], flattened: tuple[str, ...] = FLATTENED) -> Line:
    found: Line = []
    for column in one.columns:
        outer, dot, inner = column.name.partition(".")
        value = data[outer]
        if dot and outer in flattened:
            value = None if value is None else value[inner]
        found.append(written(column, value))
    return found


def width_of(value: Cell) -> int:
    """Return how many letters a cell shows in its longest line."""
    if isinstance(value, date):
        return 10
    return max((len(line) for line in str(value).split("\n")), default=0) if value is not None else 0
