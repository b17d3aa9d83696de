"""The clock's questions are answered from the versions in force on the day."""

from datetime import date

import pytest

from motcua.procedures.terms import PublishedTerms
from motcua.procedures.tests.conftest import TODAY
from motcua.worktime import ports

pytestmark = pytest.mark.usefixtures("register")


@pytest.mark.parametrize(
    ("code", "on", "term", "rules"),
    [
        ("1.001193", TODAY, "same day", "same-day-1500"),
        ("2.000815/many", TODAY, "2 working days", "default"),
        ("1.013225/house", date(2026, 6, 30), "15 days", "default"),
        ("1.013225/house", date(2026, 7, 1), "7 working days", "default"),
        ("1.115719/transfer", TODAY, "5 working days + 5 working days", "land-registration"),
        ("1.014.027", TODAY, "10 working days", "default"),
    ],
)
def test_a_term_is_that_of_the_day(code: str, on: date, term: str, rules: str) -> None:
    found = PublishedTerms().term_for(code, on)
    assert found is not None
    assert (str(found.term), found.rules) == (term, rules)


@pytest.mark.parametrize("code", ["9.999999", "x", "1.001193/none", ""])
def test_what_is_unknown_has_no_term(code: str) -> None:
    assert PublishedTerms().term_for(code, TODAY) is None


def test_a_province_procedure_names_its_unit() -> None:
    found = PublishedTerms().term_for("1.014438", TODAY)
    assert found is not None
    assert found.unit == "H37.SKHCN"


def test_the_register_is_known_to_the_clock() -> None:
    offered = ports.offered(TODAY)
    assert ("1.001193/late", "Đăng ký khai sinh – Đăng ký quá hạn (sau 60 ngày)") in offered
    assert all(ports.term_for(code, TODAY) for code, _ in offered)
