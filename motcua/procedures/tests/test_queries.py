"""The catalogue: search without accents and with a typo, by code, by field, life event and level."""

from datetime import date

import pytest

from motcua.procedures import queries
from motcua.procedures.tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("khai sinh", "1.001193"),
        ("dang ky khai sinh", "1.001193"),
        ("ĐĂNG KÝ KHAI SINH", "1.001193"),
        ("dang ky khai sih", "1.001193"),
        ("sang ten so do", "1.115719"),
        ("sao y", "2.000815"),
        ("xay nha", "1.013225"),
        ("mo cua hang", "1.001612"),
        ("nguoi cao tuoi", "1.014027"),
        ("1.013.225", "1.013225"),
        ("1.001193.000.00.00.H37", "1.001193"),
    ],
)
def test_people_find_by_their_own_words(text: str, first: str) -> None:
    assert [line.code for line in queries.search(text, TODAY)][:1] == [first]


@pytest.mark.parametrize("text", ["", "   ", "'; DROP TABLE procedures_procedure; --", "%", "_", "zzzzzz", "\x00"])
def test_words_that_mean_nothing_find_nothing_or_everything_but_never_fail(text: str) -> None:
    found = queries.listing(TODAY, text=text)
    assert len(found) == (len(queries.listing(TODAY)) if not text.strip() else 0)


def test_filters_narrow_the_list() -> None:
    assert {line.code for line in queries.listing(TODAY, field="Đất đai")} == {"1.115719"}
    assert {line.code for line in queries.listing(TODAY, level="province")} == {"1.115719", "1.014438"}
    assert "1.001193" in {line.code for line in queries.listing(TODAY, life_event="Sinh con")}
    assert {line.online_level for line in queries.listing(TODAY, online="part")} == {"part"}
    choices = queries.filters(TODAY)
    assert "Hộ tịch" in choices.fields
    assert "Sinh con" in choices.life_events


def test_one_line_for_each_procedure_in_force() -> None:
    codes = [line.code for line in queries.listing(TODAY)]
    assert len(codes) == len(set(codes))
    assert "1.014438" not in {line.code for line in queries.listing(date(2025, 8, 1))}
    assert queries.listing(date(2025, 1, 1)) == []


def test_a_version_is_read_once(django_assert_num_queries: object) -> None:
    version = queries.published("1.001193", TODAY)
    assert version is not None
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert queries.by_version(version.id) is version


def test_each_case_has_its_route_in_force() -> None:
    for line in queries.listing(TODAY):
        version = queries.published(line.code, TODAY)
        assert version is not None
        for case in version.definition.cases:
            route = queries.route_for(case, TODAY)
            assert route is not None
            assert route.definition.counted() > 0
