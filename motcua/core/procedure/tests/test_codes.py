"""Codes of procedures in all the forms that people write."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.procedure.codes import BadCode, ProcedureCode, normalise


@pytest.mark.parametrize(
    ("written", "national", "province"),
    [
        ("1.001193", "1.001193", ""),
        (" 1.013.788 ", "1.013788", ""),
        ("1. 013 788", "1.013788", ""),
        ("1 .001193", "1.001193", ""),
        ("1001193", "1.001193", ""),
        ("2.000815.000.00.00.H61", "2.000815", "H61"),
        ("1.003901.H42", "1.003901", "H42"),
        ("1.003901.h42", "1.003901", "H42"),
        ("2.OOO815", "2.000815", ""),
        ("l.001193", "1.001193", ""),
        ("1,001193", "1.001193", ""),
        ("5.003832", "5.003832", ""),
        ("1.001193.", "1.001193", ""),
        ("2. 000.815 .000. 00.00 .H61", "2.000815", "H61"),
        ("2.000815.000.00.00", "2.000815", ""),
        ("1-013788", "1.013788", ""),
        ("1\u200b.013788\ufeff", "1.013788", ""),
        ("１．０１３７８８", "1.013788", ""),
        ("Mã thủ tục: 1.001193", "1.001193", ""),
        ("MÃ TTHC 1.001193.H37", "1.001193", "H37"),
        ("«1.001193»", "1.001193", ""),
        ("(1.001193);", "1.001193", ""),
        ("1.115719-H37", "1.115719", "H37"),
    ],
)
def test_every_written_form_means_one_code(written: str, national: str, province: str) -> None:
    code = normalise(written)
    assert (code.national, code.province) == (national, province)


@pytest.mark.parametrize(
    "written",
    ["", "khai sinh", "1.01193", "1.0011933", "1.001193.H4", "11.001193", "1.001193.00", "1.00119x", "\x00", "loilolo"],
)
def test_what_is_no_code_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(BadCode, match=r"1\.001193"):
        normalise(written)


@given(st.integers(1, 9), st.integers(0, 999999), st.integers(10, 99))
def test_the_long_form_leads_back(first: int, rest: int, province: int) -> None:
    national = f"{first}.{rest:06}"
    code = normalise(national)
    for written in (code.local(f"H{province}"), code.short(f"H{province}")):
        again = normalise(written)
        assert (again.national, again.province) == (national, f"H{province}")
        assert again.local() == code.local(f"H{province}")


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    with suppress(BadCode):
        code = normalise(text)
        assert normalise(code.national) == ProcedureCode(code.national)
