"""The register at Vân's desk: what is in force, waits, is repealed or internal; and who may look."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.publication import Publication
from motcua.core.text import search_key
from motcua.people.actor import Actor
from motcua.procedures import queries, register
from motcua.procedures.actions import publish, repeal
from motcua.procedures.models import Procedure
from motcua.procedures.register import Wanted
from motcua.procedures.tests.conftest import TODAY
from motcua.procedures.tests.officer.conftest import CHI, HA, KHOA, VAN

NOW = datetime(2026, 7, 15, 2, tzinfo=UTC)
SEPTEMBER = Publication("QĐ 1/QĐ-UBND", date(2026, 8, 20), date(2026, 9, 1), date(2026, 8, 22))
As = Callable[[Actor], Client]

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    """Let the pages be asked on a day in July 2026."""
    with time_machine.travel(NOW, tick=False):
        yield


def definition(code: str) -> ProcedureDefinition:
    found = queries.published(code, TODAY)
    assert found is not None
    return found.definition


def change(code: str, **changes: Any) -> None:
    publish(replace(definition(code), **changes), SEPTEMBER, actor=VAN, at=NOW)


def test_every_procedure_is_listed_with_its_standing() -> None:
    lines = register.standings(TODAY)
    assert {line.code for line in lines} == set(Procedure.objects.values_list("code", flat=True))
    assert {line.state for line in lines} == {"in_force"}
    assert [line.field for line in lines] == sorted((line.field for line in lines), key=search_key)


def test_a_version_that_waits_a_repeal_and_an_internal_procedure_are_told_apart() -> None:
    change("1.014027", title="Trợ cấp hưu trí, tên mới")
    offline = tuple(c for c in definition("1.014438").channels if c.code != "online")
    change("1.014438", register="internal", channels=offline, life_events=(), keywords=(), unverified=frozenset())
    repeal("1.001612", SEPTEMBER, actor=VAN, at=NOW)
    now, later = register.standings(TODAY), register.standings(date(2026, 9, 1))
    assert {line.code for line in register.chosen(now, Wanted(state="waiting"))} == {"1.014027", "1.014438"}
    assert register.chosen(now, Wanted(state="repealed")) == []
    assert [line.code for line in register.chosen(later, Wanted(state="repealed"))] == ["1.001612"]
    assert {line.code for line in register.chosen(later, Wanted(state="internal"))} == {"9.000001", "1.014438"}
    assert register.chosen(later, Wanted(state="waiting")) == []
    titles = {line.code: line.title for line in later}
    assert titles["1.014027"] == "Trợ cấp hưu trí, tên mới"


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        (Wanted(text="khai sinh"), {"1.001193", "2.000635"}),
        (Wanted(text="1.013.225"), {"1.013225"}),
        (Wanted(field="Đất đai"), {"1.115719"}),
        (Wanted(text="dat", level="province", field="Đất đai"), {"1.115719"}),
        (Wanted(text="không có gì như vậy"), set()),
    ],
)
def test_the_list_is_searched_and_filtered(wanted: Wanted, codes: set[str]) -> None:
    found = register.chosen(register.standings(TODAY), wanted)
    assert codes <= {line.code for line in found}
    assert bool(found) == bool(codes)
    assert all(line.field == wanted.field for line in found if wanted.field)


def test_the_page_lists_filters_and_says_how_many(as_: As) -> None:
    van = as_(VAN)
    page = van.get("/registry/").content.decode()
    count = Procedure.objects.count()
    assert page.count('class="grid__code"') == count
    assert f"{count} thủ tục" in page
    found = van.get("/registry/", {"q": "1.000.656"}).content.decode()
    assert "1.000656" in found
    assert "1 thủ tục" in found


def test_the_page_of_a_procedure_tells_versions_routes_and_doubts(as_: As) -> None:
    change("1.014027", title="Trợ cấp hưu trí, tên mới")
    page = as_(VAN).get("/registry/procedures/1.014027/").content.decode()
    assert "Có bản chờ ngày hiệu lực" in page
    assert "QĐ 1/QĐ-UBND" in page
    assert "Còn phần chưa xác minh" in page
    assert "Đang áp dụng" in page
    shown = queries.published("1.014027", TODAY)
    assert shown is not None
    route = queries.route(shown.definition.cases[0].route, TODAY)
    assert route is not None
    assert route.definition.name in page


def test_a_code_written_otherwise_leads_to_the_one_page(as_: As) -> None:
    answer = as_(VAN).get("/registry/procedures/1.014.027/")
    assert answer.status_code == 302
    assert answer["Location"] == "/registry/procedures/1.014027/"


@pytest.mark.parametrize("code", ["1.999999", "nonsense"])
def test_an_unknown_code_has_no_page(as_: As, code: str) -> None:
    assert as_(VAN).get(f"/registry/procedures/{code}/").status_code == 404


@pytest.mark.parametrize("path", ["/registry/", "/registry/procedures/1.014027/"])
def test_only_procedure_control_and_auditors_see_the_register(as_: As, path: str) -> None:
    assert as_(HA).get(path).status_code == 200
    for stranger in (CHI, KHOA):
        assert as_(stranger).get(path).status_code == 404


def test_the_navigation_offers_the_register_to_those_who_keep_it(as_: As) -> None:
    link = '<a href="/registry/" aria-current="true">Thủ tục</a>'
    assert link in as_(VAN).get("/registry/").content.decode()
    assert '">Thủ tục</a>' not in as_(CHI).get("/registry/routes/").content.decode()
