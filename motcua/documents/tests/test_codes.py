"""Dossier codes of every shape that a citizen may hold in hand."""

from datetime import date

import pytest

from motcua.core.refusal import Refused
from motcua.documents import codes


@pytest.mark.parametrize(
    ("text", "agency", "day", "number", "ministry"),
    [
        ("H37.65.12-260429-0012", "H37.65.12", date(2026, 4, 29), 12, ""),
        ("H15.50.05.13-261008-0975", "H15.50.05.13", date(2026, 10, 8), 975, ""),
        ("H37-261124-10000", "H37", date(2026, 11, 24), 10000, ""),
        ("000.00.12.H37-210107-0003", "000.00.12.H37", date(2021, 1, 7), 3, ""),
        ("H37.123.45-260429-170001", "H37.123.45", date(2026, 4, 29), 1, "17"),
        ("G09.001.02-260115-0912345", "G09.001.02", date(2026, 1, 15), 12345, "09"),
    ],
)
def test_known_shapes_are_taken_apart(text: str, agency: str, day: date, number: int, ministry: str) -> None:
    assert codes.parse(text) == codes.DossierCode(text, agency, day, number, ministry)


@pytest.mark.parametrize("typed", [" h37.65.12-260429-0012 ", "H37.65.12–260429–0012", "H37.65.12 - 260429 - 0012"])
def test_a_typed_code_is_put_into_one_form(typed: str) -> None:
    assert codes.parse(typed).text == "H37.65.12-260429-0012"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0012",
        "H37.65.12-260229-0012",
        "H37.65.12-261301-0012",
        "H37.65.12-260429-012",
        "H37.65.12-260429-0000",
        "65.12-260429-0012",
        "H37..12-260429-0012",
        "H37.65.12-260429-0012' OR 1=1 --",
        "../../etc/passwd",
        "<script>",
        "H37." + "1" * 200 + "-260429-0012",
        "H37.65.12-260429-٠٠١٢٣",
    ],
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refused) as refused:
        codes.parse(text)
    assert "H37.12-261124-0001" in refused.value.hint
    assert not codes.is_code(text)
