"""Dates, terms and money as people read them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from motcua.core.worktime import Term
from motcua.ui import formatting

DUE = datetime(2026, 5, 6, 10, 0, tzinfo=UTC)  # 17:00 in Lạng Sơn


def test_a_moment_is_written_in_local_time_with_its_weekday() -> None:
    assert formatting.moment(DUE) == "17:00 Thứ Tư 06/05/2026"


def test_the_day_changes_at_local_midnight_not_at_midnight_utc() -> None:
    late = datetime(2026, 5, 9, 17, 30, tzinfo=UTC)
    assert formatting.moment(late) == "00:30 Chủ nhật 10/05/2026"
    assert formatting.day(late) == "10/05/2026"


@pytest.mark.parametrize(
    ("offset", "name"),
    list(enumerate(["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"])),
)
def test_every_weekday_has_its_name(offset: int, name: str) -> None:
    assert formatting.long_day(date(2026, 5, 4) + timedelta(days=offset)).startswith(name)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        formatting.moment(datetime(2026, 5, 6, 17, 0))  # noqa: DTZ001


@pytest.mark.parametrize("write", [formatting.moment, formatting.short_moment, formatting.day, formatting.hour])
def test_nothing_is_written_for_nothing(write: object) -> None:
    assert callable(write)
    assert write(None) == ""


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "0 đ"), (999, "999 đ"), (12_000, "12.000 đ"), (1_234_567, "1.234.567 đ"), (None, "chưa có dữ liệu")],
)
def test_money_has_dots_and_an_unknown_amount_says_so(amount: int | None, text: str) -> None:
    assert formatting.money(amount) == text


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(days=1, hours=3, minutes=20), "1 ngày 3 giờ"),
        (timedelta(hours=3, minutes=20), "3 giờ 20 phút"),
        (timedelta(days=2, minutes=5), "2 ngày"),
        (timedelta(seconds=30), "dưới 1 phút"),
    ],
)
def test_a_length_of_time_is_its_two_largest_parts(length: timedelta, text: str) -> None:
    assert formatting.span(length) == text


@pytest.mark.parametrize(
    ("before", "kind", "lead"),
    [
        (timedelta(days=3), "ok", "Còn 3 ngày"),
        (timedelta(days=1), "soon", "Còn 1 ngày"),
        (timedelta(0), "soon", "Còn dưới 1 phút"),
        (timedelta(days=-1, hours=-2), "late", "Quá hạn 1 ngày 2 giờ"),
    ],
)
def test_a_due_date_says_how_far_it_is(before: timedelta, kind: str, lead: str) -> None:
    words = formatting.due_text(DUE, DUE - before)
    assert (words.kind, words.lead) == (kind, lead)
    assert words.rest == "hẹn trả 17:00 Thứ Tư 06/05/2026"


def test_office_time_replaces_the_plain_difference() -> None:
    assert formatting.due_text(DUE, DUE - timedelta(days=3), left="4 giờ làm việc").lead == "Còn 4 giờ làm việc"


def test_a_paused_or_missing_due_date_never_looks_late() -> None:
    assert formatting.due_text(DUE, DUE + timedelta(days=9), paused=True).kind == "waiting"
    assert formatting.due_text(None, DUE).lead == "Chưa có ngày hẹn trả"


@pytest.mark.parametrize(
    ("done", "lead", "kind"),
    [
        (timedelta(days=-1), "Trước hạn", "done"),
        (timedelta(hours=-2), "Đúng hạn", "done"),
        (timedelta(0), "Đúng hạn", "done"),
        (timedelta(hours=2), "Quá hạn 2 giờ", "late"),
    ],
)
def test_finished_work_is_early_on_time_or_late(done: timedelta, lead: str, kind: str) -> None:
    words = formatting.due_text(DUE, DUE + timedelta(days=30), done_at=DUE + done)
    assert (words.lead, words.kind) == (lead, kind)


def test_a_term_is_written_in_the_language_of_the_page() -> None:
    term = Term.parse("15 working days")
    assert formatting.term(term) == "15 ngày làm việc"
    with translation.override("en"):
        assert formatting.term(term) == "15 working days"
    assert formatting.term(None) == ""


@pytest.mark.parametrize(
    ("days", "hours", "said"), [(1, 1, "1 day 1 hour"), (2, 3, "2 days 3 hours"), (0, 0, "less than")]
)
def test_english_counts_one_day_and_two_days(days: int, hours: int, said: str) -> None:
    with translation.override("en"):
        assert formatting.amount(days, hours, 0).startswith(said)
