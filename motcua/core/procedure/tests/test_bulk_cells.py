"""A cell of a list says what it was given, whatever was in it, and nothing in a CSV is a formula."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.procedure.bulk import cells
from motcua.core.procedure.bulk.cells import marked, unmarked
from motcua.core.procedure.bulk.columns import OMIT, Column
from motcua.core.procedure.bulk.header import key
from motcua.core.procedure.bulk.headings import Heading, heading
from motcua.core.procedure.bulk.mending import BadCode, mended
from motcua.core.text import nfc

WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=30).map(nfc)
LINES = st.lists(WORDS.filter(lambda text: text == text.strip()), min_size=1, max_size=5)
SIGNS = st.text("'=+-@\t\rab", max_size=6)


@given(LINES)
def test_lines_come_back_as_they_were(lines: list[str]) -> None:
    column = Column("notes", "Lưu ý", "lines")
    assert cells.read(column, cells.written(column, lines)) == lines


@given(st.lists(st.fixed_dictionaries({"code": WORDS, "label": WORDS}), min_size=1, max_size=4))
def test_options_come_back_as_they_were(options: list[dict[str, str]]) -> None:
    column = Column("options", "Phương án", "options")
    tidy = [{name: text.strip() for name, text in one.items()} for one in options]
    assert cells.read(column, cells.written(column, tidy)) == tidy


@given(SIGNS)
def test_no_cell_of_a_csv_is_a_formula_and_none_is_changed(text: str) -> None:
    assert unmarked(marked(text)) == text
    assert not marked(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("cell", "code", "sure"),
    [
        ("1.013788", "1.013788", True), ("1.013.788 ", "1.013788", True), (" 1. 013788", "1.013788", True),
        ("2.000815.000.00.00.H61", "2.000815", True), (1.013788, "1.013788", True), (1.00065, "1.000650", False),
        ("1.00065", "1.000650", False), ("1,013788", "1.013788", True), (1013788, "1.013788", True),
    ],
)  # fmt: skip
def test_codes_are_mended_and_said(cell: Any, code: str, sure: bool) -> None:
    found = mended(cell)
    assert (found.code, not found.doubt) == (code, sure)


@pytest.mark.parametrize("cell", ["abc", "1.0137889", "9999", "12/2025/NĐ-CP"])
def test_what_is_no_code_is_refused(cell: str) -> None:
    with pytest.raises(BadCode):
        mended(cell)


def test_headings_give_field_and_level_and_a_procedure_without_a_code_is_none() -> None:
    below = heading(["I", "LĨNH VỰC HỘ TỊCH (05 TTHC)"], heading(["A. THỦ TỤC CẤP XÃ"], Heading()) or Heading())
    assert below == Heading("Hộ tịch", "commune")
    assert heading(["Tổng số: 20"], Heading("Hộ tịch")) == Heading("Hộ tịch")
    assert heading(["Đăng ký khai sinh", "Hộ tịch"], Heading()) is None
    assert key("  Phí,  LỆ PHÍ (đồng)") == "phi le phi dong"


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("int", "50.000 đồng", 50000), ("int", 3.0, 3), ("bool", "x", True), ("bool", "Không", False),
        ("date", "1/7/2026", "2026-07-01"), ("date", "2026-07-01", "2026-07-01"),
        ("term", "05 Ngày làm việc", "5 working days"),
        ("term", "trong ngày", "same day"), ("text", "  ", OMIT),
    ],
)  # fmt: skip
def test_cells_are_read_as_people_write_them(kind: Any, cell: Any, value: Any) -> None:
    assert cells.read(Column("x", "X", kind), cell) == value
