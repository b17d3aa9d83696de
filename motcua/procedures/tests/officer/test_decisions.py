"""Vân opens a publishing decision: what it does, in the columns that officials know, drawn from the register."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from motcua.core.procedure.publication import Publication
from motcua.core.worktime import Term
from motcua.people.actor import Actor
from motcua.procedures import decisions, queries
from motcua.procedures.actions import publish, repeal
from motcua.procedures.tests.conftest import TODAY
from motcua.procedures.tests.officer.conftest import CHI, VAN

NOW = datetime(2026, 7, 15, 2, tzinfo=UTC)
NAME = "QĐ 9/QĐ-UBND"
DECISION = Publication(NAME, date(2026, 7, 14), date(2026, 8, 1), date(2026, 7, 15))
As = Callable[[Actor], Client]

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture
def decided(register: None) -> None:
    """Let one decision amend a procedure, replace one and repeal another."""
    version = queries.published("1.001612", TODAY)
    assert version is not None
    cases = tuple(replace(case, term=Term.parse("5 working days")) for case in version.definition.cases)
    publish(replace(version.definition, cases=cases), DECISION, actor=VAN, at=NOW)
    repeal("1.000894", DECISION, actor=VAN, at=NOW, replaced_by=["1.001193"])
    repeal("1.000656", DECISION, actor=VAN, at=NOW)


@pytest.mark.usefixtures("decided")
def test_a_decision_is_what_the_register_says_it_did() -> None:
    found = decisions.lines(NAME)
    assert [(line.kind, line.code) for line in found] == [
        ("amended", "1.001612"),
        ("replaced", "1.000894"),
        ("repealed", "1.000656"),
    ]
    assert any("tăng từ 3 ngày làm việc lên 5 ngày làm việc" in one.sentence for one in found[0].changes)
    assert found[1].others == ("1.001193",)
    (one,) = [one for one in decisions.decisions() if one.name == NAME]
    assert (one.number, dict(one.counts)["amended"], one.signed) == (3, 1, date(2026, 7, 14))


@pytest.mark.usefixtures("decided")
def test_van_prints_it_with_its_annex(as_: As) -> None:
    van = as_(VAN)
    assert NAME in van.get("/registry/decisions/").content.decode()
    page = van.get("/registry/decisions/annex/", {"name": NAME}).content.decode()
    for words in ("sửa đổi, bổ sung (1)", "được thay thế (1)", "bị bãi bỏ (1)", "lên 5 ngày làm việc", "01/08/2026"):
        assert words in page


def test_every_decision_of_the_shipped_register_can_be_drawn(as_: As) -> None:
    van = as_(VAN)
    for one in decisions.decisions():
        assert van.get("/registry/decisions/annex/", {"name": one.name}).status_code == 200


def test_an_unknown_decision_and_others_get_nothing(as_: As) -> None:
    assert as_(VAN).get("/registry/decisions/annex/", {"name": "QĐ 0"}).status_code == 404
    assert as_(CHI).get("/registry/decisions/").status_code == 404


def test_a_decision_that_only_repeals_has_its_day_of_signing() -> None:
    repeal("1.000656", DECISION, actor=VAN, at=NOW)
    (one,) = [one for one in decisions.decisions() if one.name == NAME]
    assert (one.signed, one.number) == (date(2026, 7, 14), 1)
