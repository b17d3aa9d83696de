"""Slots lie inside office hours, do not meet, and never fall on a day off."""

from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from motcua.core.queueing.slots import BookingRule, arrival, slots_of
from motcua.core.worktime.calendar import Calendar
from motcua.core.worktime.calendar_data import build
from motcua.core.worktime.vietnamese import LOCAL

HOURS = {
    "code": "x",
    "kind": "hours",
    "name": "x",
    "days_from": "vn",
    "make_up_like": "monday",
    "hours": [
        {
            "weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"],
            "periods": ["07:30-11:30", "13:00-17:00"],
            "valid_from": "2026-01-01",
        }
    ],
}
DAYS = {
    "code": "vn",
    "kind": "days",
    "name": "vn",
    "years": {"2026": {"status": "official", "source": "x"}},
    "days": [{"date": "2026-09-02", "kind": "holiday", "name": "Quốc khánh", "source": "x"}],
}


def calendar() -> Calendar:
    return build(DAYS, HOURS, "test")


def test_a_day_of_half_hours() -> None:
    slots = slots_of(calendar(), date(2026, 11, 24), BookingRule(minutes=30))
    assert len(slots) == 16
    assert slots[0].start == datetime(2026, 11, 24, 7, 30, tzinfo=LOCAL)
    assert slots[-1].end == datetime(2026, 11, 24, 17, 0, tzinfo=LOCAL)


def test_no_slot_on_a_day_off_or_beyond_the_calendar() -> None:
    assert slots_of(calendar(), date(2026, 11, 22), BookingRule()) == []
    assert slots_of(calendar(), date(2026, 9, 2), BookingRule()) == []
    assert slots_of(calendar(), date(2099, 1, 5), BookingRule()) == []


@given(st.integers(5, 240))
def test_slots_do_not_meet_and_lie_in_office_hours(minutes: int) -> None:
    slots = slots_of(calendar(), date(2026, 11, 24), BookingRule(minutes=minutes))
    for one, then in pairwise(slots):
        assert one.end <= then.start
    for slot in slots:
        assert slot.end - slot.start == timedelta(minutes=minutes)
        assert not (slot.start.hour < 13 and slot.end > slot.start.replace(hour=11, minute=30))


def test_coming_early_on_time_and_late() -> None:
    nine, rule = datetime(2026, 11, 24, 9, tzinfo=LOCAL), BookingRule(early=30, late=15)
    said = [arrival(nine, nine + timedelta(minutes=m), rule) for m in (-31, -30, 15, 16)]
    assert said == ["early", "on_time", "on_time", "late"]
