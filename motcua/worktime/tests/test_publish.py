"""Calendars and rule sets are published as versions, by those who may, and everybody sees them at once."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from motcua.core.refusal import Refused
from motcua.core.worktime import Term, deadline
from motcua.core.worktime.vietnamese import LOCAL
from motcua.ledger import origin
from motcua.ledger.read import stream
from motcua.ledger.streams import OutsideLedger
from motcua.people.actions import establish_unit
from motcua.people.actor import Actor, Duty, person
from motcua.people.tests.conftest import unit_record
from motcua.worktime import queries
from motcua.worktime.actions import publish_calendar, publish_rules
from motcua.worktime.files import Definition
from motcua.worktime.load import load
from motcua.worktime.models import CalendarVersion, RulesVersion, StoredCalendar
from motcua.worktime.tests.conftest import LOADER, STARTED

HOURS = {
    "code": "06187",
    "kind": "hours",
    "name": "Kỳ Lừa",
    "days_from": "vn",
    "hours": [{"weekdays": ["monday", "saturday"], "periods": ["08:00-11:00"], "source": "QĐ"}],
}


@pytest.fixture
def loaded(db: None) -> None:
    report = load(Path(settings.DEFINITIONS), STARTED, LOADER)
    assert report.ok, "\n".join(map(str, report.problems))


def shipped(name: str) -> dict[str, Any]:
    return Definition(Path(settings.DEFINITIONS) / name).data


@pytest.mark.usefixtures("loaded")
def test_the_shipped_definitions_answer_from_the_database() -> None:
    calendar = queries.calendar_for("H37")
    assert calendar.version == "vn:1+H37:1"
    received = datetime(2026, 4, 29, 15, 30, tzinfo=LOCAL)
    rules = queries.rules("default", received.date())
    assert deadline(received, Term.parse("3 working days"), calendar, rules).due == datetime(
        2026, 5, 6, 17, tzinfo=LOCAL
    )
    assert ("default", "Quy định chung (Bộ luật Dân sự 2015)") in queries.rule_names(date(2026, 1, 1))
    assert queries.is_unverified(calendar)


@pytest.mark.usefixtures("loaded")
def test_the_ledger_tells_what_was_published() -> None:
    first = stream("calendar:vn")[0]
    assert (first.type, first.payload["version"], first.payload["kind"]) == ("calendar.published", 1, "days")
    assert stream("rules:default")[0].payload["valid_from"] == "2017-01-01"


@pytest.mark.usefixtures("loaded")
def test_a_new_holiday_is_a_new_version_that_everybody_sees_and_that_says_from_which_day() -> None:
    data = shipped("calendars/vn.yaml")
    before = queries.calendar_for("H37")
    more = {"date": "2026-05-05", "kind": "holiday", "name": "Lễ mới", "source": "NQ"}
    assert publish_calendar({**data, "days": [*data["days"], more]}, actor=LOADER, at=STARTED + timedelta(days=1)) == 2
    after = queries.calendar_for("H37")
    assert (before.version, after.version) == ("vn:1+H37:1", "vn:2+H37:1")
    offset = (date(2026, 5, 5) - after.first).days
    assert before.periods[offset]
    assert not after.periods[offset]
    assert stream("calendar:vn")[-1].payload["changed_from"] == "2026-05-05"


@pytest.mark.usefixtures("loaded")
def test_the_same_content_again_changes_nothing() -> None:
    assert publish_calendar(shipped("calendars/vn.yaml"), actor=LOADER, at=STARTED) == 1
    assert publish_rules(shipped("rules/default.yaml"), actor=LOADER, at=STARTED) == 1
    assert len(stream("calendar:vn")) == len(stream("rules:default")) == 1


@pytest.mark.usefixtures("loaded")
def test_a_commune_has_hours_of_its_own_and_its_parts_follow_it() -> None:
    for code, parent in (("H37", ""), ("06187", "H37"), ("06187.VP", "06187"), ("06541", "H37")):
        establish_unit(record=unit_record(code, parent), actor=LOADER, at=STARTED)
    publish_calendar(HOURS, actor=LOADER, at=STARTED)
    codes = {unit: queries.calendar_for(unit).code for unit in ("06187", "06187.VP", "06541", "H37", "nowhere")}
    assert codes == {"06187": "06187", "06187.VP": "06187", "06541": "H37", "H37": "H37", "nowhere": "H37"}


@pytest.mark.usefixtures("loaded")
def test_a_unit_may_name_the_calendar_it_works_by() -> None:
    establish_unit(record=unit_record("H37"), actor=LOADER, at=STARTED)
    establish_unit(record=unit_record("06541", "H37", calendar="06187"), actor=LOADER, at=STARTED)
    publish_calendar(HOURS, actor=LOADER, at=STARTED)
    assert queries.calendar_for("06541").code == "06187"


@pytest.mark.usefixtures("loaded")
def test_rules_are_chosen_by_the_day_of_the_receipt() -> None:
    old: dict[str, Any] = {
        "id": "sample",
        "name": "Mẫu",
        "valid_from": "2025-01-01",
        "rules": [{"parameter": "extensions", "value": 1, "source": "NĐ"}],
    }
    new = {**old, "valid_from": "2026-01-01", "valid_to": "2026-06-30", "rules": [{**old["rules"][0], "value": 2}]}
    assert publish_rules(old, actor=LOADER, at=STARTED) == 1
    assert publish_rules(new, actor=LOADER, at=STARTED) == 2
    assert publish_rules(new, actor=LOADER, at=STARTED) == 2
    assert queries.rules("sample", date(2025, 12, 31)).extensions == 1
    assert queries.rules("sample", date(2026, 1, 1)).extensions == 2
    for day in (date(2024, 12, 31), date(2026, 7, 1)):
        with pytest.raises(Refused, match="sample") as refused:
            queries.rules("sample", day)
        assert refused.value.code == "no_rules"


def test_without_office_hours_nothing_is_reckoned(db: None) -> None:
    with pytest.raises(Refused) as refused:
        queries.calendar_for("H37")
    assert refused.value.code == "no_calendar"
    assert "Quản trị viên" in refused.value.hint


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"kind": "feast"}, "kind"),
        ({"days_from": ""}, "days_from"),
        ({"days_from": "cn"}, "days_from"),
        ({"default": True}, "default"),
        ({"code": "vn"}, "kind"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_place(change: dict[str, Any], place: str) -> None:
    with pytest.raises(Refused) as refused:
        publish_calendar({**HOURS, **change}, actor=LOADER, at=STARTED)
    assert refused.value.code == "bad_definition"
    assert place in refused.value.message
    assert not StoredCalendar.objects.filter(code="06187").exists()


@pytest.mark.usefixtures("loaded")
def test_only_those_who_answer_for_a_unit_publish_its_hours() -> None:
    for code, parent in (("H37", ""), ("06187", "H37")):
        establish_unit(record=unit_record(code, parent), actor=LOADER, at=STARTED)
    at_home = person(uuid4(), [Duty("06187", "administrator")])
    province = person(uuid4(), [Duty("H37", "administrator")])
    khoa = person(uuid4())
    assert publish_calendar(HOURS, actor=at_home, at=STARTED) == 1
    days, rules = shipped("calendars/vn.yaml"), shipped("rules/steps.yaml")
    for who, what in ((khoa, HOURS), (at_home, days)):
        _refused(who, what)
    for who in (khoa, at_home):
        with pytest.raises(Refused) as refused:
            publish_rules({**rules, "name": "Khác"}, actor=who, at=STARTED)
        assert refused.value.code == "forbidden"
    assert publish_calendar({**days, "name": "Khác"}, actor=province, at=STARTED) == 2
    assert publish_rules({**rules, "name": "Khác"}, actor=province, at=STARTED) == 2


def _refused(actor: Actor, definition: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        publish_calendar({**definition, "name": "Khác"}, actor=actor, at=STARTED)
    assert refused.value.code == "forbidden"


@pytest.mark.usefixtures("loaded")
def test_outside_a_demonstration_nobody_publishes_what_is_unverified(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origin, "is_demo", lambda: False)
    for publish, data in (
        (publish_calendar, {**HOURS, "unverified": True}),
        (publish_rules, shipped("rules/decree-63-2024.yaml")),
    ):
        with pytest.raises(Refused) as refused:
            publish({**data, "name": "Khác"}, actor=LOADER, at=STARTED)
        assert refused.value.code == "unverified_definition"


@pytest.mark.usefixtures("loaded")
def test_published_versions_cannot_be_changed_by_anyone() -> None:
    for model in (CalendarVersion, RulesVersion):
        with pytest.raises(OutsideLedger):
            model.objects.update(number=9)
        table = model._meta.db_table
        for attack in (f"UPDATE {table} SET number = 9", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(attack)
