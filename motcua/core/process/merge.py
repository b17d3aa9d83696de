"""Two people wrote the same table: what each changed since the common ancestor, and both changes in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from motcua.core.process.route import END
from motcua.core.process.rows import with_rows
from motcua.core.process.table import NEXT, NOT_COUNTED, Asked, Row, Table, Way, numbered

Side = Literal["theirs", "mine"]
Label = Callable[[str, str], str]
HEAD = {
    "name": "Tên quy trình",
    "source": "Căn cứ",
    "symbol": "Ký hiệu",
    "records": "Hồ sơ lưu",
    "kept_for": "Thời gian lưu",
    "unverified": "Chưa đối chiếu",
}
CELLS = {
    "name": "trình tự",
    "role": "vai trò",
    "unit": "đơn vị",
    "kind": "loại bước",
    "time": "thời gian",
    "result": "kết quả",
    "ways": "lối ra",
    "decides": "ra quyết định",
    "asked": "lấy ý kiến",
    "pauses": "dừng đồng hồ",
}
ROW, ORDER = "row", "order"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that both changed in different ways; ``key`` is the row's ("" for head and order), both in words."""

    key: str
    column: str
    where: str
    theirs: str
    mine: str

    @property
    def id(self) -> str:
        """Return the name by which a choice answers this conflict."""
        return f"{self.key}.{self.column}"


@dataclass(frozen=True, slots=True)
class Merged:
    """Both changes in one table; a conflict that is not chosen takes mine."""

    table: Table
    conflicts: tuple[Conflict, ...]


def plain(column: str, value: str) -> str:
    """Write a value as it is stored."""
    return value


def merge(
    base: Table, theirs: Table, mine: Table, choices: Mapping[str, Side] | None = None, label: Label = plain
) -> Merged:
    """Return the table with what either changed since ``base``; where both changed the same, ``choices`` decides.

    ``label`` turns the code of a role, unit or kind into words.
    """
    made = _Merge(base, theirs, mine, choices or {}, label)
    head = {name: made.cell("", name, base, theirs, mine) for name in HEAD}
    rows = [row for key in made.order() if (row := made.row(key)) is not None]
    known = {row.key for row in rows}
    joined = replace(theirs, **head, rows=tuple(_repaired(row, known) for row in rows))
    wanted = all(numbered(table) for table in (base, theirs, mine) if table.rows)
    if wanted:
        joined = replace(joined, rows=tuple(replace(row, code=f"B{n}") for n, row in enumerate(joined.rows, start=1)))
    return Merged(with_rows(joined, joined.rows), tuple(made.conflicts))


def _repaired(row: Row, known: set[str]) -> Row:
    """Let a way to a row that the other one deleted lead to the row below."""
    if all(way.to in known | {NEXT, END} for way in row.ways):
        return row
    return replace(row, ways=tuple(w if w.to in known | {NEXT, END} else replace(w, to=NEXT) for w in row.ways))


