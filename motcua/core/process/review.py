"""Everything that is wrong or doubtful in a route's table, beside the row that it concerns, and its sums of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from motcua.core.process.route import END, Route, in_days, problems
from motcua.core.process.table import REJECT, Finding, Row, Table, read_time, to_route
from motcua.core.refusal import Refused
from motcua.core.worktime import Term
from motcua.core.worktime.vietnamese import amount

_SPLIT_DAY = (
    "Bước {}: «{}» là ngày lịch nên phần lẻ rơi vào ngày hôm sau; muốn tính trong giờ làm việc thì ghi «ngày làm việc» "
    "hoặc «giờ»."
)


@dataclass(frozen=True, slots=True)
class Limit:
    """The legal term of one case that uses the route."""

    name: str
    term: Term


@dataclass(frozen=True, slots=True)
class Sum:
    """How the counted time stands against one case's term, in days; ``left`` is negative where it exceeds."""

    name: str
    term: Term
    counted: Fraction
    left: Fraction

    @property
    def fits(self) -> bool:
        """Tell whether the counted time stays within the term."""
        return self.left >= 0

    @property
    def left_vi(self) -> str:
        """Write what is left, or by how much the term is exceeded, as a number of days."""
        return amount(abs(self.left))


@dataclass(frozen=True, slots=True)
class Review:
    """What a check of a table found; ``counted`` is the time on the main way in days, as far as it can be read."""

    findings: tuple[Finding, ...]
    counted: Fraction
    sums: tuple[Sum, ...]
    route: Route | None

    @property
    def sound(self) -> bool:
        """Tell whether nothing stands in the way of publishing."""
        return not any(finding.blocking for finding in self.findings)

    @property
    def counted_vi(self) -> str:
        """Write the counted time as a number of days."""
        return amount(self.counted)

    def of(self, key: str) -> list[Finding]:
        """Return the findings of one row ("" for those of the whole)."""
        return [finding for finding in self.findings if finding.key == key]


def review(table: Table, limits: Sequence[Limit] = ()) -> Review:
    """Return all findings of a table and its sums; a sum is given even while other things are still wrong."""
    route, found = to_route(table)
    if route is not None or not table.rows:
        keys = {row.code: row.key for row in table.rows}
        whole = route or Route(table.code, 1, table.name, table.source, ())
        found = [*found, *(Finding(keys.get(code, ""), "", message) for code, message in problems(whole))]
    found = [*found, *_doubts(table)]
    counted = main_time(table)
    sums = tuple(_sum(limit, counted) for limit in limits)
    found += [Finding("", "time", _exceeded(one)) for one in sums if not one.fits]
    return Review(tuple(found), counted, sums, route)


def main_time(table: Table) -> Fraction:
    """Return the time of the rows on the main way (first ways out) in days; a time that cannot be read counts 0."""
    total, seen = Fraction(0), set[str]()
    row = table.rows[0] if table.rows else None
    while row is not None and row.key not in seen:
        seen.add(row.key)
        total += _days(row.time)
        to = table.target(row, row.ways[0]) if row.ways else END
        row = None if to == END else table.row(to)
    return total


def _days(text: str) -> Fraction:
    try:
        term = read_time(text)
    except Refused:
        return Fraction(0)
    return Fraction(0) if term is None else in_days(term)


def _sum(limit: Limit, counted: Fraction) -> Sum:
    return Sum(limit.name, limit.term, counted, in_days(limit.term) - counted)


def _exceeded(one: Sum) -> str:
    return (
        f"Tổng thời gian các bước là {amount(one.counted)} ngày, vượt thời hạn {one.term.vi()} của «{one.name}» "
        f"{one.left_vi} ngày."
    )


def _doubts(table: Table) -> Iterable[Finding]:
    for row in table.rows:
        yield from _ways(table, row)
        if row.decides:
            yield from _decision(table, row)
        if _is_split_day(row.time):
            yield Finding(row.key, "time", _SPLIT_DAY.format(row.code, row.time.strip()), False)
        if row.kind == "return" and row.time.strip() and _days(row.time):
            yield Finding(row.key, "time", f"Bước {row.code}: trả kết quả thường không tính thời gian.", False)
        if row.pauses and _days(row.time):
            yield Finding(
                row.key, "time", f"Bước {row.code} dừng đồng hồ nên thời gian phải là «không tính».", blocking=True
            )


def _is_split_day(text: str) -> bool:
    """Tell whether a time is a part of a calendar day, which the clock counts from the day after."""
    try:
        term = read_time(text)
    except Refused:
        return False
    return term is not None and any(part.unit == "days" and part.share for part in term.parts)


def _ways(table: Table, row: Row) -> Iterator[Finding]:
    here = table.place(row.key)
    for way in row.ways:
        to = table.target(row, way)
        if way.code.startswith("back") and table.row(to) is not None and table.place(to) > here:
            yield Finding(row.key, "ways", f"Bước {row.code}: «{way.label}» dẫn xuống bước phía dưới.", False)
        if to == END and row.kind != "return":
            yield Finding(row.key, "ways", f"Bước {row.code} kết thúc hồ sơ mà không trả kết quả.")
    if row.ways and table.target(row, row.ways[0]) == row.key:
        yield Finding(row.key, "ways", f"Bước {row.code}: lối ra đầu tiên dẫn về chính bước này.")


def _decision(table: Table, row: Row) -> Iterator[Finding]:
    """Return the ways of a deciding row that no decision can ever take: granting takes one, rejecting another."""
    here = table.place(row.key)
    forward = [w for w in row.ways if (to := table.row(table.target(row, w))) is None or table.place(to.key) > here]
    granting = [way for way in forward if way.code != REJECT]
    if not granting and forward:
        yield Finding(row.key, "ways", f"Bước {row.code} quyết định mà không có lối ra chấp thuận.")
    for way in granting[1:]:
        yield Finding(
            row.key,
            "ways",
            f"Bước {row.code}: quyết định chỉ có một lối chấp thuận và một lối từ chối; «{way.label}» không dùng được.",
        )
