"""A route as the table that officials write: rows of words, sound or not yet, and the way to a route and back.

A row has a ``key`` that never changes, so that ways lead to the same step however the rows are moved; the step's code
("B3") is only its number. A way may lead to ``next``: the row that stands below, whichever it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from motcua.core.process.route import END, KINDS, Consultation, Outcome, Route, Step, StepKind
from motcua.core.refusal import Refused
from motcua.core.text import search_key
from motcua.core.worktime import Term

NEXT = "next"
REJECT = "reject"
NOT_COUNTED = "không tính"
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}", re.ASCII)
_NUMBERED = re.compile(r"B(\d+)", re.ASCII)
_NOT_COUNTED = re.compile(r"khong (phai )?tinh\b.*|-+|not counted")
_KINDS: dict[str, StepKind] = {kind: kind for kind in KINDS}
_SILENCE: dict[str, Literal["agree", "none"]] = {"agree": "agree", "none": "none"}


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of a row: the words on the button and where it leads: the key of a row, ``next`` or ``end``."""

    code: str
    label: str
    to: str = NEXT


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody else's opinion: whom, the answer's term as written, and what silence means."""

    code: str
    name: str
    unit: str
    answer_within: str
    silence: str = "none"


@dataclass(frozen=True, slots=True)
class Row:
    """One row as written; ``time`` is text ("0,5 ngày", "không tính"), everything may still be wrong or empty."""

    key: str
    code: str
    name: str = ""
    role: str = ""
    unit: str = ""
    kind: str = "work"
    time: str = ""
    result: str = ""
    ways: tuple[Way, ...] = ()
    decides: bool = False
    asked: tuple[Asked, ...] = ()
    pauses: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The whole draft of a route; ``records`` are the papers that are filed afterwards."""

    code: str
    name: str
    source: str = ""
    rows: tuple[Row, ...] = ()
    symbol: str = ""
    records: tuple[str, ...] = ()
    kept_for: str = ""
    unverified: bool = False

    def row(self, key: str) -> Row | None:
        """Return the row with that key, or None."""
        return next((row for row in self.rows if row.key == key), None)

    def place(self, key: str) -> int:
        """Return where a row stands, counted from 0; KeyError where there is none."""
        for n, row in enumerate(self.rows):
            if row.key == key:
                return n
        raise KeyError(key)

    def target(self, row: Row, way: Way) -> str:
        """Return what a way leads to as a row's key or ``end``; ``next`` below the last row is the end."""
        if way.to != NEXT:
            return way.to
        below = self.place(row.key) + 1
        return self.rows[below].key if below < len(self.rows) else END


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong or doubtful: the row's key ("" for the whole), its column, a Vietnamese sentence."""

    key: str
    column: str
    message: str
    blocking: bool = True


def from_route(route: Route) -> Table:
    """Return the table of a route; what leads to the step below becomes ``next``, so that rows can be moved."""
    codes = [step.code for step in route.steps]
    rows = []
    for n, step in enumerate(route.steps):
        below = codes[n + 1] if n + 1 < len(codes) else END
        ways = tuple(Way(out.code, out.label, NEXT if out.to == below else out.to) for out in step.outcomes)
        asked = tuple(
            Asked(one.code, one.name, one.unit, one.answer_within.vi(), one.silence) for one in step.consultations
        )
        rows.append(
            Row(
                key=step.code,
                code=step.code,
                name=step.name,
                role=step.role,
                unit=step.unit,
                kind=step.kind,
                time=NOT_COUNTED if step.time is None else step.time.vi(),
                result=step.result,
                ways=ways,
                decides=step.decides,
                asked=asked,
                pauses=step.pauses,
            )
        )
    return Table(
        code=route.code,
        name=route.name,
        source=route.source,
        rows=tuple(rows),
        symbol=route.symbol,
        records=route.records,
        kept_for=route.kept_for,
        unverified=route.unverified,
    )


def read_time(text: str) -> Term | None:
    """Return the term of a cell, None where it says that the time is not counted; raises ``Refused("bad_term")``."""
    return None if _NOT_COUNTED.fullmatch(search_key(text)) else Term.parse(text)


def to_route(table: Table, version: int = 1) -> tuple[Route | None, list[Finding]]:
    """Return the route that a table means, or None and every cell that cannot be read, all at once."""
    found = [*_head(table), *(finding for row in table.rows for finding in _cells(table, row))]
    if found or not table.rows:
        return None, found
    route = Route(
        code=table.code,
        version=version,
        name=table.name,
        source=table.source,
        steps=tuple(_step(table, row) for row in table.rows),
        unverified=table.unverified,
        symbol=table.symbol,
        records=table.records,
        kept_for=table.kept_for,
    )
    return route, []


