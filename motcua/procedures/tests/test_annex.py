"""Annexes of decisions as offices send them: the table of QĐ 2487, and everything that Excel and people do to it."""

from __future__ import annotations

import contextlib
import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from motcua.core.process import annex
from motcua.core.process.annex import Cell, Sheet
from motcua.core.process.annex_guess import Guesser
from motcua.core.process.annex_time import BadTime, time_of
from motcua.core.process.review import Limit, main_time, review
from motcua.core.process.table import Row, Table
from motcua.core.refusal import Refused
from motcua.core.worktime import Term
from motcua.procedures.route_files import ReadFile, annex_words, read_file

PARTS = {
    "QLCN": "Phòng Quản lý công nghệ và Tiêu chuẩn - Đo lường - Chất lượng",
    "VP": "Văn phòng HĐND và UBND / Văn phòng",
    "KT": "Phòng Kinh tế / Phòng Kinh tế, Hạ tầng và Đô thị",
}
HEAD = ["STT", "Trình tự", "Trách nhiệm", "Thời gian"]
STEPS = [
    ["B1", "Tiếp nhận hồ sơ, chuyển phòng chuyên môn", "CCMC của Sở tại TTPVHCC/nhân viên bưu điện", "0,5 ngày"],
    ["B2", "Phân công", "Lãnh đạo Phòng QLCN&TĐC", "0,5 ngày"],
    ["B3", "Thẩm định, dự thảo Tờ trình và Quyết định hoặc công văn từ chối", "Chuyên viên", "4,5 ngày"],
    ["B4", "Xem xét, trình", "Lãnh đạo Phòng", "02 ngày"],
    ["B5", "Ký Tờ trình", "Lãnh đạo Sở", "02 ngày"],
    ["B6", "Ban hành Tờ trình", "Văn thư Sở", "0,5 ngày"],
    ["B7", "Quyết định, Giấy công nhận hoặc công văn từ chối", "UBND tỉnh", "05 ngày"],
    ["B8", "Trả kết quả, thống kê", "CCMC/NVBĐ", "Không tính thời gian"],
]
TITLE = ["Quy trình số 1: Công nhận trung tâm đổi mới sáng tạo cấp tỉnh"]
DECISION = ["(Kèm theo Quyết định số 2487/QĐ-UBND ngày 19 tháng 11 năm 2025 của UBND tỉnh Lạng Sơn)"]
Lines = list[list[Any]]


