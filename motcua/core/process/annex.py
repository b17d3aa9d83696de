"""The table of steps in the annex of a provincial decision, recognised in a grid of cells of whatever arrangement.

What the annex says (steps, times) is read; what it leaves to be understood (role, unit, kind, ways out) is guessed by
tables of words and marked, so that a person confirms it. Nothing is dropped silently: every problem has its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from motcua.core.process.annex_guess import Guesser
from motcua.core.process.annex_time import BadTime, time_of
from motcua.core.process.annex_words import AnnexWords, Column, match
from motcua.core.process.review import main_time
from motcua.core.process.table import NOT_COUNTED, Row, Table, to_route
from motcua.core.text import nfc, search_key
from motcua.core.worktime.vietnamese import amount

SHOWN = 60
_NO_STEP = "Dòng «{}» không ghi ai làm và thời gian nên không lấy thành một bước."
ABOVE = 12
_SPACES = re.compile(r"\s+")
_DECISION = re.compile(
    r"(quyết định|qđ)\s*(số)?[:\s]*(\S*\d+\S*/\S*QĐ\S*)(\s*(?:,)?\s*ngày\s*\d[\d/. ]*(?:tháng[\d ]+năm[\d ]+)?)?", re.I
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text; ``guessed`` where the program that wrote it spoilt it (1/2 became a date).

    ``merged`` says that it only repeats the cell above, with which it was merged.
    """

    text: str = ""
    guessed: bool = False
    merged: bool = False


Grid = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file: its name ("" in a CSV) and its cells from the first line on."""

    name: str
    grid: Grid


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A problem and where it is: sheet, line from 1, column as a letter; 0 and "" for the whole."""

    sheet: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        parts = [f"trang «{self.sheet}»"] if self.sheet else []
        parts += [f"dòng {self.line}"] if self.line else []
        parts += [f"cột {self.column}"] if self.column else []
        return f"{', '.join(parts) or 'cả tệp'}: {self.message}"


@dataclass(frozen=True, slots=True)
class Found:
    """One table of steps that a file holds, before its rows are read."""

    sheet: Sheet
    head: int
    columns: Mapping[Column, int]
    end: int

    @property
    def title(self) -> str:
        """Return the words above the table that most look like the name of a route, "" where there are none."""
        return _title(self)


@dataclass(slots=True)
class Annex:
    """A table read: the rows, the cells that were guessed as (key, column), and every problem with its place."""

    table: Table
    guesses: set[tuple[str, str]] = field(default_factory=set)
    problems: list[Spot] = field(default_factory=list)


def find(sheets: Sequence[Sheet], words: AnnexWords) -> list[Found]:
    """Return every table of steps in a file, in its order: a line of headings that names steps and who or how long."""
    found = []
    for sheet in sheets:
        heads = [(n, columns) for n, line in enumerate(sheet.grid) if (columns := _columns(line, words))]
        for m, (n, columns) in enumerate(heads):
            end = heads[m + 1][0] if m + 1 < len(heads) else len(sheet.grid)
            found.append(Found(sheet, n, columns, end))
    return found


def _columns(line: Sequence[Cell], words: AnnexWords) -> dict[Column, int]:
    """Return which column stands where in a line of headings; empty where it is none."""
    columns: dict[Column, int] = {}
    for n, cell in enumerate(line):
        named = words.column(cell.text)
        if named and named not in columns:
            columns[named] = n
    if "name" not in columns and "number" in columns and {"holder", "time"} <= columns.keys():
        columns["name"] = columns.pop("number")  # "Các bước" is then the steps themselves
    return columns if "name" in columns and columns.keys() & {"holder", "time"} else {}


def _title(found: Found) -> str:
    lines = found.sheet.grid[max(0, found.head - ABOVE) : found.head]
    texts = [clean(cell.text) for line in reversed(lines) for cell in line if not cell.merged and cell.text.strip()]
    named = [text for text in texts if re.match(r"(\S+\s+){0,3}(quy trinh|thu tuc)\b", search_key(text))]
    return next((text for text in named if len(text) < 400), "")


def clean(text: str) -> str:
    """Return a cell's text in one line and one spelling."""
    return _SPACES.sub(" ", nfc(text)).strip()


@dataclass(slots=True)
class _Line:
    """One step as its lines of the file give it."""

    number: int
    cells: dict[Column, Cell]


