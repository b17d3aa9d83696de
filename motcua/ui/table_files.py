"""Tables as files that offices open: CSV with a mark for Excel, and XLSX with a head, widths and number formats."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from motcua.core.worktime.vietnamese import local

Value = str | int | date | datetime | None
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv; charset=utf-8"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_WIDEST: Final = 60


def to_csv(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a table as CSV in UTF-8 with a byte order mark; what would be taken for a formula is marked."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_written(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """Yield a table as CSV piece by piece, for answers too long to be kept in memory."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    yield b"\xef\xbb\xbf" + out.getvalue().encode()
    for row in rows:
        out.seek(0)
        out.truncate()
        writer.writerow([_written(value) for value in row])
        yield out.getvalue().encode()


def _written(value: Value) -> str | int:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{local(value):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def to_xlsx(title: str, head: Sequence[str], rows: Iterable[Sequence[Value]], above: Sequence[str] = ()) -> bytes:
    """Return a table as a workbook of one sheet; ``above`` are lines over the head (title, decision)."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title[:31]
    for number, line in enumerate(above, start=1):
        sheet.cell(number, 1, line).font = Font(bold=True)
    top = len(above) + 2 if above else 1
    for column, words in enumerate(head, start=1):
        _text(sheet.cell(top, column), words)
        sheet.cell(top, column).font = Font(bold=True)
    widths = [len(words) for words in head]
    for n, row in enumerate(rows, start=top + 1):
        for column, value in enumerate(row, start=1):
            _fill(sheet.cell(n, column), value)
            widths[column - 1] = max(widths[column - 1], min(len(str(value or "")), _WIDEST))
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width + 2
    sheet.freeze_panes = f"A{top + 1}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(cell: Cell | MergedCell, value: Value) -> None:
    if isinstance(value, str):
        _text(cell, value)
        return
    if isinstance(cell, MergedCell):
        return
    cell.value = local(value).replace(tzinfo=None) if isinstance(value, datetime) else value
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy hh:mm" if isinstance(value, datetime) else "dd/mm/yyyy"
    elif isinstance(value, int):
        cell.number_format = "#,##0"


def _text(cell: Cell | MergedCell, words: str) -> None:
    """Write words as words: never as a formula, and without characters that a workbook cannot hold."""
    if isinstance(cell, MergedCell):
        return
    cell.value = "".join(c for c in words if c in "\n\t" or ord(c) >= 32)
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
