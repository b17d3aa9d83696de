"""Workbooks of many sheets: read line by line with merged cells filled downwards, and written the same way."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, range_boundaries

from motcua.core.procedure.bulk.cells import Cell
from motcua.core.procedure.bulk.header import Grid
from motcua.core.procedure.bulk.tables import Table, width_of
from motcua.core.refusal import Refused
from motcua.core.text import nfc
from motcua.procedures.bulk.sheet_xml import Book, Reader, TooLarge

MOST_LINES, MOST_COLUMNS, MOST_SHEETS = 400_000, 80, 60
LONGEST: Final = 32_767
_WIDEST: Final = 48
_DEEPEST: Final = 5000


def read(data: bytes) -> list[Grid]:
    """Return the visible sheets of a workbook; raises ``Refused("bad_file")`` where it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            book = Book(archive)
            return [_grid(book, title, part) for title, part in book.sheets[:MOST_SHEETS]]
    except TooLarge:
        raise Refused("bad_file", _("Tệp có quá nhiều dòng."), _("Chia danh sách thành nhiều tệp.")) from None
    except Exception as wrong:  # a broken part may lead to anything
        raise Refused(
            "bad_file",
            _("Không mở được tệp Excel: tệp bị hỏng, bị cắt cụt hoặc có mật khẩu."),
            _("Mở tệp bằng Excel hoặc LibreOffice rồi lưu lại thành .xlsx."),
        ) from wrong


def _grid(book: Book, title: str, part: str) -> Grid:
    found = Reader(book, MOST_LINES, MOST_COLUMNS).read(part)
    _fill(found.lines, found.areas)
    return Grid(nfc(title), found.lines)


def _fill(lines: list[tuple[int, list[Any]]], areas: list[str]) -> None:
    """Let the words of a cell that was merged downwards hold for every line of it."""
    by_number = dict(lines)
    for area in areas:
        left, top, _right, bottom = range_boundaries(area)
        if not (left and top and bottom) or bottom - top > _DEEPEST or top not in by_number:
            continue
        first = by_number[top]
        if bottom == top or left > len(first) or first[left - 1] is None:
            continue
        for number in range(top + 1, bottom + 1):
            cells = by_number.get(number)
            if cells is not None and any(cell is not None for cell in cells):
                cells.extend([None] * (left - len(cells)))
                cells[left - 1] = first[left - 1]


def written(tables: Sequence[Table]) -> bytes:
    """Return tables as a workbook, a sheet each; raises ``Refused`` where a cell is longer than a workbook can hold."""
    book = Workbook(write_only=True)
    for table in tables:
        one = book.create_sheet(table.title)
        one.freeze_panes = "B2" if table.lines and len(table.head) > 4 else "A2"
        for at, head in enumerate(table.head):
            wide = max([len(head), *(width_of(line[at]) for line in table.lines[:200])])
            one.column_dimensions[get_column_letter(at + 1)].width = min(wide, _WIDEST) + 2
        one.append([_head(one, head) for head in table.head])
        for line in table.lines:
            one.append([_cell(one, value) for value in line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head(one: Any, words: str) -> Any:
    cell = WriteOnlyCell(one, words)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(one: Any, value: Cell) -> Any:
    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub("", value)
        if len(text) > LONGEST:
            raise Refused(
                "too_long", _("Có ô dài hơn một ô Excel chứa được."), _("Xuất dạng JSON hoặc CSV thay cho XLSX.")
            )
        if not text.startswith("="):
            return text
        cell = WriteOnlyCell(one, text)
        cell.data_type = "s"
        return cell
    if isinstance(value, date):
        cell = WriteOnlyCell(one, datetime.combine(value, time()))
        cell.number_format = "dd/mm/yyyy"
        return cell
    return value
