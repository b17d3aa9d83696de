"""Workbooks as Excel and people leave them: merged cells, dates, formulas, hidden sheets; broken ones too."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from motcua.core.procedure.bulk.cells import plain
from motcua.core.procedure.bulk.gathering import gather
from motcua.core.procedure.bulk.tables import Table
from motcua.core.refusal import Refused
from motcua.procedures.bulk import reading, workbook


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def a_list() -> Workbook:
    book = Workbook()
    one = book.active
    assert one is not None
    one.title = "Danh mục"
    rows: list[list[Any]] = [
        ["DANH MỤC THỦ TỤC"], [],
        ["STT", "MÃ SỐ TTHC", "Tên thủ tục hành chính", "Linh vuc", "Cách thức thực hiện", None, None, "Ngày hiệu lực"],
        [None, None, None, None, "Trực tiếp", "Trực tuyến", "BCCI", None],
        [1, "1.013.788 ", "Việc một", "Hộ tịch", "x", "x", None, date(2026, 7, 1)],
        [2, 1.00065, "Việc hai", None, "x", None, None, "01/07/2026"],
    ]  # fmt: skip
    for row in rows:
        one.append(row)
    one.merge_cells("A1:H1")
    one.merge_cells("E3:G3")
    one.merge_cells("D5:D6")
    hidden = book.create_sheet("Trường hợp")
    hidden.append(["Mã thủ tục", "Mã"])
    hidden.sheet_state = "hidden"
    return book


def test_a_list_with_merged_cells_is_read_as_it_is_seen() -> None:
    found = gather(workbook.read(saved(a_list())))
    first, second = found.rows
    assert [(row.line, row.code, row.given["field"]) for row in found.rows] == [
        (5, "1.013788", "Hộ tịch"),
        (6, "1.000650", "Hộ tịch"),
    ]
    assert (first.flags["direct"], first.flags["online"], second.flags["online"]) == (True, True, False)
    assert first.begins == second.begins == "2026-07-01"
    assert "cases" not in first.given


def test_what_is_written_is_read_as_openpyxl_reads_it() -> None:
    lines: tuple[list[Any], ...] = (
        ["=1+1", 5, date(2026, 7, 1), None],
        ["<a> & 'b'", 0, None, "hai\ndòng _x0041_"],
        ["  ", -3, None, "Ư"],
    )
    data = workbook.written([Table("Thủ tục", "thu-tuc", ("A", "B", "C", "D"), lines)])
    (grid,) = workbook.read(data)
    other = load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
    theirs = [list(row) for row in other.iter_rows(values_only=True, max_col=4)]
    assert [cells + [None] * (4 - len(cells)) for _, cells in grid.lines] == theirs
    assert plain(grid.lines[1][1][2]) == "01/07/2026"


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_cut_workbook_is_refused_in_words(cut: float) -> None:
    data = saved(a_list())
    with pytest.raises(Refused, match="bị hỏng"):
        reading.read("a.xlsx", data[: int(len(data) * cut)])


def packed(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def as_excel(words: str) -> bytes:
    """Return a workbook as Excel packs it: words apart, runs of letters, styles of days, prefixes."""
    rels = '<Relationships><Relationship Id="rId1" Target="/xl/worksheets/sheet1.xml"/></Relationships>'
    cells = (
        '<x:row r="3"><x:c r="B3" t="s"><x:v>0</x:v></x:c><x:c r="C3" s="1"><x:v>46204</x:v></x:c></x:row>'
        '<x:row r="9"><x:c r="B9" t="s"><x:v>1</x:v></x:c>'
        '<x:c r="D9" t="str"><x:f>A1</x:f><x:v>tính</x:v></x:c></x:row>'
    )
    return packed(
        {
            "xl/workbook.xml": '<x:workbook><x:sheets><x:sheet name="Một" r:id="rId1"/></x:sheets></x:workbook>',
            "xl/_rels/workbook.xml.rels": rels,
            "xl/styles.xml": '<s><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></s>',
            "xl/sharedStrings.xml": words,
            "xl/worksheets/sheet1.xml": f"<x:worksheet><x:sheetData>{cells}</x:sheetData></x:worksheet>",
        }
    )


def test_words_kept_apart_are_found_as_excel_packs_them() -> None:
    words = (
        "<sst><si><r><t>Đăng </t></r><r><t>ký</t></r><rPh><t>nghe</t></rPh></si><si><t>hai_x000D_\ndòng</t></si></sst>"
    )
    (grid,) = workbook.read(as_excel(words))
    assert [(number, [plain(cell) for cell in cells if cell]) for number, cells in grid.lines] == [
        (3, ["Đăng ký", "01/07/2026"]),
        (9, ["hai\ndòng", "tính"]),
    ]


def test_lists_with_damaged_packing_are_refused_in_words() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("thu-tuc.csv", "\n".join(f"2.{n:06},Việc {n * 7919}" for n in range(300)))
    damaged = bytearray(out.getvalue())
    damaged[60:300] = bytes(letter ^ 0x5A for letter in damaged[60:300])
    with pytest.raises(Refused, match="bị hỏng"):
        reading.read("a.zip", bytes(damaged))


def test_bombs_and_entities_are_refused() -> None:
    entities = '<!DOCTYPE a [<!ENTITY b "c">]><sst><si><t>&b;</t></si><si><t>b</t></si></sst>'
    with pytest.raises(Refused, match="Không mở được"):
        reading.read("a.xlsx", as_excel(entities))
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/workbook.xml", "w") as opened:
        for _piece in range(reading.UNPACKED // (1 << 24) + 1):
            opened.write(bytes(1 << 24))
    with pytest.raises(Refused, match="quá lớn"):
        reading.kind_of("a.xlsx", bomb.getvalue())
