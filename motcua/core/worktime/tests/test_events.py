"""What can and can't happen to a running clock."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.core.refusal import Refused
from motcua.core.worktime import CIVIL_CODE_RULES, ClockEvent, Deadline, RuleSet, Term, capped, deadline, summary
from motcua.core.worktime.tests.offices import PROVINCE, SATURDAY, at

paused, resumed = ClockEvent.paused, ClockEvent.resumed
THREE = Term.parse("3 working days")


def reckon(
    term: Term | str, *events: ClockEvent, received: str = "2026-03-02T10:00", rules: RuleSet = CIVIL_CODE_RULES
) -> Deadline:
    return deadline(at(received), Term.parse(term) if isinstance(term, str) else term, PROVINCE, rules, events)


@pytest.mark.parametrize(
    ("events", "code"),
    [
        ([resumed(at("2026-03-03T09:00"))], "not_paused"),
        ([paused(at("2026-03-03T09:00")), paused(at("2026-03-03T10:00"))], "already_paused"),
        ([paused(at("2026-03-02T09:00"))], "event_before_receipt"),
        ([paused(at("2026-03-04T09:00")), resumed(at("2026-03-03T09:00"))], "events_out_of_order"),
        ([ClockEvent("extended", at("2026-03-04T09:00"))], "bad_term"),
        ([ClockEvent.verification(at("2026-03-04T09:00"), Term.parse("same day"))], "bad_term"),
    ],
)
def test_impossible_events_are_refused(events: list[ClockEvent], code: str) -> None:
    with pytest.raises(Refused) as refused:
        reckon(THREE, *events)
    assert refused.value.code == code
    assert refused.value.hint


def test_a_standing_clock_promises_nothing() -> None:
    answer = reckon(THREE, paused(at("2026-03-04T09:00"), "supplement"))
    assert (answer.due, answer.running, answer.paused_since) == (None, False, at("2026-03-04T09:00"))
    assert answer.appointments == ()
    assert answer.as_json()["due"] is None
    assert summary(answer).endswith("Thời hạn đang tạm dừng, chưa có ngày hẹn trả.")


def test_a_pause_after_the_term_ran_out_changes_nothing_and_says_so() -> None:
    answer = reckon(THREE, paused(at("2026-03-09T09:00")))
    assert answer.due == at("2026-03-05T17:00")
    assert answer.running
    assert answer.paused_since is None
    assert "không đổi ngày hẹn trả" in answer.trace[-1].text


def test_a_pause_that_ends_on_the_day_of_the_receipt_is_over_before_the_first_day() -> None:
    assert reckon(THREE, paused(at("2026-03-02T11:00")), resumed(at("2026-03-02T16:00"))).due == at("2026-03-05T17:00")


def test_a_pause_before_the_moved_receipt_ends_with_it() -> None:
    rules = CIVIL_CODE_RULES.with_parameters({"receipt_cutoff": "17:00"})
    answer = reckon(
        "1 working day",
        paused(at("2026-03-02T19:00")),
        resumed(at("2026-03-02T20:00")),
        received="2026-03-02T18:00",
        rules=rules,
    )
    assert answer.due == at("2026-03-04T17:00")


def test_a_calendar_term_whose_last_day_moved_does_not_end_in_a_pause() -> None:
    still = reckon("5 days", paused(at("2026-03-08T09:00")))
    assert still.due is None
    again = reckon("5 days", paused(at("2026-03-08T09:00")), resumed(at("2026-03-10T10:00")))
    assert again.due == at("2026-03-11T17:00")


def test_a_same_day_procedure_that_waited_is_due_by_the_rule_of_its_resumption() -> None:
    early = reckon("same day", paused(at("2026-03-02T11:00")), resumed(at("2026-03-04T14:00")))
    late = reckon("same day", paused(at("2026-03-02T11:00")), resumed(at("2026-03-04T15:30")))
    assert (early.due, late.due) == (at("2026-03-04T17:00"), at("2026-03-05T17:00"))
    assert reckon("same day", paused(at("2026-03-02T11:00"))).due is None


def test_a_step_that_waited_keeps_its_share() -> None:
    rules = CIVIL_CODE_RULES.with_parameters({"whole_days": "office_minutes"})
    waited = [paused(at("2026-03-02T11:30")), resumed(at("2026-03-04T07:30"))]
    assert reckon("1 working day", *waited, rules=rules).due == at("2026-03-04T15:30")
    assert reckon("1 working day", waited[0], rules=rules).due is None
    assert reckon("4 working hours", waited[0]).due is None


def test_a_fraction_of_minutes_that_runs_over_a_short_day_survives_a_pause() -> None:
    rules = CIVIL_CODE_RULES.with_parameters({"fraction_of_day": 480})
    events = [paused(at("2026-03-09T08:00")), resumed(at("2026-03-09T09:00"))]
    answer = deadline(at("2026-03-06T10:00"), Term.parse("0.75 working days"), SATURDAY, rules, events)
    assert answer.due == at("2026-03-10T09:30")
    assert [line.day.day for line in answer.trace if line.kind == "partial"] == [7, 10]


def test_a_fraction_of_calendar_days() -> None:
    assert reckon("2.5 days").due == at("2026-03-05T11:30")
    assert reckon("4.5 days").due == at("2026-03-09T11:30")
    minutes = CIVIL_CODE_RULES.with_parameters({"fraction_of_day": 240})
    assert reckon("2.5 days", rules=minutes).due == at("2026-03-05T09:30")
    assert reckon("4.5 days", paused(at("2026-03-08T09:00")), resumed(at("2026-03-08T10:00"))).due == at(
        "2026-03-09T11:30"
    )


def test_parts_of_different_units_run_one_after_another() -> None:
    answer = reckon("2 working days", ClockEvent.extended(at("2026-03-03T09:00"), Term.parse("4 working hours")))
    assert answer.due == at("2026-03-05T11:30")
    answer = reckon("4 working hours", ClockEvent.extended(at("2026-03-02T11:00"), Term.parse("2 days")))
    assert answer.due == at("2026-03-04T17:00")


def test_a_restart_takes_the_whole_term_and_what_the_law_added_but_not_the_extension() -> None:
    events = [
        ClockEvent.verification(at("2026-03-03T08:00"), Term.parse("2 working days")),
        ClockEvent.extended(at("2026-03-03T09:00"), Term.parse("10 working days")),
        paused(at("2026-03-04T09:00"), "supplement"),
        ClockEvent.restarted(at("2026-03-06T10:00")),
    ]
    answer = reckon(THREE, *events)
    assert answer.due == at("2026-03-13T17:00")
    assert answer.receipt == at("2026-03-06T10:00")
    assert any(line.kind == "paused" for line in answer.trace)
    with pytest.raises(Refused, match="tối đa 1 lần"):
        reckon(THREE, *events, ClockEvent.extended(at("2026-03-09T09:00"), THREE))
    assert "Tính lại từ đầu ngày 06/03." in summary(answer)


def test_what_exceeds_the_cap_adds_nothing() -> None:
    rules = CIVIL_CODE_RULES.with_parameters({"verification_cap": "5 working days"})
    two = Term.parse("2 working days")
    events = [
        ClockEvent.verification(at("2026-03-03T08:00"), two),
        ClockEvent.verification(at("2026-03-03T09:00"), two),
    ]
    assert reckon(THREE, *events, rules=rules).due == at("2026-03-09T17:00")
    hours = ClockEvent.verification(at("2026-03-03T08:00"), Term.parse("4 working hours"))
    assert reckon(THREE, hours, rules=rules).due == at("2026-03-06T11:30")


def test_the_first_appointment_stays_while_money_is_awaited() -> None:
    term = "4.5 + 3 working days"
    waiting = reckon(term, paused(at("2026-03-06T10:00"), "financial_obligation"))
    assert waiting.appointments == (at("2026-03-09T11:30"),)
    paid = reckon(term, paused(at("2026-03-06T10:00"), "financial_obligation"), resumed(at("2026-03-16T09:00")))
    assert paid.appointments == (at("2026-03-09T11:30"), at("2026-03-19T17:00"))
    assert paid.receipt == at("2026-03-02T10:00")


def test_money_awaited_after_the_first_part_ran_out_still_starts_the_second() -> None:
    events = [paused(at("2026-03-20T10:00"), "financial_obligation"), resumed(at("2026-03-23T09:00"))]
    assert reckon("4.5 + 3 working days", *events).due == at("2026-03-26T17:00")


def test_a_resumed_day_that_counts_is_not_counted_twice() -> None:
    rules = CIVIL_CODE_RULES.with_parameters({"resumed_day": "day_one"})
    evening = [paused(at("2026-03-03T18:00")), resumed(at("2026-03-03T19:00"))]
    assert reckon(THREE, *evening, rules=rules).due == at("2026-03-05T17:00")
    answer = reckon(THREE, paused(at("2026-03-03T09:00")), resumed(at("2026-03-04T10:00")), rules=rules)
    assert answer.due == at("2026-03-06T17:00")
    assert [line.day.day for line in answer.trace if line.kind == "counted"] == [4, 5, 6]
    assert [line.day.day for line in answer.trace if line.kind == "skipped"] == [3]


def test_a_receipt_that_counts_must_be_in_office_time() -> None:
    rules = CIVIL_CODE_RULES.with_parameters({"receipt_day": "day_one"})
    assert reckon("1 working day", rules=rules).due == at("2026-03-02T17:00")
    assert reckon("1 working day", received="2026-03-02T17:00", rules=rules).due == at("2026-03-03T17:00")
    assert reckon("1 working day", received="2026-03-07T09:00", rules=rules).due == at("2026-03-09T17:00")


def test_same_day_without_a_cutoff_ends_with_office_hours() -> None:
    rules = CIVIL_CODE_RULES.with_parameters({"same_day_cutoff": None})
    assert reckon("same day", received="2026-03-02T16:59", rules=rules).due == at("2026-03-02T17:00")
    assert reckon("same day", received="2026-03-02T17:00", rules=rules).due == at("2026-03-03T17:00")


def test_a_second_after_three_is_after_three() -> None:
    assert reckon("same day", received="2026-03-02T15:00:00").due == at("2026-03-02T17:00")
    assert reckon("same day", received="2026-03-02T15:00:01").due == at("2026-03-03T17:00")
    assert reckon("same day", received="2026-03-02T15:00:00.000001").due == at("2026-03-03T17:00")


def test_moments_of_other_time_zones_are_the_same_moments() -> None:
    utc = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)  # 03:00 on 3 March in Vietnam
    assert deadline(utc, Term.parse("1 working day"), PROVINCE, CIVIL_CODE_RULES).due == at("2026-03-04T17:00")


def test_a_step_is_never_due_after_the_dossier() -> None:
    step, legal = at("2026-03-04T17:00"), at("2026-03-03T17:00")
    assert capped(step, legal) == legal
    assert capped(legal, step) == legal
    assert capped(step, None) == step


def test_the_answer_as_data_and_the_year_that_is_not_sure() -> None:
    answer = reckon("1 working day", received="2026-12-31T10:00")
    data = answer.as_json()
    assert data["due"] == "2027-01-01T17:00:00+07:00"  # this little calendar has no holiday on that day
    assert data["trace"][0]["text"] == "Nhận hồ sơ lúc 10:00 Thứ Năm 31/12/2026."
    assert any("năm 2027 là tạm tính" in line["text"] for line in data["trace"])
    assert answer.received - answer.receipt == timedelta(0)


def test_grounds_have_words_and_unknown_ones_are_shown_as_written() -> None:
    assert str(paused(at("2026-03-02T11:00"), "posting").why()) == "niêm yết công khai"
    assert str(paused(at("2026-03-02T11:00"), "chờ giám định").why()) == "chờ giám định"


def test_the_summary_of_a_moved_receipt_and_a_moved_last_day() -> None:
    rules = CIVIL_CODE_RULES.with_parameters({"receipt_on_day_off": "move"})
    moved = summary(reckon("5 days", received="2026-03-01T10:00", rules=rules))
    assert moved.startswith("Nhận 10:00 Chủ Nhật 01/03. Coi như nhận 07:30 02/03. Luật cho 5 ngày.")
    assert moved.endswith("Ngày cuối là ngày nghỉ nên chuyển sang ngày làm việc tiếp theo.")
    waited = summary(reckon(THREE, paused(at("2026-03-03T09:00"), "supplement"), resumed(at("2026-03-04T10:00"))))
    assert "3–4/3 tạm dừng" in waited
    extended = summary(reckon(THREE, ClockEvent.extended(at("2026-03-03T09:00"), THREE)))
    assert "Gia hạn lúc 09:00 Thứ Ba 03/03/2026: thêm 3 ngày làm việc." in extended
    evening = summary(reckon("2 working hours", received="2026-03-02T20:00"))
    assert "2/3 hết giờ làm việc." in evening


def test_a_counted_receipt_and_a_financial_obligation() -> None:
    rules = CIVIL_CODE_RULES.with_parameters({"receipt_day": "day_one"})
    events = [paused(at("2026-03-06T10:00"), "financial_obligation"), resumed(at("2026-03-16T09:00"))]
    answer = reckon("4.5 + 3 working days", *events, rules=rules)
    assert answer.due == at("2026-03-19T17:00")
    assert [line.day.day for line in answer.trace if line.kind == "counted"] == [2, 3, 4, 5, 17, 18, 19]


def test_long_runs_of_days_are_joined_in_the_summary() -> None:
    assert "Tính 3–6, 9–13, 16/3." in summary(reckon("10 working days"))