def _head(table: Table) -> Iterable[Finding]:
    if not table.name.strip():
        yield Finding("", "name", "Chưa ghi tên quy trình.")
    if not table.source.strip():
        yield Finding("", "source", "Chưa ghi căn cứ: quyết định nào ban hành quy trình này.")


def _cells(table: Table, row: Row) -> Iterable[Finding]:
    if not row.name.strip():
        yield Finding(row.key, "name", f"Bước {row.code}: chưa ghi trình tự (việc phải làm).")
    if not CODE.fullmatch(row.code):
        yield Finding(row.key, "name", f"Mã bước «{row.code}» chỉ gồm chữ không dấu, số, dấu chấm, gạch.")
    if not row.role:
        yield Finding(row.key, "role", f"Bước {row.code}: chưa chọn ai làm.")
    if not row.unit:
        yield Finding(row.key, "unit", f"Bước {row.code}: chưa chọn đơn vị làm.")
    if row.kind not in _KINDS:
        yield Finding(row.key, "kind", f"Bước {row.code}: chưa chọn loại bước.")
    message = _unreadable(row.time)
    if message:
        yield Finding(row.key, "time", f"Bước {row.code}: {message}")
    yield from _ways(table, row)
    yield from (finding for asked in row.asked for finding in _opinion(row, asked))


def _ways(table: Table, row: Row) -> Iterable[Finding]:
    keys = {other.key for other in table.rows}
    codes = [way.code for way in row.ways]
    for way in row.ways:
        if not way.label.strip():
            yield Finding(row.key, "ways", f"Bước {row.code}: có lối ra chưa ghi chữ trên nút.")
        if way.to not in keys | {NEXT, END}:
            yield Finding(row.key, "ways", f"Bước {row.code}, lối ra «{way.label}»: chưa chọn đi tới bước nào.")
        if codes.count(way.code) > 1:
            yield Finding(row.key, "ways", f"Bước {row.code}: hai lối ra cùng mã «{way.code}».")


def _opinion(row: Row, asked: Asked) -> Iterable[Finding]:
    if not asked.name.strip() or not asked.unit:
        yield Finding(row.key, "asked", f"Bước {row.code}: chưa ghi lấy ý kiến của ai.")
    try:
        term = read_time(asked.answer_within)
    except Refused:
        term = None
    if term is None:
        yield Finding(row.key, "asked", f"Bước {row.code}: chưa ghi thời hạn trả lời ý kiến, ví dụ «3 ngày làm việc».")
    if asked.silence not in _SILENCE:
        yield Finding(row.key, "asked", f"Bước {row.code}: chưa chọn không trả lời thì coi là gì.")


def _unreadable(text: str) -> str:
    """Return what is wrong with a time, "" where it can be read."""
    if not text.strip():
        return "chưa ghi thời gian; không tính thì ghi «không tính»."
    try:
        read_time(text)
    except Refused as refused:
        return f"{refused.message} Ghi ví dụ: 0,5 ngày · 4 giờ · 1/2 ngày · không tính."
    return ""


def _step(table: Table, row: Row) -> Step:
    codes = {other.key: other.code for other in table.rows}
    return Step(
        code=row.code,
        name=row.name,
        role=row.role,
        unit=row.unit,
        kind=_KINDS[row.kind],
        time=read_time(row.time),
        outcomes=tuple(Outcome(way.code, way.label, codes.get(table.target(row, way), END)) for way in row.ways),
        decides=row.decides,
        consultations=tuple(_consultation(asked) for asked in row.asked),
        result=row.result,
        pauses=row.pauses,
    )


def _consultation(asked: Asked) -> Consultation:
    term = read_time(asked.answer_within)
    assert term is not None
    return Consultation(asked.code, asked.name, asked.unit, term, _SILENCE[asked.silence])


def numbered(table: Table) -> bool:
    """Tell whether the rows carry the usual numbers B1, B2, B3 … in their order."""
    return all(row.code == f"B{n}" for n, row in enumerate(table.rows, start=1))


def free_code(table: Table) -> str:
    """Return a number that no row has yet."""
    taken = {int(found[1]) for row in table.rows if (found := _NUMBERED.fullmatch(row.code))}
    return f"B{max(taken, default=0) + 1}"
