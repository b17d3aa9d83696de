"""Steps given in calendar days are parts of the term: together they take all of it, and no more (QĐ 2487)."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.core.process.decide.clock import Law
from motcua.core.process.route import END, Outcome, Route, Step
from motcua.core.process.tests.law import CALENDAR, LAW
from motcua.core.worktime import Term, deadline, office_minutes_between
from motcua.core.worktime.vietnamese import LOCAL

TIMES = ("0.5", "0.5", "4.5", "2", "2", "0.5", "4.5", "0.5")
RECEIVED = datetime(2026, 3, 2, 8, 0, tzinfo=LOCAL)


def law(times: tuple[str, ...], term: str) -> Law:
    """Return a law whose route has these steps, in calendar days."""
    codes = [f"B{n}" for n in range(1, len(times) + 1)]
    steps = tuple(
        Step(
            code, code, "handler", "competent", "work", Term.parse(f"{time} days"), (Outcome("forward", "Chuyển", to),)
        )
        for code, time, to in zip(codes, times, [*codes[1:], END], strict=True)
    )
    return replace(LAW, term=Term.parse(term), route=Route("days", 1, "Thử", "thử", steps))


def planned(found: Law, received: datetime, legal: datetime) -> list[datetime]:
    """Return when each step ends if each takes all its time."""
    ends, since = [], received
    for step in found.route.ahead(found.route.first.code):
        due = found.step_due(step, since, legal)
        assert due is not None
        ends.append(due)
        since = due
    return ends


def test_the_eight_steps_of_lang_son_share_their_fifteen_days() -> None:
    found = law(TIMES, "15 days")
    legal = deadline(RECEIVED, found.term, found.calendar, found.rules).due
    assert legal == datetime(2026, 3, 17, 17, 0, tzinfo=LOCAL)
    ends = planned(found, RECEIVED, legal)
    assert ends[-1].date() == legal.date()
    days = [office_minutes_between(CALENDAR, a, b) / 480 for a, b in zip([RECEIVED, *ends], ends, strict=False)]
    assert days[6] > 2, "the province keeps its 4.5 days of 15: 2.5 of the 12 office days that this term has, not one"
    assert min(days) > 0
    assert days[2] > 2, "so does the appraisal"


def test_who_is_late_leaves_less_and_never_a_date_after_the_law() -> None:
    found = law(TIMES, "15 days")
    legal = datetime(2026, 3, 17, 17, 0, tzinfo=LOCAL)
    usual = found.step_due(found.route.step("B7"), datetime(2026, 3, 11, 8, 0, tzinfo=LOCAL), legal)
    late = found.step_due(found.route.step("B7"), datetime(2026, 3, 16, 8, 0, tzinfo=LOCAL), legal)
    assert usual is not None
    assert late is not None
    assert usual < late < legal
    assert found.step_due(found.route.step("B7"), legal + timedelta(hours=1), legal) == legal


@given(
    st.lists(st.sampled_from(["0.5", "1", "1.5", "2", "3", "5"]), min_size=1, max_size=9),
    st.integers(0, 290 * 24 * 60),
)
def test_steps_that_keep_their_time_end_within_the_term(times: list[str], minute: int) -> None:
    received = datetime(2026, 1, 5, tzinfo=LOCAL) + timedelta(minutes=minute)
    whole = sum(map(float, times))
    found = law(tuple(times), f"{int(whole) + 1} days")
    legal = deadline(received, found.term, found.calendar, found.rules).due
    assert legal is not None
    ends = planned(found, received, legal)
    assert ends == sorted(ends)
    assert ends[-1] <= legal
