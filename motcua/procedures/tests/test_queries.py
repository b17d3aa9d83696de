"""Reads of the register: by field, life event and level, and the version in force."""

from datetime import date

import pytest

from motcua.procedures import queries
from motcua.procedures.tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("register")


def test_filters_narrow_the_list() -> None:
    land = {line.code for line in queries.listing(TODAY, field="Đất đai")}
    assert land == {"1.115719", "1.115733", "1.115712", "1.115727"}
    province = queries.listing(TODAY, level="province")
    assert {line.level for line in province} == {"province"}
    assert {line.code for line in province} > {*land, "1.014438"}
    assert "1.001193" in {line.code for line in queries.listing(TODAY, life_event="Sinh con")}
    assert {line.online_level for line in queries.listing(TODAY, online="part")} == {"part"}


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
            assert (route is not None) == case.receivable
            assert route is None or route.definition.counted() > 0
