"""The short ways to the driver: the same values as Django's own fields give, the same errors, seen in a query log."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext

from motcua.ledger import driver
from motcua.ledger.models import Job
from motcua.ledger.shapes import quick
from tests.databases import FreshDatabase

INSERT = "INSERT INTO ledger_job (name, failures, error) VALUES (%s, %s, %s)"
HANOI = timezone(timedelta(hours=7))
VALUES: dict[models.Field[Any, Any], list[Any]] = {
    models.CharField(): ["", "Hồ sơ", None],
    models.TextField(): ["{}", None],
    models.BooleanField(): [True, False],
    models.UUIDField(): [uuid4(), None],
    models.DateTimeField(): [
        datetime(2026, 4, 29, 15, 30, tzinfo=HANOI),
        datetime(2026, 4, 29, 8, 30, 0, 7, tzinfo=UTC),
        None,
    ],
    models.JSONField(): [None],
    models.IntegerField(): [7, 70_000, None],
    models.PositiveSmallIntegerField(): [7],
}


@pytest.mark.parametrize("field", VALUES, ids=lambda field: type(field).__name__)
def test_the_short_way_gives_what_the_field_gives(field: models.Field[Any, Any]) -> None:
    ways = quick(field)
    for value in VALUES[field]:
        assert ways[type(value)](value) == field.get_db_prep_save(value, connection)


def test_a_time_without_zone_has_no_short_way_around_its_refusal() -> None:
    if connection.vendor == "sqlite":
        with pytest.raises(ValueError, match="time zone"):
            quick(models.DateTimeField())[datetime](datetime(2026, 4, 29))  # noqa: DTZ001


@pytest.mark.django_db
def test_a_statement_runs_in_djangos_transaction_and_fails_with_djangos_errors() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert driver.run(INSERT, ["đêm", 0, ""]).rowcount == 1
        assert driver.run(INSERT, ["sáng", 0, ""]).rowcount == 1
    assert len(queries) == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_both("trưa", "đêm")
    assert set(Job.objects.values_list("name", flat=True)) == {"đêm", "sáng"}
    assert driver.run("SELECT name FROM ledger_job WHERE name = %s", ["đêm"]).fetchall() == [("đêm",)]


def insert_both(*names: str) -> None:
    for name in names:
        driver.run(INSERT, [name, 0, ""])


def test_a_transaction_of_its_own_keeps_all_or_nothing(fresh_database: FreshDatabase) -> None:
    with driver.transaction():
        insert_both("đêm", "sáng")
    with pytest.raises(IntegrityError), driver.transaction():
        insert_both("trưa", "đêm")
    with transaction.atomic():
        with pytest.raises(IntegrityError), driver.transaction():
            insert_both("chiều", "đêm")
        with driver.transaction():
            insert_both("tối")
    assert set(Job.objects.values_list("name", flat=True)) == {"đêm", "sáng", "tối"}
    assert connection.get_autocommit()