@pytest.fixture(autouse=True)
def no_code_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files without a database: what a code is made of is another matter."""
    monkeypatch.setattr("motcua.procedures.route_files.code_for", lambda name: "x")


def as_csv(lines: Lines, separator: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(lines)
    return text.getvalue()


def as_xlsx(lines: Lines, merged: Iterable[str] = (), sheet: str = "Phụ lục") -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for line in lines:
        page.append(line)
    for area in merged:
        page.merge_cells(area)
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


def read(data: bytes | str, name: str = "phu-luc.csv", which: int = 0) -> ReadFile:
    return read_file(name, data.encode() if isinstance(data, str) else data, which, PARTS, "H37")


def summary(found: ReadFile) -> list[tuple[str, str, str, str, str]]:
    return [(row.code, row.role, row.unit, row.kind, row.time) for row in found.table.rows]


EXPECTED = [
    ("B1", "receiver", "reception", "receive", "0,5 ngày"),
    ("B2", "head", "competent.QLCN", "assign", "0,5 ngày"),
    ("B3", "handler", "competent.QLCN", "work", "4,5 ngày"),
    ("B4", "head", "competent.QLCN", "approve", "2 ngày"),
    ("B5", "leader", "competent", "approve", "2 ngày"),
    ("B6", "clerk", "competent.VP", "issue", "0,5 ngày"),
    ("B7", "leader", "province.H37", "decide", "5 ngày"),
    ("B8", "returner", "return", "return", "không tính"),
]


def test_the_eight_steps_of_decision_2487_are_recognised() -> None:
    found = read(as_csv([TITLE, DECISION, [], HEAD, *STEPS]))
    assert summary(found) == EXPECTED
    assert found.problems == ()
    assert found.table.name == TITLE[0]
    assert found.table.source == "Quyết định số 2487/QĐ-UBND ngày 19 tháng 11 năm 2025"
    assert [row.key for row in found.table.rows if row.decides] == ["s7"]
    checked = review(found.table, [Limit("Công nhận lần đầu", Term.parse("15 days"))])
    assert checked.sound, [f.message for f in checked.findings]
    assert (checked.counted_vi, checked.sums[0].left_vi) == ("15", "0")
    assert {column for key, column in found.guesses if key == "s3"} == {"role", "unit", "kind", "ways"}
    assert ("s3", "time") not in found.guesses, "what the annex says is not a guess"


def test_the_sheet_of_excel_gives_the_same_as_the_csv() -> None:
    found = read(as_xlsx([TITLE, DECISION, [], HEAD, *STEPS]), "phu-luc.xlsx")
    assert summary(found) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(encoding: str, separator: str) -> None:
    assert summary(read(as_csv([HEAD, *STEPS], separator).encode(encoding))) == EXPECTED


def test_windows_1258_writes_marks_apart() -> None:
    def apart(text: str) -> str:
        """Write a text as Windows-1258 can: the shape of a letter in one, its tone behind it."""
        tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
        out = []
        for letter in text:
            marks = unicodedata.normalize("NFD", letter)
            base = unicodedata.normalize("NFC", "".join(c for c in marks if c not in tones))
            out.append(base + "".join(c for c in marks if c in tones))
        return "".join(out)

    data = apart(as_csv([HEAD, *STEPS], ";")).encode("cp1258")
    found = read(data)
    assert summary(found) == EXPECTED
    assert found.table.rows[2].name == STEPS[2][1], "composed again"


HEADINGS = [
    ["TT", "Nội dung công việc", "Đơn vị, người thực hiện", "Thời gian thực hiện"],
    ["Bước", "TRÌNH TỰ THỰC HIỆN", "Trách nhiệm thực hiện", "Thời gian (ngày làm việc)"],
    ["Số TT", "Trinh tu", "Trach nhiem", "Thoi gian giai quyet"],
    ["STT", "Nội dung các bước thực hiện", "Bộ phận thực hiện", "Thời gian\nxử lý"],
]


@pytest.mark.parametrize("head", HEADINGS)
def test_headings_in_other_words(head: list[str]) -> None:
    assert [row[:3] for row in summary(read(as_xlsx([head, *STEPS]), "x.xlsx"))] == [row[:3] for row in EXPECTED]


def test_columns_in_any_order_with_a_form_and_a_note() -> None:
    head = ["Thời gian", "Ghi chú", "Biểu mẫu/Kết quả", "Trách nhiệm", "Trình tự", "STT"]
    lines = [[time, "xem", f"Mẫu {n}", who, what, n] for n, (_, what, who, time) in enumerate(STEPS, start=1)]
    found = read(as_csv([head, *lines]))
    assert summary(found) == EXPECTED
    assert [row.result for row in found.table.rows][:2] == ["Mẫu 1", "Mẫu 2"]


def test_blank_lines_a_late_heading_and_a_total() -> None:
    lines: Lines = [["UBND TỈNH LẠNG SƠN"], TITLE, [], ["", "", "Đơn vị tính: ngày"], HEAD]
    for step in STEPS:
        lines += [step, [], ["", "", "", ""]]
    found = read(as_csv([*lines, ["Tổng cộng", "", "", "15 ngày"], ["Nơi nhận: như trên", "", "", ""]]))
    assert summary(found) == EXPECTED
    assert found.problems == ()


def test_a_total_that_does_not_add_up_is_told_with_its_line() -> None:
    found = read(as_csv([HEAD, *STEPS, ["Tổng thời gian giải quyết", "", "", "20 ngày"]]))
    assert [str(spot) for spot in found.problems] == [
        "dòng 10, cột D: Dòng tổng ghi 20 ngày nhưng các bước cộng lại được 15 ngày."
    ]


def test_everything_wrong_in_the_times_is_told_at_once_with_line_and_column() -> None:
    wrong = [list(step) for step in STEPS]
    for n, text in (
        (0, "nửa buổi sáng"),
        (1, ""),
        (2, "0 ngày"),
        (3, "2 ngày (08 giờ)"),
        (4, "2/0 ngày"),
        (5, "5000 ngày"),
    ):
        wrong[n][3] = text
    found = read(as_xlsx([["Quy trình"], [], HEAD, *wrong]), "x.xlsx")
    told = {(spot.line, spot.column): spot.message for spot in found.problems}
    assert sorted(told) == [(n, "D") for n in range(4, 10)]
    assert "Không đọc được thời gian «nửa buổi sáng»" in told[4, "D"]
    assert "Chưa ghi thời gian" in told[5, "D"]
    assert "lớn hơn 0" in told[6, "D"]
    assert "hai thời gian khác nhau" in told[7, "D"]
    assert "Không đọc được" in told[8, "D"]
    assert all(spot.sheet == "Phụ lục" for spot in found.problems)
    assert found.table.rows[0].time == "nửa buổi sáng", "what was written stays to be corrected"


def test_cells_merged_downwards_hold_for_each_line_and_a_merged_number_is_one_step() -> None:
    lines: Lines = [
        HEAD,
        ["1", "Tiếp nhận hồ sơ", "Công chức một cửa", "0,5 ngày"],
        ["2", "Thẩm định", "Chuyên viên phòng Kinh tế", "2 ngày"],
        ["", "và dự thảo kết quả", "", ""],
        ["3", "Ký", "Chủ tịch UBND xã", "1 ngày"],
        ["4", "Vào sổ, đóng dấu", "Văn thư", "0,5 ngày"],
        ["5", "Chuyển kết quả", "", "0,5 ngày"],
        ["6", "Trả kết quả", "Công chức một cửa", ""],
    ]
    found = read(as_xlsx(lines, ["A3:A4", "C3:C4", "D3:D4", "C6:C7"]), "x.xlsx")
    assert [(row.name, row.role) for row in found.table.rows] == [
        ("Tiếp nhận hồ sơ", "receiver"),
        ("Thẩm định và dự thảo kết quả", "handler"),
        ("Ký", "leader"),
        ("Vào sổ, đóng dấu", "clerk"),
        ("Chuyển kết quả", "clerk"),
        ("Trả kết quả", "returner"),
    ]
    assert found.problems == ()
    assert ("s2", "name") in found.guesses
    assert ("s6", "time") in found.guesses, "the last step has no time of its own: said, not silently"


def test_a_time_merged_over_two_steps_is_asked_back() -> None:
    found = read(as_xlsx([HEAD, *STEPS], ["D4:D5"]), "x.xlsx")
    assert [str(spot) for spot in found.problems] == [
        "trang «Phụ lục», dòng 5, cột D: Ô thời gian gộp cho nhiều bước: ghi riêng thời gian của từng bước."
    ]


def test_excel_made_a_date_of_a_half_and_a_float_of_a_number() -> None:
    lines: Lines = [list(step) for step in STEPS]
    lines[0][3], lines[1][3], lines[2][3] = datetime(2026, 2, 1), date(2026, 1, 2), 4.5  # noqa: DTZ001 - what openpyxl writes
    found = read(as_xlsx([["STT", "Trình tự", "Trách nhiệm", "Thời gian (ngày)"], *lines]), "x.xlsx")
    assert [row.time for row in found.table.rows][:3] == ["0,5 ngày", "0,5 ngày", "4,5 ngày"]
    assert {("s1", "time"), ("s2", "time")} <= found.guesses
    assert ("s3", "time") not in found.guesses, "the heading says the unit"
    hours = read(as_xlsx([["STT", "Trình tự", "Trách nhiệm", "Thời gian (giờ)"], *lines]), "x.xlsx")
    assert hours.table.rows[2].time == "4,5 giờ làm việc"


def test_somebody_nobody_knows_is_told_and_left_open() -> None:
    lines = [list(step) for step in STEPS]
    lines[2][2], lines[3][2] = "Ông Tư", ""
    found = read(as_csv([HEAD, *lines]))
    assert [str(spot) for spot in found.problems] == [
        "dòng 4, cột C: Không đoán được ai làm từ «Ông Tư»: chọn vai trò trong bảng bên dưới.",
        "dòng 5, cột C: Chưa ghi ai làm: chọn vai trò trong bảng bên dưới.",
    ]
    assert (found.table.rows[2].role, found.table.rows[2].unit) == ("", "")


def test_a_heading_inside_the_table_is_no_step_and_is_told() -> None:
    found = read(as_csv([HEAD, ["I", "GIAI ĐOẠN TIẾP NHẬN", "", ""], *STEPS]))
    assert len(found.table.rows) == 8
    assert "«GIAI ĐOẠN TIẾP NHẬN»" in str(found.problems[0])


def test_several_tables_are_listed_and_one_is_chosen() -> None:
    data = as_csv([TITLE, HEAD, *STEPS, ["Tổng", "", "", "15 ngày"], [], ["Quy trình số 2: Cấp lại"], HEAD, *STEPS[:4]])
    with pytest.raises(Refused) as refused:
        read(data)
    assert refused.value.message == "Tệp có 2 bảng các bước."
    assert "1) Quy trình số 1" in refused.value.hint
    assert "2) Quy trình số 2: Cấp lại (dòng 14)" in refused.value.hint
    assert (len(read(data, which=1).table.rows), len(read(data, which=2).table.rows)) == (8, 4)
    assert read(data, which=2).table.name == "Quy trình số 2: Cấp lại"
    with pytest.raises(Refused):
        read(data, which=3)


def bomb() -> bytes:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (41 * 1024 * 1024))
    return stored.getvalue()


def damaged() -> bytes:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "".join(f"<a n='{n * 7919}'/>" for n in range(300)))
    data = bytearray(stored.getvalue())
    data[60:300] = bytes(letter ^ 0x5A for letter in data[60:300])
    return bytes(data)


def with_part(text: str) -> bytes:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        archive.writestr("xl/workbook.xml", text)
    return stored.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("x.csv", b"", "Tệp trống"),
        ("x.csv", b"x" * (5 * 1024 * 1024 + 1), "lớn hơn 5 MB"),
        ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", "đời cũ"),
        ("x.pdf", b"%PDF-1.7", "Tệp văn bản"),
        ("x.docx", b"PK\x03\x04", "Tệp văn bản"),
        ("x.xlsx", b"PK\x03\x04broken", "bị hỏng hoặc có mật khẩu"),
        ("x.xlsx", damaged(), "bị hỏng hoặc có mật khẩu"),
        ("x.xlsx", with_part("<a/>"), "Không mở được tệp Excel"),
        ("x.xlsx", with_part("<!DOCTYPE a>"), "DOCTYPE"),
        ("x.xlsx", bomb(), "giải nén ra quá lớn"),
        ("x.csv", b"\xd2\xd2\xff\x00\x01", "Không nhận ra bảng mã"),
        ("x.csv", b'a,b\n"x', "Không đọc được tệp CSV"),
        ("x.csv", b"a\n" * 5001, "hơn 5000 dòng"),
        ("x.csv", "Danh sách lớp,Điểm\nAn,9".encode(), "Không thấy bảng các bước"),
        ("x.yaml", b"\xff", "không phải UTF-8"),
        ("x.yaml", b"a: [", "Sai cú pháp YAML"),
        ("x.yaml", b"code: x\nsteps: []", "điểm chưa đúng"),
        ("x.bpmn", b"<a/>", "Không đọc được tệp BPMN"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(name: str, data: bytes, why: str) -> None:
    with pytest.raises(Refused) as refused:
        read(data, name)
    assert why in f"{refused.value.message} {refused.value.hint}"


@pytest.mark.parametrize(
    ("text", "heading", "days", "guessed"),
    [
        ("0,5 ngày", "", "1/2", False),
        ("04 giờ", "", "1/2", False),
        ("04 giờ làm việc", "", "1/2", False),
        ("1/2 ngày", "", "1/2", False),
        ("½ ngày", "", "1/2", False),
        ("30 phút", "", "1/16", False),
        ("01 buổi", "", "1/2", False),
        ("Không quá 02 ngày làm việc", "", "2", False),
        ("≤ 3 ngày", "", "3", False),
        ("0.25 ngày (02 giờ)", "", "1/4", False),
        ("5", "Thời gian", "5", True),
        ("5", "Thời gian (ngày)", "5", False),
        ("4", "Thời gian (giờ làm việc)", "1/2", False),
        ("3 ngày kể từ khi nhận", "", "3", True),
        ("không tính", "", "0", False),
        ("Không tính thời gian", "", "0", False),
        ("Giờ hành chính", "", "0", False),
        ("-", "", "0", False),
    ],
)
def test_times(text: str, heading: str, days: str, guessed: bool) -> None:
    read_time = time_of(text, heading, annex_words())
    rows = (Row("k", "B1", time=read_time.text),)
    assert main_time(Table("", "", rows=rows)) == Fraction(days)
    assert read_time.guessed is guessed


@pytest.mark.parametrize("text", ["", "sớm", "5 tuần 3", "ngày", "1/0 ngày", "0 ngày", "2 ngày (3 ngày)", "9999 ngày"])
def test_times_that_are_none(text: str) -> None:
    with pytest.raises(BadTime):
        time_of(text, "", annex_words())


@given(st.text(max_size=20))
def test_no_text_of_a_time_breaks_the_reading(text: str) -> None:
    with contextlib.suppress(BadTime):
        assert time_of(text, "", annex_words()).text


@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "STT", "Trình tự", "Thời gian", "Trách nhiệm", "1 ngày", "Văn thư", "Tổng", "1", "x"]),
            max_size=6,
        ),
        max_size=12,
    )
)
def test_no_grid_breaks_the_reading(lines: list[list[str]]) -> None:
    sheet = Sheet("", [[Cell(text) for text in line] for line in lines])
    for found in annex.find([sheet], annex_words()):
        made = annex.read(found, annex_words(), PARTS, "H37")
        assert len({row.key for row in made.table.rows}) == len(made.table.rows)
        for spot in made.problems:
            assert 1 <= spot.line <= len(lines)


@pytest.mark.parametrize(
    ("holder", "part"),
    [
        ("Chuyên viên Phòng Kinh tế", "KT"),
        ("Lãnh đạo Phòng Kinh tế, Hạ tầng và Đô thị", "KT"),
        ("Văn thư Văn phòng HĐND và UBND", "VP"),
        ("Chuyên viên QLCN", "QLCN"),
        ("Chuyên viên", ""),
    ],
)
def test_a_division_answers_to_each_of_its_names(holder: str, part: str) -> None:
    assert Guesser(annex_words(), PARTS, "H37")._part(holder) == part
