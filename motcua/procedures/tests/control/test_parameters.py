"""Parameters are dated data: shipped unverified for a demonstration, published by people, never changed in place."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from motcua.core.procedure.control import COST, REVIEWS
from motcua.core.refusal import Refused
from motcua.ledger import verify
from motcua.people.actor import system
from motcua.procedures import load_parameters, parameters
from motcua.procedures.actions.publish_parameters import publish_parameters
from motcua.procedures.models import ParametersVersion
from motcua.procedures.sources import read
from motcua.procedures.tests.control.conftest import NOW, Control

SHIPPED = Path(settings.DEFINITIONS) / "parameters"


def shipped(name: str, **changed: Any) -> dict[str, Any]:
    return {**read(SHIPPED / f"{name}.yaml").data, **changed}


def test_the_income_of_an_hour_follows_the_day(control: Control) -> None:
    assert parameters.cost(date(2025, 12, 31)).gdp_per_head == 114_000_000
    assert parameters.cost(date(2026, 1, 1)).gdp_per_head == 125_500_000
    assert parameters.cost(date(2026, 1, 1)).unverified


def test_a_new_version_leaves_the_old_one_as_it_was(control: Control) -> None:
    data = shipped("compliance-cost-2026", gdp_per_head=130_000_000, unverified=False)
    assert publish_parameters(data, actor=control.van, at=NOW) == 3
    assert publish_parameters(data, actor=control.quantri, at=NOW) == 3
    assert parameters.cost(date(2026, 7, 15)).gdp_per_head == 130_000_000
    assert [row.number for row in parameters.versions(COST)] == [3, 2, 1]
    assert [damage.message for damage in verify.verify(lambda _: None).damages] == []


def test_a_second_load_leaves_what_people_published(control: Control) -> None:
    publish_parameters(shipped("reviews", months=24), actor=control.van, at=NOW)
    report = load_parameters.load(SHIPPED, NOW, system("install"))
    assert (report.ok, report.written.total()) == (True, 0)
    assert parameters.reviews(date(2026, 7, 15)).months == 24


def test_everything_wrong_is_told_at_once(control: Control) -> None:
    wrong = shipped("reviews", months=0, late_percent=101, plan_day=30, plan_month=2, term="lâu")
    with pytest.raises(Refused) as refused:
        publish_parameters(wrong, actor=control.van, at=NOW)
    assert "term" in refused.value.hint
    with pytest.raises(Refused) as refused:
        publish_parameters({**wrong, "term": "5 working days"}, actor=control.van, at=NOW)
    assert all(name in refused.value.hint for name in ("months", "late_percent", "plan_day"))
    with pytest.raises(Refused, match="1 điểm"):
        publish_parameters({"code": "khác"}, actor=control.van, at=NOW)


def test_only_procedure_control_and_administrators_publish(control: Control) -> None:
    for stranger in (control.yen, control.ha, control.khoa):
        with pytest.raises(Refused):
            publish_parameters(shipped("reviews"), actor=stranger, at=NOW)


def test_a_published_version_cannot_be_changed_in_the_database(control: Control) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE procedures_parametersversion SET definition = '{}'")
    assert ParametersVersion.objects.filter(parameters__code=REVIEWS).count() == 1


@pytest.mark.django_db
def test_without_parameters_the_refusal_says_where_to_publish_them() -> None:
    with pytest.raises(Refused, match="Chưa công bố tham số") as refused:
        parameters.reviews(date(2026, 7, 15))
    assert "Tham số" in refused.value.hint