class _Merge:
    """One merge on its way, gathering conflicts."""

    def __init__(self, base: Table, theirs: Table, mine: Table, choices: Mapping[str, Side], label: Label) -> None:
        self.base, self.theirs, self.mine, self.choices, self.label = base, theirs, mine, choices, label
        self.conflicts: list[Conflict] = []

    def cell(self, key: str, name: str, base: Any, theirs: Any, mine: Any) -> Any:
        """Return the value of one cell."""
        old, other, own = (getattr(side, name) for side in (base, theirs, mine))
        if other in (old, own):
            return own
        if own == old:
            return other
        where = f"Bước {mine.code}, {CELLS[name]}" if key else HEAD[name]
        told = (said(name, other, self.theirs, self.label), said(name, own, self.mine, self.label))
        return self._chosen(Conflict(key, name, where, *told), other, own)

    def row(self, key: str) -> Row | None:
        """Return a row with both changes, None where it was deleted."""
        base, theirs, mine = (table.row(key) for table in (self.base, self.theirs, self.mine))
        if base is None:
            return mine if mine is not None else theirs
        if theirs is None or mine is None:
            kept = theirs or mine
            if kept is None or _same(kept, base):
                return None
            where = f"Bước {base.code} «{base.name}»"
            words = ("xóa" if theirs is None else "sửa", "xóa" if mine is None else "sửa")
            chosen: Row | None = self._chosen(Conflict(key, ROW, where, *words), theirs, mine)
            return chosen
        values = {name: self.cell(key, name, base, theirs, mine) for name in CELLS}
        return replace(theirs, **values)

    def order(self) -> list[str]:
        """Return the keys of all rows in the order that both want."""
        base, theirs, mine = ([row.key for row in table.rows] for table in (self.base, self.theirs, self.mine))
        common = set(base) & set(theirs) & set(mine)
        old, other, own = ([key for key in side if key in common] for side in (base, theirs, mine))
        first, second = mine, theirs
        if own == old:
            first, second = theirs, mine
        elif other not in (old, own):
            conflict = Conflict("", ORDER, "Thứ tự các bước", _order(self.theirs), _order(self.mine))
            first, second = self._chosen(conflict, (theirs, mine), (mine, theirs))
        return woven(first, second)

    def _chosen(self, conflict: Conflict, theirs: Any, mine: Any) -> Any:
        self.conflicts.append(conflict)
        return theirs if self.choices.get(conflict.id) == "theirs" else mine


def _same(one: Row, other: Row) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in CELLS)


def woven(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Return the first order with what only the second has, each after what it follows there."""
    order = list(first)
    for n, key in enumerate(second):
        if key in order:
            continue
        before = next((earlier for earlier in reversed(second[:n]) if earlier in order), None)
        order.insert(0 if before is None else order.index(before) + 1, key)
    return order


def _order(table: Table) -> str:
    return " → ".join(row.name or row.code for row in table.rows)


def changes(before: Table, after: Table, label: Label = plain) -> list[str]:
    """Tell in Vietnamese what differs between two tables, the head first, then row by row; empty where nothing does."""

    def told_of(name: str, old: Any, new: Any) -> str:
        return f"{said(name, getattr(old, name), before, label)} → {said(name, getattr(new, name), after, label)}"

    told = [
        f"{title}: {told_of(name, before, after)}"
        for name, title in HEAD.items()
        if getattr(before, name) != getattr(after, name)
    ]
    told += [f"Bỏ bước {row.code} «{row.name}»" for row in before.rows if after.row(row.key) is None]
    for row in after.rows:
        old = before.row(row.key)
        if old is None:
            told.append(f"Thêm bước {row.code} «{row.name}»" if row.name else f"Thêm bước {row.code}")
            continue
        told += [
            f"Bước {row.code}, {title}: {told_of(name, old, row)}"
            for name, title in CELLS.items()
            if getattr(old, name) != getattr(row, name)
        ]
    kept = [row.key for row in after.rows if before.row(row.key) is not None]
    if kept != [row.key for row in before.rows if after.row(row.key) is not None]:
        told.append(f"Đổi thứ tự các bước: {_order(after)}")
    return told


def said(name: str, value: Any, table: Table, label: Label = plain) -> str:
    """Write the value of a cell as a person reads it."""
    if name == "ways":
        return "; ".join(_way(way, table) for way in value) or "(trống)"
    if name == "asked":
        return "; ".join(_asked(asked) for asked in value) or "(không)"
    if name == "records":
        return "; ".join(value) or "(trống)"
    if isinstance(value, bool):
        return "có" if value else "không"
    return label(name, value) if value else "(trống)"


def _way(way: Way, table: Table) -> str:
    row = table.row(way.to)
    words = {NEXT: "bước sau", END: "kết thúc"}
    return f"«{way.label}» → {row.code if row else words.get(way.to, '?')}"


def _asked(asked: Asked) -> str:
    return f"{asked.name or asked.unit or '?'} ({asked.answer_within or NOT_COUNTED})"
