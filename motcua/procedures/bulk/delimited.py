"""CSV of whatever separator, each line with its number in the file, cells without the mark against formulas."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.core.procedure.bulk.cells import Cell, marked, unmarked
from motcua.core.procedure.bulk.columns import sheet
from motcua.core.procedure.bulk.header import HIGHEST, Grid, header_of, sheet_of
from motcua.core.refusal import Refused
from motcua.ui.table_files import to_csv

SEPARATORS: Final = (",", ";", "\t", "|")
MOST_LINES: Final = 400_000
LARGEST_CELL: Final = 4 * 1024 * 1024


def read(title: str, text: str) -> Grid:
    """Return the cells of a CSV by the separator under which its head makes most sense."""
    part = sheet(sheet_of(title))
    ranked = []
    for place, separator in enumerate(SEPARATORS):
        try:
            first = list(_first(_lines(text, separator)))
        except csv.Error:
            continue
        found = header_of(Grid(title, first), part)
        ranked.append((len(found.names) if found else 0, max(len(cells) for _n, cells in first), -place, separator))
    if not ranked:
        raise Refused("bad_file", _("Không đọc được tệp CSV."), _("Kiểm tra dấu ngoặc kép, hoặc lưu thành .xlsx."))
    try:
        return Grid(title, list(_lines(text, max(ranked)[3])))
    except csv.Error as wrong:
        raise Refused(
            "bad_file",
            _("Tệp CSV hỏng: %(why)s.") % {"why": str(wrong)},
            _("Kiểm tra dấu ngoặc kép, hoặc lưu thành .xlsx."),
        ) from wrong


def _first(lines: Iterator[tuple[int, list[Any]]]) -> Iterator[tuple[int, list[Any]]]:
    for count, line in enumerate(lines):
        if count >= HIGHEST:
            return
        yield line


def _lines(text: str, separator: str) -> Iterator[tuple[int, list[Any]]]:
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begun = 1
    for cells in reader:
        if begun > MOST_LINES:
            raise Refused("bad_file", _("Tệp có quá nhiều dòng."), _("Chia danh sách thành nhiều tệp."))
        yield begun, [unmarked(cell) for cell in cells]
        begun = reader.line_num + 1


def written(head: Sequence[str], lines: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as every CSV here; what would be taken for a formula is marked so that reading undoes it."""
    return to_csv(head, ([marked(cell) if isinstance(cell, str) else cell for cell in line] for line in lines))
