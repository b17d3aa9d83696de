"""The two cost sheets as a form: rows of tasks before and after, read without losing what was typed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.core.procedure.cost import (
    TASK_KINDS,
    Burden,
    Income,
    Task,
    number_text,
    parse_amount,
    parse_hours,
    parse_number,
    rounded,
)

SIDES: Final = ("before", "after")
COLUMNS: Final = ("kind", "name", "hours", "hourly", "hired", "paid", "times")
BLANK: Final = 2
MOST_ROWS: Final = 120
MOST_SUBJECTS: Final = 10**9


@dataclass(slots=True)
class Row:
    """One task as it was typed; ``cost`` is what it comes to once it could be read."""

    kind: str = "prepare"
    name: str = ""
    hours: str = ""
    hourly: str = ""
    hired: str = ""
    paid: str = ""
    times: str = "1"
    cost: int | None = None
    error: str = ""

    @property
    def blank(self) -> bool:
        """Tell whether nothing was typed."""
        return not (self.name or self.hours or self.hourly or self.hired or self.paid)


@dataclass(slots=True)
class Side:
    """One sheet as it was typed."""

    rows: list[Row]
    times_per_year: str = "1"
    subjects: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> bool:
        """Tell whether something could not be read."""
        return bool(self.errors) or any(row.error for row in self.rows)


def show(burden: Burden) -> Side:
    """Return a sheet as the form shows it."""
    rows = [
        Row(
            task.kind, task.name, number_text(task.hours) if task.hours else "",
            "" if task.hourly is None else _money(task.hourly), _money(task.hired) if task.hired else "",
            _money(task.paid) if task.paid else "", number_text(task.times),
        )
        for task in burden.tasks
    ]  # fmt: skip
    subjects = _money(burden.subjects_per_year) if burden.subjects_per_year else ""
    return Side(rows, number_text(burden.times_per_year), subjects)


def read(post: QueryDict, side: str) -> Side:
    """Return a sheet as it was typed, blank rows left out."""
    columns = {name: post.getlist(f"{side}-{name}")[:MOST_ROWS] for name in COLUMNS}
    rows = []
    for n in range(len(columns["name"])):
        kind, name, hours, hourly, hired, paid, times = (
            columns[column][n][:500].strip() if n < len(columns[column]) else "" for column in COLUMNS
        )
        row = Row(kind, name, hours, hourly, hired, paid, times)
        if not row.blank:
            rows.append(row)
    times_per_year, subjects = (post.get(f"{side}-{name}", "")[:20].strip() for name in ("times_per_year", "subjects"))
    return Side(rows, times_per_year, subjects)


def burden_of(side: Side, income: Income) -> Burden | None:
    """Return what a sheet means, with the cost of each row; None where something could not be read."""
    tasks = [task for row in side.rows if (task := _task(row)) is not None]
    for row, task in zip((row for row in side.rows if not row.error), tasks, strict=True):
        row.cost = rounded(task.cost(income.hourly))
    times = parse_number(side.times_per_year or "1")
    subjects = parse_amount(side.subjects or "0")
    if times is None:
        side.errors.append(_("Số lần một năm phải là số, ví dụ 1 hoặc 0,5."))
    if subjects is None or subjects > MOST_SUBJECTS:
        side.errors.append(_("Số đối tượng một năm phải là số nguyên."))
    if side.wrong or times is None or subjects is None:
        return None
    return Burden(tuple(tasks), income, times, subjects)


def padded(side: Side, more: int = 0) -> Side:
    """Return the sheet with blank rows to go on."""
    blank = [Row(times="1") for _ in range(min(BLANK + more, MOST_ROWS - len(side.rows)))]
    return Side([*side.rows, *blank], side.times_per_year, side.subjects, side.errors)


def rows_by_kind(burden: Burden | None) -> list[tuple[str, int]]:
    """Return the cost of one execution by kind of task, in whole đồng."""
    return [] if burden is None else [(kind, rounded(cost)) for kind, cost in burden.by_kind().items()]


def _task(row: Row) -> Task | None:
    hours = parse_hours(row.hours) if row.hours else Fraction(0)
    times = parse_number(row.times) if row.times else Fraction(1)
    typed = {"hourly": row.hourly, "hired": row.hired, "paid": row.paid}
    amounts = {name: parse_amount(text) for name, text in typed.items() if text}
    row.error = _problem(row, hours, times, unread=None in amounts.values())
    if row.error or hours is None or times is None:
        return None
    kind = next(one for one in TASK_KINDS if one == row.kind)
    hired, paid = amounts.get("hired") or 0, amounts.get("paid") or 0
    return Task(kind, row.name, hours, amounts.get("hourly"), hired, paid, times)


def _problem(row: Row, hours: Fraction | None, times: Fraction | None, *, unread: bool) -> str:
    if not row.name:
        return _("Ghi tên việc.")
    if row.kind not in TASK_KINDS:
        return _("Chọn loại việc.")
    if hours is None:
        return _("Số giờ viết như 0,5 hoặc 30 phút.")
    if unread:
        return _("Số tiền viết như 150.000.")
    return "" if times is not None else _("Số lần viết như 1 hoặc 0,5.")


def _money(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def wrong(sides: Iterable[Side]) -> bool:
    """Tell whether something in the sheets could not be read."""
    return any(side.wrong for side in sides)
