"""Waiting times from recorded times only; a pace is told only where there is one."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.core.queueing.waiting import Measured, by, figures, minutes_to_wait, percentile

EIGHT = datetime(2026, 11, 24, 1, tzinfo=UTC)


def after(minutes: int) -> datetime:
    return EIGHT + timedelta(minutes=minutes)


def ticket(taken: int, called: int | None = None, ended: int | None = None, group: str = "A") -> Measured:
    return Measured(
        group,
        False,
        after(taken),
        None if called is None else after(called),
        None if called is None else after(called),
        None if ended is None else after(ended),
        ended is not None,
    )


def test_median_and_ninety_percent_by_hand() -> None:
    rows = [ticket(0, 10, 14), ticket(1, 5, 8), ticket(2, 32), ticket(3)]
    told = figures(rows)
    assert (told.tickets, told.called, told.served) == (4, 3, 2)
    assert (told.waiting_median, told.waiting_p90, told.waiting_longest) == (600, 1800, 1800)
    assert told.service_median == 180


def test_nothing_recorded_nothing_said() -> None:
    told = figures([ticket(0)])
    assert (told.waiting_median, told.service_median, told.tickets) == (None, None, 1)


def test_by_group() -> None:
    told = by([ticket(0, 10), ticket(0, 20, group="B")], lambda row: row.group)
    assert {name: one.waiting_median for name, one in told.items()} == {"A": 600, "B": 1200}


@given(st.lists(st.integers(0, 10_000), min_size=1), st.integers(1, 100))
def test_a_percentile_is_one_of_the_values_and_enough_lie_at_or_below(values: list[int], share: int) -> None:
    found = percentile(values, share)
    assert found in values
    assert found is not None
    assert sum(value <= found for value in values) * 100 >= share * len(values)
    assert sum(value < found for value in values) * 100 < share * len(values)


def test_the_pace_needs_five_calls() -> None:
    calls = [after(n) for n in (0, 4, 8, 12)]
    assert minutes_to_wait(calls, after(16), 3) is None
    assert minutes_to_wait([*calls, after(16)], after(20), 3) == 20
    assert minutes_to_wait([*calls, after(16)], after(200), 3) is None
