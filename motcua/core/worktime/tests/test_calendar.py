"""Calendars from data: what they know, and everything that is wrong with them at once."""

from typing import Any

import pytest

from motcua.core.refusal import Refused
from motcua.core.worktime import add_minutes, office_minutes_between, remaining
from motcua.core.worktime.calendar_data import build, check_days, check_hours
from motcua.core.worktime.tests import offices
from motcua.core.worktime.tests.offices import DAYS, PROVINCE, PROVINCE_HOURS, SATURDAY, SEASONS, WEEK, at


def opening_hours(day: str) -> list[str]:
    """The periods of the office with seasons on a day."""
    offset = (at(f"{day}T00:00").date() - SEASONS.first).days
    return [
        f"{a // 3600:02d}:{a % 3600 // 60:02d}-{b // 3600:02d}:{b % 3600 // 60:02d}" for a, b in SEASONS.periods[offset]
    ]


def test_a_season_beats_the_general_hours() -> None:
    assert opening_hours("2026-04-15") == ["08:00-12:00", "13:00-16:30"]
    assert opening_hours("2026-04-16") == ["07:00-09:15", "09:30-11:30", "13:30-17:00"]
    assert opening_hours("2026-10-15")[0] == "07:00-09:15"
    assert opening_hours("2026-10-16") == ["08:00-12:00", "13:00-16:30"]


def test_a_season_may_go_over_the_turn_of_the_year() -> None:
    winter = {"weekdays": WEEK, "periods": ["08:00-12:00"], "season": {"from": "10-16", "to": "04-15"}}
    office = build(DAYS, {**PROVINCE_HOURS, "hours": [*PROVINCE_HOURS["hours"], winter]})
    for day, periods in (("2026-03-02", 1), ("2026-07-01", 2), ("2026-12-31", 1)):
        assert len(office.periods[(at(f"{day}T00:00").date() - office.first).days]) == periods


def test_make_up_days_work_like_the_weekday_that_is_named() -> None:
    saturday = (at("2026-01-10T00:00").date() - SATURDAY.first).days
    assert len(SATURDAY.periods[saturday]) == 2
    like_saturday = build(DAYS, {**offices.SATURDAY_HOURS, "make_up_like": "saturday"})
    assert len(like_saturday.periods[saturday]) == 1


def test_hours_with_dates_end_and_begin() -> None:
    rows = [
        {"weekdays": WEEK, "periods": ["08:00-12:00"], "valid_to": "2025-12-31"},
        {"weekdays": WEEK, "periods": ["07:00-11:00"], "valid_from": "2026-01-01"},
    ]
    office = build(DAYS, {**PROVINCE_HOURS, "hours": rows})
    assert office.opening[(at("2025-12-31T00:00").date() - office.first).days] % 86400 == 8 * 3600
    assert office.opening[(at("2026-01-05T00:00").date() - office.first).days] % 86400 == 7 * 3600


def test_office_minutes_between_and_added() -> None:
    assert office_minutes_between(PROVINCE, at("2026-03-06T16:00"), at("2026-03-09T08:00")) == 90
    assert office_minutes_between(PROVINCE, at("2026-03-09T08:00"), at("2026-03-06T16:00")) == -90
    assert office_minutes_between(PROVINCE, at("2024-01-01T00:00"), at("2024-01-01T09:00")) == 0
    assert add_minutes(PROVINCE, at("2026-03-06T16:00"), 60) == at("2026-03-06T17:00")
    assert add_minutes(PROVINCE, at("2026-03-06T16:00"), 61) == at("2026-03-09T07:31")
    assert add_minutes(PROVINCE, at("2026-03-07T16:00"), 0) == at("2026-03-09T07:30")


@pytest.mark.parametrize(
    ("now", "due", "text"),
    [
        ("2026-05-05T14:00", "2026-05-06T17:00", "còn 1 ngày 3 giờ"),
        ("2026-05-06T15:20", "2026-05-06T17:00", "còn 1 giờ 40 phút"),
        ("2026-05-06T16:15", "2026-05-06T17:00", "còn 45 phút"),
        ("2026-05-06T17:00", "2026-05-06T17:00", "còn dưới 1 phút"),
        ("2026-05-06T17:30", "2026-05-06T17:00", "vừa quá hạn"),
        ("2026-05-07T09:30", "2026-05-06T17:00", "quá hạn 2 giờ"),
        ("2026-05-09T09:30", "2026-05-06T17:00", "quá hạn 2 ngày"),
        ("2026-04-29T17:00", "2026-05-04T17:00", "còn 1 ngày"),
        ("2026-05-02T09:00", "2026-05-04T11:30", "còn 4 giờ"),
    ],
)
def test_what_is_left_is_told_in_office_time(now: str, due: str, text: str) -> None:
    assert remaining(PROVINCE, at(now), at(due)).vi() == text


