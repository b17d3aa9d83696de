"""The clock of QĐ 766: in time or late, with the applicant's waiting time taken out."""

from typing import Any

import pytest

from motcua.core.worktime import ClockEvent, Statistical, Supplement, Term, statistical, supplements_of
from motcua.core.worktime.tests.offices import PROVINCE, at

DUE = at("2026-03-05T17:00")


def count(**facts: Any) -> Statistical:
    given: dict[str, Any] = {"due": DUE, "period_end": at("2026-03-31T17:00"), **facts}
    return statistical(PROVINCE, at("2026-03-02T10:00"), **given)


def test_finished_before_the_appointment_is_in_time() -> None:
    found = count(processed=at("2026-03-05T16:00"), returned=at("2026-03-20T09:00"))
    assert (found.end, found.late, found.finished) == (at("2026-03-05T16:00"), False, True)


def test_processed_counts_before_returned_before_closed() -> None:
    assert count(returned=at("2026-03-06T09:00"), closed=at("2026-03-04T09:00")).late
    assert count(closed=at("2026-03-04T09:00")).end == at("2026-03-04T09:00")


def test_waiting_time_is_subtracted() -> None:
    waited = [Supplement(at("2026-03-03T08:00"), at("2026-03-06T08:00"))]
    found = count(processed=at("2026-03-10T17:00"), supplements=waited)
    assert not found.late
    assert found.minutes == 330 + 5 * 480 + 480 - 3 * 480
    assert count(processed=at("2026-03-11T08:00"), supplements=waited).late


def test_more_than_one_request_is_late() -> None:
    asked = [Supplement(at("2026-03-03T08:00"), at("2026-03-03T09:00")), Supplement(at("2026-03-03T10:00"))]
    found = count(processed=at("2026-03-03T11:00"), supplements=asked)
    assert found.late
    assert "quá 01 lần" in found.why


def test_a_supplement_still_awaited_ends_the_reckoning_at_the_request() -> None:
    found = count(supplements=[Supplement(at("2026-03-04T09:00"))])
    assert (found.end, found.late, found.finished) == (at("2026-03-04T09:00"), False, False)


def test_unfinished_counts_to_the_end_of_the_period() -> None:
    found = count()
    assert (found.end, found.late, found.finished) == (at("2026-03-31T17:00"), True, False)


@pytest.mark.parametrize(
    ("longest", "late"),
    [("2 working days", False), ("1 working day", True), ("16 working hours", False), ("same day", True)],
)
def test_without_an_appointment_the_longest_time_counts(longest: str, late: bool) -> None:
    assert count(due=None, processed=at("2026-03-04T10:00"), longest=Term.parse(longest)).late is late


def test_without_appointment_and_longest_time_nothing_is_late() -> None:
    assert not count(due=None).late


def test_requests_are_found_among_the_events_of_a_clock() -> None:
    events = [
        ClockEvent.paused(at("2026-03-03T08:00"), "supplement"),
        ClockEvent.resumed(at("2026-03-04T08:00")),
        ClockEvent.paused(at("2026-03-05T08:00"), "posting"),
        ClockEvent.resumed(at("2026-03-06T08:00")),
        ClockEvent.paused(at("2026-03-09T08:00"), "supplement"),
    ]
    assert supplements_of(events) == [
        Supplement(at("2026-03-03T08:00"), at("2026-03-04T08:00")),
        Supplement(at("2026-03-09T08:00")),
    ]
