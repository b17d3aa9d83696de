"""The one written form of the numbers of acts."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.procedure.bases import LegalBasis, act_number, act_numbers


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("Luật 60/2014/QH13", ["60/2014/QH13"]),
        ("Nghị định số 123/2015/NĐ-CP ngày 15/11/2015", ["123/2015/NĐ-CP"]),
        ("nghị định 123 / 2015 / nđ - cp", ["123/2015/NĐ-CP"]),
        ("NGHỊ ĐỊNH 123/2015/ND-CP", ["123/2015/NĐ-CP"]),
        (unicodedata.normalize("NFD", "Nghị định 123/2015/NĐ-CP"), ["123/2015/NĐ-CP"]),
        ("Nghị định 123/2015/NÐ-CP", ["123/2015/NĐ-CP"]),
        ("Nghị quyết 66.7/2025/NQ-CP", ["66.7/2025/NQ-CP"]),
        ("QĐ 163/QĐ-BTP", ["163/QĐ-BTP"]),
        ("Quyết định 2487/QĐ-UBND ngày 19/11/2025", ["2487/QĐ-UBND"]),
        ("Thông tư 85/2019, 106/2021/TT-BTC", ["85/2019/TT-BTC", "106/2021/TT-BTC"]),
        ("Thông tư 85/2019/TT-BTC, 106/2021/TT-BTC", ["85/2019/TT-BTC", "106/2021/TT-BTC"]),
        ("Luật 59/2020, 76/2025/QH15; NĐ 168/2025/NĐ-CP", ["76/2025/QH15", "168/2025/NĐ-CP"]),
        ("NQ 21/2024/NQ-HĐND sửa bởi 25/2025/NQ-HĐND", ["21/2024/NQ-HĐND", "25/2025/NQ-HĐND"]),
        ("Thông tư liên tịch 05/2015/TTLT-BTP-BCA-BYT", ["05/2015/TTLT-BTP-BCA-BYT"]),
        ("Thông tư 01/2019/TT-BLDTBXH", ["01/2019/TT-BLĐTBXH"]),
        ("Thông tư 281/2016/TT-BTC, Điều 4; Thông tư 281/2016/TT-BTC", ["281/2016/TT-BTC"]),
        ("Bộ luật Dân sự 2015, ngày 31/10/2025, 280/2025/NĐ-CP", ["280/2025/NĐ-CP"]),
        ("Đất phi nông nghiệp 3/4 hộ, năm 2025/2026", []),
        ("", []),
    ],
)
def test_acts_are_known_by_one_number_however_they_are_written(written: str, numbers: list[str]) -> None:
    assert list(act_numbers(written)) == numbers
    assert act_number(written) == (numbers[0] if numbers else "")


@given(
    st.integers(1, 9999),
    st.integers(1945, 2099),
    st.sampled_from(["NĐ-CP", "TT-BTP", "QH15", "NQ-HĐND", "QĐ-UBND", "TTLT-BTP-BCA"]),
)
def test_a_number_is_its_own_written_form(number: int, year: int, body: str) -> None:
    written = f"{number}/{year}/{body}"
    assert act_numbers(f"Văn bản số {written.lower()} của cơ quan") == (written,)


@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    for number in act_numbers(text):
        assert act_numbers(number) == (number,)


def test_a_basis_holds_from_and_to_its_days() -> None:
    basis = LegalBasis("NĐ 1/2026/NĐ-CP", valid_from=date(2026, 7, 1), valid_to=date(2026, 7, 31))
    assert basis.number == "1/2026/NĐ-CP"
    assert [basis.valid_on(date(2026, month, day)) for month, day in ((6, 30), (7, 1), (7, 31), (8, 1))] == [
        False,
        True,
        True,
        False,
    ]
    assert LegalBasis("Bộ luật Dân sự 2015").number == ""