def test_a_naive_time_and_an_unknown_year_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        PROVINCE.second(at("2026-05-06T17:00").replace(tzinfo=None))
    assert refused.value.code == "naive_time"
    with pytest.raises(Refused, match="chỉ có từ 01/01/2024 đến 31/12/2027") as refused:
        PROVINCE.second(at("2023-12-31T23:59"))
    assert refused.value.facts == {"year": 2023}


def test_nothing_beyond_the_last_office_minute() -> None:
    for ask in (
        lambda: add_minutes(PROVINCE, at("2027-12-31T17:00"), 0),
        lambda: PROVINCE.at_position(PROVINCE.position(PROVINCE.second(at("2027-12-31T17:00"))) + 1),
    ):
        with pytest.raises(Refused, match="2028"):
            ask()


def places(problems: list[Any]) -> set[str]:
    return {problem.where for problem in problems}


def test_every_fault_of_a_table_of_days_is_told_at_once() -> None:
    faulty = {
        "name": "x",
        "years": {"2024": {"status": "sure"}, "hai nghìn": {}, "2026": {"status": "official"}},
        "days": [
            {"date": "2026-02-30", "kind": "holiday", "name": "a", "source": "b"},
            {"date": "2026-01-01", "kind": "feast", "name": "a", "source": "b"},
            {"date": "2026-01-01", "kind": "holiday", "name": "a", "source": "b", "replaces": "x"},
            {"date": "2030-01-01", "kind": "holiday", "name": "a"},
            "2026-05-01",
        ],
    }
    assert places(check_days(faulty)) == {
        "code",
        "years.2024",
        "years.hai nghìn",
        "years",
        "days.0.date",
        "days.1.kind",
        "days.2.date",
        "days.2.replaces",
        "days.3.source",
        "days.3.date",
        "days.4",
    }
    assert places(check_days({"code": "vn", "name": "x"})) == {"years"}
    assert "days" in places(check_days({**DAYS, "days": "none"}))


def test_every_fault_of_office_hours_is_told_at_once() -> None:
    rows = [
        {"weekdays": ["funday"], "periods": ["11:30-07:30"]},
        {"weekdays": WEEK, "periods": ["07:30-11:30", "11:00-17:00"], "valid_from": "x", "season": {"from": "13-01"}},
        {"weekdays": WEEK, "periods": ["7-11"], "season": "hè"},
        "sáng",
    ]
    found = check_hours({"code": "x", "name": "x", "make_up_like": "holiday", "hours": rows})
    assert places(found) == {
        "make_up_like",
        "hours.0.weekdays",
        "hours.0.periods",
        "hours.1.periods",
        "hours.1.valid_from",
        "hours.1.season",
        "hours.2.periods",
        "hours.2.season",
        "hours.3",
    }
    assert places(check_hours({"code": "x", "name": "x"})) == {"hours"}


def test_hours_that_contradict_each_other_are_told() -> None:
    row = {"weekdays": WEEK, "periods": ["08:00-12:00"]}
    summer = {**row, "season": {"from": "04-16", "to": "10-15"}}
    late_summer = {**row, "season": {"from": "10-01", "to": "10-31"}}
    winter = {**row, "season": {"from": "10-16", "to": "04-15"}}
    named = {"code": "x", "name": "x"}
    assert places(check_hours({**named, "hours": [row, row]})) == {"hours.1"}
    assert places(check_hours({**named, "hours": [row, summer, late_summer]})) == {"hours.2"}
    assert check_hours({**named, "hours": [row, summer, winter]}) == []
    assert (
        check_hours({**named, "hours": [{**row, "valid_to": "2025-01-01"}, {**row, "valid_from": "2025-01-02"}]}) == []
    )


def test_a_faulty_calendar_is_not_built() -> None:
    with pytest.raises(Refused, match="hours: phải có ít nhất một dòng") as refused:
        build(DAYS, {"code": "x", "name": "x"})
    assert refused.value.code == "bad_definition"


def test_a_weekday_without_hours_says_so() -> None:
    office = build(DAYS, {"code": "x", "name": "x", "hours": [{"weekdays": ["monday"], "periods": ["08:00-12:00"]}]})
    tuesday = (at("2026-03-03T00:00").date() - office.first).days
    assert str(office.off[tuesday].reason) == "cơ quan không có giờ làm việc"
