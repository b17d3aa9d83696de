"""The cells of a CSV or XLSX file, whatever program wrote it: encodings, separators, merged cells, spoilt fractions."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from motcua.core.process.annex import Cell, Sheet, find
from motcua.core.process.annex_words import AnnexWords
from motcua.core.refusal import Refused
from motcua.core.text import nfc
from motcua.procedures import archives

LARGEST = 5 * 1024 * 1024
UNPACKED = 40 * 1024 * 1024
MOST_PARTS, MOST_LINES, MOST_COLUMNS, MOST_SHEETS = 2000, 5000, 60, 40
SEPARATORS = (",", ";", "\t", "|")
ZIP, OLD_EXCEL, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"


def sheets_of(name: str, data: bytes, words: AnnexWords) -> list[Sheet]:
    """Return the sheets of an uploaded file; raises ``Refused("bad_file")`` with what to do."""
    if not data:
        raise refused(_("Tệp trống."), _("Chọn lại tệp có bảng các bước."))
    if len(data) > LARGEST:
        raise refused(_("Tệp lớn hơn 5 MB."), _("Chỉ giữ lại bảng các bước rồi tải lên lại."))
    if data.startswith(OLD_EXCEL):
        raise refused(
            _("Đây là tệp Excel đời cũ (.xls)."), _("Mở tệp bằng Excel hoặc LibreOffice rồi lưu thành .xlsx.")
        )
    if data.startswith(PDF) or name.lower().endswith((".doc", ".docx", ".odt", ".pdf")):
        raise refused(
            _("Tệp văn bản chưa đọc được bảng."), _("Chép bảng các bước sang Excel rồi lưu thành .xlsx hoặc .csv.")
        )
    return _workbook(data) if data.startswith(ZIP) else [Sheet("", _csv(decoded(data), words))]


def refused(message: str, hint: str = "") -> Refused:
    """Return the refusal of a file that cannot be used at all."""
    return Refused("bad_file", message, hint)


def decoded(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or Windows-1258, composed; without a mark the bytes tell which."""
    text = None
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            text = _try(data, encoding)
            break
    else:
        even, odd = data[0:2000:2].count(0), data[1:2000:2].count(0)
        guesses = ["utf-16-le"] if odd > even else ["utf-16-be"] if even else ["utf-8", "cp1258"]
        text = next((found for guess in guesses if (found := _try(data, guess)) is not None), None)
    if text is None or "\x00" in text:
        raise refused(_("Không nhận ra bảng mã của tệp."), _("Lưu lại tệp với mã UTF-8 (CSV UTF-8)."))
    return nfc(text)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _csv(text: str, words: AnnexWords) -> list[list[Cell]]:
    """Return the cells of a CSV by the separator that makes a table of steps of it, else the one with most columns."""
    ranked = []
    for separator in SEPARATORS:
        try:
            lines = [[Cell(field) for field in line[:MOST_COLUMNS]] for line in _lines(text, separator)]
        except csv.Error:
            continue
        found = find([Sheet("", lines)], words)
        columns = len(found[0].columns) if found else 0
        ranked.append((columns, max(map(len, lines), default=0), -SEPARATORS.index(separator), lines))
    if not ranked:
        raise refused(_("Không đọc được tệp CSV."), _("Kiểm tra dấu ngoặc kép trong tệp, hoặc lưu thành .xlsx."))
    return max(ranked, key=lambda one: one[:3])[3]


def _lines(text: str, separator: str) -> Iterator[list[str]]:
    """Yield the fields with one list for each line of the file, so that problems name the line that an editor shows."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    done = 0
    for fields in reader:
        if reader.line_num > MOST_LINES:
            raise refused(_("Tệp có hơn 5000 dòng."), _("Chỉ giữ lại bảng các bước rồi tải lên lại."))
        yield fields
        # A field over several lines: empty lines keep the count.
        for _more in range(reader.line_num - done - 1):
            yield []
        done = reader.line_num


def _workbook(data: bytes) -> list[Sheet]:
    _harmless(data)
    try:
        book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"][:MOST_SHEETS]
        return [Sheet(nfc(sheet.title), _cells(sheet)) for sheet in sheets]
    except Refused:
        raise
    except Exception as wrong:  # openpyxl raises whatever the broken part led it to
        raise refused(
            _("Không mở được tệp Excel."), _("Mở tệp bằng Excel hoặc LibreOffice rồi lưu lại thành .xlsx.")
        ) from wrong


def _harmless(data: bytes) -> None:
    """Refuse an archive that unpacks to more than a table of steps can be, or whose parts define entities."""
    try:
        archive = archives.opened(data, MOST_PARTS, UNPACKED)
        heads = [archives.read(archive, part, 4096) for part in archive.namelist()]
    except archives.Oversized:
        raise refused(_("Tệp Excel giải nén ra quá lớn."), _("Chỉ giữ lại bảng các bước rồi tải lên lại.")) from None
    except archives.Broken as wrong:
        raise refused(_("Tệp Excel bị hỏng hoặc có mật khẩu."), _("Bỏ mật khẩu, lưu lại rồi tải lên.")) from wrong
    if any(b"<!DOCTYPE" in head for head in heads):
        raise refused(_("Tệp Excel có phần không được phép (DOCTYPE)."))


def _cells(sheet: Worksheet) -> list[list[Cell]]:
    last, width = min(sheet.max_row, MOST_LINES), min(sheet.max_column, MOST_COLUMNS)
    lines = [
        [_cell(value) for value in line]
        for line in sheet.iter_rows(min_row=1, max_row=last, max_col=width, values_only=True)
    ]
    for area in sheet.merged_cells.ranges:
        top, left = area.min_row - 1, area.min_col - 1
        if top >= last or left >= width:
            continue
        first = lines[top][left]
        for line in range(top, min(area.max_row, last)):
            for column in range(left, min(area.max_col, width)):
                if (line, column) != (top, left):
                    # Downwards the words hold for every line; to the right they stand once.
                    lines[line][column] = Cell(first.text if column == left else "", first.guessed, merged=True)
    return lines


def _cell(value: Any) -> Cell:
    if value is None:
        return Cell()
    if isinstance(value, datetime | date):
        # "1/2" typed into a cell becomes the first of February, or the second of January: a fraction below one.
        low, high = sorted((value.day, value.month))
        return Cell(f"{low}/{high}", guessed=True)
    if isinstance(value, float):
        exact = Decimal(value).quantize(Decimal("0.0001"), ROUND_HALF_UP).normalize()
        return Cell(f"{exact:f}".replace(".", ","))
    return Cell(nfc(str(value)))
