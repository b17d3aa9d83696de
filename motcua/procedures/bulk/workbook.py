"""Workbooks of many sheets: read line by line with merged cells filled downwards, and written the same way."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, range_boundaries

from motcua.core.procedure.bulk.cells import Cell
from motcua.core.procedure.bulk.header import Grid
from motcua.core.procedure.bulk.tables import Table, width_of
from motcua.core.refusal import Refused
from motcua.core.text import nfc

MOST_LINES, MOST_COLUMNS, MOST_SHEETS = 400_000, 80, 60
LONGEST: Final = 32_767
_MERGED: Final = re.compile(rb'<mergeCell [^>]*ref="([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)"')
_WIDEST: Final = 48
_DEEPEST: Final = 5000


def read(data: bytes) -> list[Grid]:
    """Return the visible sheets of a workbook; raises ``Refused("bad_file")`` where it cannot be opened."""
    try:
        _harmless(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            return [_grid(data, one) for one in book.worksheets[:MOST_SHEETS] if one.sheet_state == "visible"]
        finally:
            book.close()
    except Refused:
        raise
    except Exception as wrong:  # openpyxl raises whatever the broken part led it to
        raise Refused(
            "bad_file",
            _("Không mở được tệp Excel: tệp bị hỏng, bị cắt cụt hoặc có mật khẩu."),
            _("Mở tệp bằng Excel hoặc LibreOffice rồi lưu lại thành .xlsx."),
        ) from wrong


def _harmless(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.infolist():
            with archive.open(part) as opened:
                if b"<!DOCTYPE" in opened.read(4096):
                    raise Refused("bad_file", _("Tệp Excel có phần không được phép (DOCTYPE)."))


def _grid(data: bytes, one: Any) -> Grid:
    one.reset_dimensions()
    lines = list(_lines(one))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        areas = _MERGED.findall(archive.read(one._worksheet_path.lstrip("/")))
    _fill(lines, [area.decode() for area in areas])
    return Grid(nfc(one.title), lines)


def _lines(one: Any) -> Iterator[tuple[int, list[Any]]]:
    """Yield the lines that hold anything, each with its number."""
    for number, cells in enumerate(one.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
        if number > MOST_LINES:
            raise Refused("bad_file", _("Tệp có quá nhiều dòng."), _("Chia danh sách thành nhiều tệp."))
        if any(cell is not None for cell in cells):
            yield number, list(cells)


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
