"""Terms as officials and laws write them."""

from fractions import Fraction

import pytest

from motcua.core.refusal import Refused
from motcua.core.worktime import Term


@pytest.mark.parametrize(
    ("written", "canonical", "vietnamese"),
    [
        ("15 working days", "15 working days", "15 ngày làm việc"),
        ("1 working day", "1 working day", "1 ngày làm việc"),
        ("4 working hours", "4 working hours", "4 giờ làm việc"),
        ("10 days", "10 days", "10 ngày"),
        ("0.5 working days", "0.5 working days", "0,5 ngày làm việc"),
        ("same day", "same day", "trong ngày"),
        ("trong ngày", "same day", "trong ngày"),
        ("03 ngày làm việc", "3 working days", "3 ngày làm việc"),
        ("2,5 ngày LV", "2.5 working days", "2,5 ngày làm việc"),
        ("8 giờ", "8 working hours", "8 giờ làm việc"),
        ("  15   NGÀY ", "15 days", "15 ngày"),
        ("1/3 working days", "1/3 working days", "1/3 ngày làm việc"),
        ("4.5 + 3 working days", "4.5 working days + 3 working days", "4,5 ngày làm việc + 3 ngày làm việc"),
        ("4,5 ngày làm việc + 3 ngày", "4.5 working days + 3 days", "4,5 ngày làm việc + 3 ngày"),
    ],
)
def test_a_term_is_read_and_written(written: str, canonical: str, vietnamese: str) -> None:
    term = Term.parse(written)
    assert (str(term), term.vi()) == (canonical, vietnamese)
    assert Term.parse(str(term)) == term
    assert Term.parse(term.vi()) == term


@pytest.mark.parametrize(
    "written",
    [
        "",
        "ba ngày",
        "15",
        "15 weeks",
        "-1 days",
        "0 days",
        "0.0 working hours",
        "1/0 days",
        "1 + 2 + 3 days",
        "same day + 3 days",
        "3 + same day",
        "9999999 days",
        "4000 days",
        "1e5 days",
        "15 working days; drop table",
    ],
)
def test_what_is_no_term_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(Refused) as refused:
        Term.parse(written)
    assert refused.value.code == "bad_term"
    assert "15 ngày làm việc" in refused.value.hint


def test_parts_and_shares() -> None:
    first, second = Term.parse("4.5 + 3 working days").parts
    assert (first.whole, first.share, second.whole, second.share) == (4, Fraction(1, 2), 3, Fraction(0))
    assert first.then is None
