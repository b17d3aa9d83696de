"""Finding the head of a table: whatever line it stands on, whatever accents, case or typos its words have."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from rapidfuzz import fuzz, process

from motcua.core.procedure.bulk import heads
from motcua.core.procedure.bulk.cells import plain
from motcua.core.procedure.bulk.columns import Sheet, sheets
from motcua.core.text import search_key

HIGHEST: Final = 40
LONGEST: Final = 80
_SIGNS: Final = re.compile(r"[^a-z0-9]+")
_FLAGS: Final = {
    "truc tiep": "flag.direct", "truc tuyen": "flag.online", "buu chinh": "flag.post", "buu dien": "flag.post",
    "toan trinh": "flag.full", "mot phan": "flag.part", "dvc toan trinh": "flag.full", "dvc mot phan": "flag.part",
}  # fmt: skip
_CERTAIN: Final = 86
_PERHAPS: Final = 70
Line = tuple[int, list[Any]]


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet, line by line, each with its number in the file."""

    title: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a table: its line, how many lines go before the first of the list, and columns by field."""

    line: int
    after: int
    names: dict[str, int]
    unknown: list[tuple[str, str]] = field(default_factory=list)


def key(text: str) -> str:
    """Return a text by which heads are compared: no accents, no signs."""
    return _SIGNS.sub(" ", search_key(text)).strip()


@cache
def _titles() -> Mapping[str, str]:
    return {key(name): one.part for one in sheets() if one.part for name in (one.title, one.file)}


def sheet_of(title: str) -> str:
    """Return the part whose sheet a title names; empty for a list of procedures or anything else."""
    own = key(title)
    if own in _titles():
        return _titles()[own]
    near = process.extractOne(own, _titles().keys(), scorer=fuzz.ratio, score_cutoff=_CERTAIN)
    return _titles()[near[0]] if near else ""


@cache
def _known(part: str) -> Mapping[str, str]:
    """Return the fields of a sheet by the keys of what their columns may be called."""
    one = next(one for one in sheets() if one.part == part)
    own = {key(column.head): column.name for column in one.columns}
    if part == "":
        return {**heads.ALIASES, **_FLAGS, key(heads.WHOLE): "whole", **own}
    owners = {key(heads.CODE): "owner", "ma tthc": "owner", "ma so tthc": "owner", key(heads.BEGINS): "begins"}
    return {**own, **owners, **({key(heads.PAGE): "page"} if part == "fields" else {})}


def header_of(grid: Grid, one: Sheet) -> Header | None:
    """Return the head of a table: of its first lines the one with most known columns, with the line below it."""
    best: Header | None = None
    for certain in (True, False):
        for at, (line, cells) in enumerate(grid.lines[:HIGHEST]):
            names, unknown = _named(one.part, cells, certain=certain)
            if len(names) >= 2 and (best is None or len(names) > len(best.names)):
                best = Header(line, at + 1, names, unknown)
        if best is not None:
            break
    if best is None:
        return None
    names, unknown = _named(one.part, grid.lines[best.after - 1][1])
    return _with_second(grid, one, Header(best.line, best.after, names, unknown))


def _with_second(grid: Grid, one: Sheet, first: Header) -> Header:
    """Take in a second line of a head, whose words stand below a merged cell."""
    if first.after >= len(grid.lines):
        return first
    cells = grid.lines[first.after][1]
    below, _ = _named(one.part, cells)
    if one.part != "" or len(below) < 2 or "code" in below:
        return first
    above = {at: name for name, at in first.names.items()}
    fresh = {name: at for name, at in below.items() if name not in first.names}
    gone = {above[at] for at in fresh.values() if at in above}
    kept = {name: at for name, at in first.names.items() if name not in gone}
    return Header(first.line, first.after + 1, {**kept, **fresh}, first.unknown)


def _named(part: str, cells: list[Any], *, certain: bool = False) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Return the columns of a line and its words that name none; ``certain`` takes no word with a typo."""
    known = _known(part)
    names: dict[str, int] = {}
    unknown: list[tuple[str, str]] = []
    for at, cell in enumerate(cells):
        if not isinstance(cell, str) or not 0 < len(cell.strip()) <= LONGEST:
            continue
        said = key(cell)
        if said in heads.NUMBERED or not said:
            continue
        name = known.get(said) or ("" if certain else _near(known, said, _CERTAIN))
        if name and name not in names:
            names[name] = at
        elif not name and not certain:
            unknown.append((plain(cell)[:60], _head(part, _near(known, said, _PERHAPS))))
    return names, unknown


def _near(known: Mapping[str, str], said: str, cutoff: int) -> str:
    if len(said) < 4:
        return ""
    found = process.extractOne(said, known.keys(), scorer=fuzz.ratio, score_cutoff=cutoff)
    return known[found[0]] if found else ""


def _head(part: str, name: str) -> str:
    one = next(one for one in sheets() if one.part == part)
    return next((column.head for column in one.columns if column.name == name), "")
