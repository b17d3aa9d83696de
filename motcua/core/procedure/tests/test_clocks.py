"""The clocks of publishing run on working days: Lunar New Year does not count, a make-up Saturday does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.procedure.clocks import (
    Clock,
    ClockCode,
    ClockRule,
    Dates,
    PublishingRules,
    after,
    before,
    clocks,
    count,
    rules_on,
)
from motcua.core.worktime import Term
from motcua.core.worktime.tests.offices import PROVINCE

FIVE, THREE = Term.parse("5 working days"), Term.parse("3 working days")
FIVE_PLAIN = Term.parse("5 days")
RULES = PublishingRules(
    valid_from=date(2025, 7, 1),
    clocks=(
        ClockRule("before_effect", FIVE, "QĐ 766/QĐ-TTg"),
        ClockRule("public", FIVE, "QĐ 766/QĐ-TTg"),
        ClockRule("e_process", THREE, "chỉ đạo của tỉnh", unverified=True),
    ),
    calendar_of="H37",
    keeper="H37.VP",
    review_within=FIVE,
    approval_within=THREE,
    four_eyes=True,
    review_required=True,
    approvers=(),
    reviewers=(),
)
APRIL = date(2026, 4, 20)


def at(code: ClockCode, dates: Dates, today: date = APRIL) -> Clock:
    return next(clock for clock in clocks(RULES, dates, PROVINCE, today) if clock.code == code)


def test_the_decision_must_stand_five_working_days_before_effect() -> None:
    # Friday 8 May 2026: 30/4 and 1/5 are holidays; the fifth working day before is Wednesday 29 April.
    wanted = Dates(effective=date(2026, 5, 8))
    assert at("before_effect", wanted).due == date(2026, 4, 29)
    assert at("before_effect", wanted, date(2026, 4, 29)).state == "soon"
    assert at("before_effect", wanted, APRIL).state == "running"
    late = at("before_effect", wanted, date(2026, 5, 5))
    assert (late.state, late.days) == ("late", 2)


def test_a_decision_in_time_and_one_too_late() -> None:
    effective = date(2026, 5, 8)
    assert at("before_effect", Dates(effective, date(2026, 4, 29))).state == "met"
    late = at("before_effect", Dates(effective, date(2026, 5, 4)))
    assert (late.state, late.days) == ("met_late", 1)
    assert late.is_late
    assert not late.open


def test_public_within_five_working_days_of_the_decision() -> None:
    decided = Dates(decided=date(2026, 4, 27))
    assert at("public", decided).due == date(2026, 5, 6)
    assert at("public", decided, date(2026, 5, 5)).days == 1
    assert at("public", replace(decided, public=date(2026, 5, 6))).state == "met"
    assert at("public", replace(decided, public=date(2026, 5, 8))).days == 2


def test_the_process_is_ready_within_three_and_does_not_run_for_what_nobody_receives() -> None:
    decided = Dates(decided=date(2026, 4, 27))
    assert at("e_process", decided).due == date(2026, 5, 4)
    told = clocks(RULES, replace(decided, receivable=False), PROVINCE, APRIL)
    assert [clock.code for clock in told] == ["before_effect", "public"]


def test_a_clock_without_its_first_day_is_unknown() -> None:
    assert {clock.state for clock in clocks(RULES, Dates(), PROVINCE, APRIL)} == {"unknown"}


def test_a_year_that_the_calendar_does_not_have_is_unknown_not_wrong() -> None:
    assert at("public", Dates(decided=date(2050, 1, 1))).state == "unknown"
    assert at("before_effect", Dates(effective=date(1999, 1, 1))).state == "unknown"


def test_plain_days_count_every_day() -> None:
    rules = replace(RULES, clocks=(ClockRule("before_effect", FIVE_PLAIN, "NĐ 63/2010/NĐ-CP"),))
    (clock,) = clocks(rules, Dates(effective=date(2026, 5, 8)), PROVINCE, APRIL)
    assert clock.due == date(2026, 5, 3)
    (late,) = clocks(rules, Dates(effective=date(2026, 5, 8)), PROVINCE, date(2026, 5, 5))
    assert late.days == 2


def test_rules_change_on_their_day() -> None:
    later = replace(RULES, valid_from=date(2026, 1, 1), four_eyes=False)
    assert rules_on((later, RULES), date(2025, 12, 31)).four_eyes
    assert not rules_on((later, RULES), date(2026, 1, 1)).four_eyes
    assert rules_on((later, RULES), date(2020, 1, 1)).four_eyes


DAYS = st.dates(date(2026, 2, 1), date(2026, 11, 1))


@given(DAYS, st.integers(1, 15))
def test_before_and_after_are_each_others_mirror(day: date, length: int) -> None:
    term = Term.of(length, "working_days")
    end = after(PROVINCE, day, term)
    assert count(PROVINCE, day, end, term) == length
    assert count(PROVINCE, day, end - timedelta(1), term) == length - 1
    start = before(PROVINCE, day, term)
    assert count(PROVINCE, start - timedelta(1), day - timedelta(1), term) == length
    assert count(PROVINCE, start, day - timedelta(1), term) == length - 1


@given(DAYS, DAYS)
def test_days_late_and_days_left_exclude_each_other(decided: date, today: date) -> None:
    clock = at("public", Dates(decided=decided), today)
    assert clock.due is not None
    assert (clock.state == "late") == (count(PROVINCE, clock.due, today, FIVE) > 0)
    assert clock.days >= 0


@pytest.mark.parametrize("code", ["before_effect", "public", "e_process"])
def test_every_rule_is_found_by_its_code(code: ClockCode) -> None:
    rule = RULES.clock(code)
    assert rule is not None
    assert rule.code == code
