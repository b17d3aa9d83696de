"""Where a part of a procedure stands in the file: its sheet and line, and the head of its column."""

import re
from typing import Final

from motcua.core.procedure.bulk import heads
from motcua.core.procedure.bulk.columns import sheets
from motcua.core.procedure.bulk.gathering import Row

_QUICK: Final = {"cases": "term"}


def place_of(row: Row, path: str) -> tuple[str, tuple[str, int]]:
    """Return the head of the column and the sheet and line that a path of a definition came from."""
    place = next((row.places[one] for one in _prefixes(path) if one in row.places), (row.sheet, row.line))
    if row.whole:
        return path, place
    first = re.split(r"[.\[]", path, maxsplit=1)[0]
    if first in heads.MAIN:
        return heads.MAIN[first], place
    if first not in heads.SHEETS:
        return path, place
    told = _QUICK.get(first, first)
    if place == (row.sheet, row.line) and told in row.quick:
        return heads.QUICK[told], place
    part = "fields" if ".fields[" in path else first
    inner = re.sub(r"^(?:pages\[\d+\]\.)?\w+\[\d+\]\.?", "", path)
    columns = {column.name: column.head for one in sheets() if one.part == part for column in one.columns}
    head = columns.get(inner) or columns.get(inner.split(".")[0]) or ""
    title = heads.SHEETS[part][0]
    return (head or title) if place != (row.sheet, row.line) else title, place


def _prefixes(path: str) -> list[str]:
    found = [path]
    while path:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
        found.append(path)
    return found