class _Reader:
    """Reads one table."""

    def __init__(self, found: Found, words: AnnexWords, parts: Mapping[str, str], province: str) -> None:
        self.found, self.words = found, words
        self.guesser = Guesser(words, parts, province)
        self.problems: list[Spot] = []
        self.guesses: set[tuple[str, str]] = set()
        self.total: tuple[_Line, str] | None = None

    def read(self) -> Annex:
        lines = list(self._steps())
        if not lines:
            self._problem(self.found.head, "name", "Dưới dòng tiêu đề không có bước nào.")
        rows = [self._row(n, line, len(lines)) for n, line in enumerate(lines, start=1)]
        holders = [clean(line.cells.get("holder", Cell()).text) for line in lines]
        rows, guessed = self.guesser.complete(rows, holders)
        self.guesses |= guessed
        for line, row, holder in zip(lines, rows, holders, strict=True):
            if not row.role:
                what = f"Không đoán được ai làm từ «{holder[:SHOWN]}»" if holder else "Chưa ghi ai làm"
                self._problem(line.number, "holder", f"{what}: chọn vai trò trong bảng bên dưới.")
        table = Table(code="", name=self.found.title, source=self._source(), rows=tuple(rows))
        self._compare_total(table)
        self.guesses |= {("", name) for name in ("name", "source") if getattr(table, name)}
        return Annex(table, self.guesses, sorted(self.problems))

    def _problem(self, line: int, column: Column, message: str) -> None:
        place = self.found.columns.get(column)
        letter = "" if place is None else letters(place)
        self.problems.append(Spot(self.found.sheet.name, line + 1, letter, message))

    def _steps(self) -> Iterator[_Line]:
        held: _Line | None = None
        for number in range(self.found.head + 1, self.found.end):
            cells = self._cells(number)
            if not any(cell.text.strip() and not cell.merged for cell in cells.values()):
                continue
            line = _Line(number, cells)
            if self._is_total(line):
                break
            if held is not None and self._continues(line):
                self._join(held, line)
                continue
            if held is not None:
                yield held
            held = line
            if self._is_heading(line):
                self._problem(number, "name", _NO_STEP.format(clean(cells.get("name", Cell()).text)[:SHOWN]))
                held = None
        if held is not None:
            yield held

    def _cells(self, number: int) -> dict[Column, Cell]:
        line = self.found.sheet.grid[number]
        return {name: line[place] for name, place in self.found.columns.items() if place < len(line)}

    def _is_total(self, line: _Line) -> bool:
        texts = [clean(cell.text) for cell in self.found.sheet.grid[line.number] if cell.text.strip()]
        if not texts or not match(search_key(texts[0]), self.words.totals):
            return False
        time = line.cells.get("time", Cell()).text.strip() or (texts[-1] if len(texts) > 1 else "")
        self.total = (line, time)
        return True

    def _continues(self, line: _Line) -> bool:
        """Tell whether a line only goes on with the step above: its number is merged or empty, and it has no time."""
        number, time = line.cells.get("number"), line.cells.get("time", Cell())
        timeless = not time.text.strip() or time.merged
        if number is None:
            return timeless and not line.cells.get("holder", Cell()).text.strip()
        return bool(number.merged and number.text.strip()) or (not number.text.strip() and timeless)

    def _join(self, held: _Line, line: _Line) -> None:
        for name in ("name", "holder", "result"):
            more, before = line.cells.get(name, Cell()), held.cells.get(name, Cell())
            if more.text.strip() and not more.merged:
                text = f"{before.text.strip()} {more.text.strip()}".strip()
                held.cells[name] = Cell(text, guessed=True)
        time = line.cells.get("time", Cell())
        if time.text.strip() and not time.merged:
            self._problem(line.number, "time", "Một bước có hai thời gian: tách thành hai bước có số thứ tự riêng.")

    def _is_heading(self, line: _Line) -> bool:
        """Tell whether a line only names a part of the table: a step has at least somebody or a time."""
        texts = {name: cell.text.strip() for name, cell in line.cells.items()}
        return not texts.get("time") and not texts.get("holder")

    def _row(self, n: int, line: _Line, count: int) -> Row:
        key = f"s{n}"
        name, result = (clean(line.cells.get(column, Cell()).text) for column in ("name", "result"))
        if not name:
            self._problem(line.number, "name", "Bước này chưa ghi trình tự (việc phải làm).")
        for column in ("name", "result"):
            if line.cells.get(column, Cell()).guessed:
                self.guesses.add((key, column))
        return Row(key=key, code=f"B{n}", name=name, result=result, time=self._time(key, line, last=n == count))

    def _time(self, key: str, line: _Line, *, last: bool) -> str:
        cell = line.cells.get("time", Cell())
        text = clean(cell.text)
        if cell.merged:
            self._problem(line.number, "time", "Ô thời gian gộp cho nhiều bước: ghi riêng thời gian của từng bước.")
            return ""
        if not text and last:
            self.guesses.add((key, "time"))
            return NOT_COUNTED
        try:
            read = time_of(text, clean(self._heading()), self.words)
        except BadTime as wrong:
            self._problem(line.number, "time", str(wrong))
            return text
        if read.guessed or cell.guessed:
            self.guesses.add((key, "time"))
        return read.text

    def _source(self) -> str:
        for line in self.found.sheet.grid[: self.found.head]:
            for cell in line:
                named = _DECISION.search(clean(cell.text))
                if named:
                    return clean(f"Quyết định số {named[3]}{named[4] or ''}").rstrip(" ,.)")
        return ""

    def _compare_total(self, table: Table) -> None:
        if self.total is None:
            return
        line, text = self.total
        if any(finding.column == "time" for finding in to_route(table)[1]):
            return  # a sum of times that cannot be read says nothing
        try:
            total = time_of(text, clean(self._heading()), self.words)
        except BadTime as wrong:
            self._problem(line.number, "time", f"Dòng tổng: {wrong}")
            return
        whole = Table("", "", rows=(Row("t", "B1", time=total.text),))
        if main_time(whole) != main_time(table):
            told = f"Dòng tổng ghi {total.text} nhưng các bước cộng lại được {amount(main_time(table))} ngày."
            self._problem(line.number, "time", told)

    def _heading(self) -> str:
        place = self.found.columns.get("time")
        return "" if place is None else self.found.sheet.grid[self.found.head][place].text


def read(found: Found, words: AnnexWords, parts: Mapping[str, str], province: str) -> Annex:
    """Read one table of steps.

    ``parts`` are the divisions of agencies by the ending of their code ("KT": "Phòng Kinh tế"), ``province`` the code
    of the province's committee: what a step's unit can be guessed from.
    """
    return _Reader(found, words, parts, province).read()


def letters(place: int) -> str:
    """Return the name of a column as spreadsheets have it: A, B … Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
