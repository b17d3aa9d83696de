"""What an official does to the rows of a route's table: insert, delete, move, add a way out or somebody to ask.

Ways lead to keys, so a moved row takes its ways along and is still found by those that lead to it. Rows that are
numbered B1, B2, B3 … stay numbered so; rows with codes of their own keep them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from motcua.core.process.route import END
from motcua.core.process.table import NEXT, REJECT, Asked, Row, Table, Way, free_code, numbered

MOST_ROWS = 60
MOST_WAYS = 8
MOST_ASKED = 12


def with_rows(table: Table, rows: Iterable[Row]) -> Table:
    """Return the table with these rows, renumbered where it was numbered."""
    changed = replace(table, rows=tuple(rows))
    if not numbered(table):
        return changed
    fresh = (row if row.code == f"B{n}" else replace(row, code=f"B{n}") for n, row in enumerate(changed.rows, start=1))
    return replace(changed, rows=tuple(fresh))


def insert(table: Table, place: int, key: str) -> Table:
    """Put an empty row at a place; what led to the row below now leads to it and it leads on to that row."""
    if len(table.rows) >= MOST_ROWS or table.row(key) is not None:
        return table
    place = max(0, min(place, len(table.rows)))
    last = place == len(table.rows) and not table.rows
    kind = "receive" if last else "work"
    row = Row(key=key, code=free_code(table), kind=kind, ways=(Way("forward", "Chuyển bước sau"),))
    return with_rows(table, (*table.rows[:place], row, *table.rows[place:]))


def delete(table: Table, key: str) -> Table:
    """Take a row away; what led to it leads to where its first way led, so that no way hangs in the air."""
    gone = table.row(key)
    if gone is None:
        return table
    heir = _heir(table, gone)
    left = (row for row in table.rows if row.key != key)
    return with_rows(table, (_redirected(row, key, heir) for row in left))


def _heir(table: Table, gone: Row) -> str:
    """Return what takes a row's place: where its first way leads, else the row below it, else the end."""
    place = table.place(gone.key)
    below = table.rows[place + 1].key if place + 1 < len(table.rows) else END
    to = table.target(gone, gone.ways[0]) if gone.ways else below
    return below if to == gone.key else to


def _redirected(row: Row, gone: str, heir: str) -> Row:
    if all(way.to != gone for way in row.ways):
        return row
    to = NEXT if heir == row.key else heir
    return replace(row, ways=tuple(replace(way, to=to) if way.to == gone else way for way in row.ways))


def move(table: Table, key: str, by: int) -> Table:
    """Move a row up (negative) or down by so many places; at the edges it stays."""
    if table.row(key) is None:
        return table
    rows = list(table.rows)
    place = table.place(key)
    row = rows.pop(place)
    rows.insert(max(0, min(place + by, len(rows))), row)
    return with_rows(table, rows)


def add_way(table: Table, key: str) -> Table:
    """Give a row one more way out: back to the row above, the case that is most often missing."""
    row = table.row(key)
    if row is None or len(row.ways) >= MOST_WAYS:
        return table
    place = table.place(key)
    forward = not row.ways or place == 0
    code = _free([way.code for way in row.ways], "forward" if forward else "back")
    way = Way(code, "Chuyển bước sau" if forward else "Trả lại", NEXT if forward else table.rows[place - 1].key)
    return changed(table, replace(row, ways=(*row.ways, way)))


def drop_way(table: Table, key: str, number: int) -> Table:
    """Take a way out away, counted from 0."""
    row = table.row(key)
    if row is None:
        return table
    return changed(table, replace(row, ways=tuple(way for n, way in enumerate(row.ways) if n != number)))


def add_asked(table: Table, key: str) -> Table:
    """Add somebody whose opinion may be asked at a row."""
    row = table.row(key)
    if row is None or len(row.asked) >= MOST_ASKED:
        return table
    code = _free([asked.code for asked in row.asked], "opinion")
    return changed(table, replace(row, asked=(*row.asked, Asked(code, "", "", "3 ngày làm việc"))))


def drop_asked(table: Table, key: str, number: int) -> Table:
    """Take somebody who is asked away, counted from 0."""
    row = table.row(key)
    if row is None:
        return table
    return changed(table, replace(row, asked=tuple(one for n, one in enumerate(row.asked) if n != number)))


def rejects(row: Row, numbers: Iterable[int]) -> Row:
    """Mark which ways of a deciding row reject (the engine tells them apart by this code), and no others."""
    chosen, codes = set(numbers), [way.code for way in row.ways]
    ways = []
    for n, way in enumerate(row.ways):
        if n in chosen and way.code != REJECT:
            way = replace(way, code=REJECT if REJECT not in codes else _free(codes, REJECT))
        elif n not in chosen and way.code == REJECT:
            way = replace(way, code=_free(codes, "approve"))
        codes[n] = way.code
        ways.append(way)
    return replace(row, ways=tuple(ways))


def changed(table: Table, row: Row) -> Table:
    """Return the table with a row in place of the one with the same key."""
    return replace(table, rows=tuple(row if old.key == row.key else old for old in table.rows))


def _free(taken: list[str], wanted: str) -> str:
    if wanted not in taken:
        return wanted
    return next(name for n in range(2, len(taken) + 3) if (name := f"{wanted}_{n}") not in taken)
