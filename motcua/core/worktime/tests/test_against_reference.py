"""Thousands of random cases, the clock against the slow reference, in three offices and under random rules."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.core.refusal import Refused
from motcua.core.worktime import CIVIL_CODE_RULES, Calendar, ClockEvent, RuleSet, Term, deadline
from motcua.core.worktime.tests import offices
from motcua.core.worktime.tests.offices import at
from motcua.core.worktime.tests.reference import Minutes, Pause, Reference

FIRST = at("2024-01-02T00:00")
HOLIDAY_SET = {date.fromisoformat(day) for day, _ in offices.HOLIDAYS} | {date(2026, 1, 2)}
PROVINCE_DAY = [(time(7, 30), time(11, 30)), (time(13), time(17))]


def province_hours(day: date) -> Minutes:
    if day == date(2026, 1, 10):
        return PROVINCE_DAY
    return [] if day.weekday() > 4 or day in HOLIDAY_SET else PROVINCE_DAY


def saturday_hours(day: date) -> Minutes:
    if day.weekday() == 5 and day not in HOLIDAY_SET and day != date(2026, 1, 10):
        return PROVINCE_DAY[:1]
    return province_hours(day)


def season_hours(day: date) -> Minutes:
    if not province_hours(day):
        return []
    if (4, 16) <= (day.month, day.day) <= (10, 15):
        return [(time(7), time(9, 15)), (time(9, 30), time(11, 30)), (time(13, 30), time(17))]
    return [(time(8), time(12)), (time(13), time(16, 30))]


OFFICES: list[tuple[Calendar, Callable[[date], Minutes]]] = [
    (offices.PROVINCE, province_hours),
    (offices.SATURDAY, saturday_hours),
    (offices.SEASONS, season_hours),
]
TERMS = st.one_of(
    st.integers(1, 40).map(lambda n: f"{n} working days"),
    st.integers(1, 60).map(lambda n: f"{n} days"),
    st.integers(1, 80).map(lambda n: f"{n} working hours"),
    st.sampled_from(["0.5", "0.1", "1.5", "2.5", "4.5", "3.2"]).map(lambda n: f"{n} working days"),
    st.sampled_from(["0.5 days", "2.5 days", "same day"]),
).map(Term.parse)
MINUTES = st.one_of(
    st.integers(0, 3 * 365 * 1440),
    # Near the holidays, and at the edges of office time.
    st.builds(
        lambda day, minute: day * 1440 + minute,
        st.integers(830, 870) | st.integers(720, 745),
        st.sampled_from([0, 1, 450, 690, 780, 899, 900, 901, 959, 960, 1019, 1020, 1021, 1439]),
    ),
)


@st.composite
def pauses(draw: st.DrawFn, received: datetime) -> list[Pause]:
    """Up to three pauses one after another, the last one perhaps open."""
    found: list[Pause] = []
    start = received
    for _ in range(draw(st.integers(0, 3))):
        begins = start + timedelta(minutes=draw(st.integers(0, 12 * 1440)))
        if draw(st.booleans()):
            begins = datetime.combine(begins.date(), draw(st.sampled_from(EDGES)), begins.tzinfo)
            begins = max(begins, start)
        ends = begins + timedelta(minutes=draw(st.integers(1, 600) | st.integers(1, 15 * 1440)))
        found.append((begins, ends))
        start = ends
    if found and draw(st.integers(0, 9)) == 0:
        found[-1] = (found[-1][0], None)
    return found


EDGES = [time(0), time(7, 30), time(11, 30), time(16, 59), time(17), time(17, 1), time(18), time(23, 59)]
RULES = st.fixed_dictionaries(
    {},
    optional={
        "receipt_cutoff": st.sampled_from(["15:00", "17:00", None]),
        "receipt_on_day_off": st.sampled_from(["keep", "move"]),
        "receipt_last_minutes": st.sampled_from([0, 60]),
        "receipt_moved_to": st.sampled_from(["08:00", "opening"]),
        "whole_days": st.just("office_minutes"),
    },
)


def events_of(found: list[Pause]) -> list[ClockEvent]:
    events: list[ClockEvent] = []
    for start, end in found:
        events.append(ClockEvent.paused(start))
        if end is not None:
            events.append(ClockEvent.resumed(end))
    return events


def both(
    office: int, rules: RuleSet, received: datetime, term: Term, found: list[Pause]
) -> tuple[datetime | None, datetime | None]:
    """Return the due moment of the clock and that of the reference."""
    calendar, hours = OFFICES[office]
    expected = Reference(hours, rules, received, found).due(term)
    return deadline(received, term, calendar, rules, events_of(found)).due, expected


SLOW = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(st.data(), st.integers(0, 2), MINUTES, TERMS)
def test_default_rules_agree_with_the_reference(data: st.DataObject, office: int, minute: int, term: Term) -> None:
    received = FIRST + timedelta(minutes=minute)
    due, expected = both(office, CIVIL_CODE_RULES, received, term, data.draw(pauses(received)))
    assert due == expected


@SLOW
@given(st.data(), st.integers(0, 2), MINUTES, TERMS, RULES)
def test_other_rules_agree_with_the_reference(
    data: st.DataObject, office: int, minute: int, term: Term, parameters: dict[str, Any]
) -> None:
    received = FIRST + timedelta(minutes=minute)
    rules = CIVIL_CODE_RULES.with_parameters(parameters)
    due, expected = both(office, rules, received, term, data.draw(pauses(received)))
    assert due == expected


@pytest.mark.soak
@settings(SLOW, max_examples=30_000)
@given(st.data(), st.integers(0, 2), MINUTES, TERMS, RULES | st.just({}))
def test_tens_of_thousands_agree(
    data: st.DataObject, office: int, minute: int, term: Term, parameters: dict[str, Any]
) -> None:
    received = FIRST + timedelta(minutes=minute)
    rules = CIVIL_CODE_RULES.with_parameters(parameters)
    due, expected = both(office, rules, received, term, data.draw(pauses(received)))
    assert due == expected


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2), MINUTES, st.integers(0, 4000), TERMS)
def test_a_later_receipt_is_never_due_earlier(office: int, minute: int, later: int, term: Term) -> None:
    calendar = OFFICES[office][0]
    first = deadline(FIRST + timedelta(minutes=minute), term, calendar, CIVIL_CODE_RULES).due
    second = deadline(FIRST + timedelta(minutes=minute + later), term, calendar, CIVIL_CODE_RULES).due
    assert first is not None
    assert second is not None
    assert first <= second


@settings(max_examples=100, deadline=None)
@given(st.data(), st.integers(0, 2), MINUTES, TERMS.filter(lambda t: t.unit != "same_day"), st.integers(1, 9))
def test_a_longer_term_is_never_due_earlier(
    data: st.DataObject, office: int, minute: int, term: Term, more: int
) -> None:
    received = FIRST + timedelta(minutes=minute)
    events = events_of([p for p in data.draw(pauses(received)) if p[1] is not None])
    calendar = OFFICES[office][0]
    short = deadline(received, term, calendar, CIVIL_CODE_RULES, events).due
    long = deadline(received, Term(term.amount + more, term.unit), calendar, CIVIL_CODE_RULES, events).due
    assert short is not None
    assert long is not None
    assert short < long or (term.unit == "days" and short == long)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.integers(0, 2), MINUTES, TERMS)
def test_the_due_moment_is_office_time_and_the_trace_counts_the_term(
    data: st.DataObject, office: int, minute: int, term: Term
) -> None:
    received = FIRST + timedelta(minutes=minute)
    found = data.draw(pauses(received))
    calendar, hours = OFFICES[office]
    answer = deadline(received, term, calendar, CIVIL_CODE_RULES, events_of(found))
    kinds = [line.kind for line in answer.trace]
    assert kinds[0] == "received"
    if answer.due is None:
        assert "standing" in kinds
        return
    assert any(a < answer.due.time() <= b for a, b in hours(answer.due.date()))
    if term.unit in ("working_days", "days"):
        assert kinds.count("counted") == term.whole
        assert ("partial" in kinds) == (term.share > 0)
    days = [
        line.day
        for line in answer.trace
        if line.kind in ("day_zero", "counted", "partial", "worked", "skipped", "rolled")
    ]
    every = {answer.receipt.date() + timedelta(days=i) for i in range((answer.due.date() - answer.receipt.date()).days)}
    if term.unit in ("working_days", "days"):
        assert every <= set(days)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 364), st.integers(1, 400))
def test_what_runs_out_of_the_calendars_is_refused(day: int, amount: int) -> None:
    received = at("2027-01-01T08:00") + timedelta(days=day)
    term = Term.of(amount, "days")
    if received.date() + timedelta(days=amount) <= date(2027, 12, 31):
        due = deadline(received, term, offices.PROVINCE, CIVIL_CODE_RULES).due
        assert due is not None
        assert due.year == 2027
    else:
        with pytest.raises(Refused, match="31/12/2027") as refused:
            deadline(received, term, offices.PROVINCE, CIVIL_CODE_RULES)
        assert refused.value.code == "outside_calendar"
