"""The due date of a review follows the calendar: by a term, by a plan, or with more time; and it says why."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from motcua.core.worktime.vietnamese import local
from motcua.ledger import read, verify
from motcua.ledger.work import run_once
from motcua.procedures import review_timetable
from motcua.procedures.actions.approve_plan import approve_plan
from motcua.procedures.actions.extend_review import extend_review
from motcua.procedures.actions.start_review import start_review
from motcua.procedures.actions.write_plan import write_plan
from motcua.procedures.models import Review
from motcua.procedures.tests.control.conftest import NOW, Control, at
from motcua.procedures.tests.control.test_plans import LINE
from motcua.procedures.tests.control.test_reviews import PERMIT, started
from motcua.worklist.models import WorkItem
from motcua.worktime import explaining
from motcua.worktime.actions import publish_calendar
from motcua.worktime.models import CalendarVersion
from motcua.worktime.plain import data_of


def storm(control: Control, *days: str) -> None:
    """Publish the national calendar again with more days off, and let the worker follow."""
    data = data_of(CalendarVersion.objects.filter(calendar__code="vn").order_by("-number")[0].definition)
    data["days"] += [{"date": day, "kind": "day_off", "name": "Nghỉ bão", "source": "Công điện"} for day in days]
    publish_calendar(data, actor=control.quantri, at=at("2026-07-20"))
    run_once(at("2026-07-20"))


def planned(control: Control) -> Review:
    """Give out the review of a line that ends on 28 August 2026."""
    write_plan(2026, [replace(LINE, begins=date(2026, 8, 3), ends=date(2026, 8, 28))], actor=control.van, at=NOW)
    approve_plan(2026, decision="QĐ 5", decision_date=date(2026, 7, 15), actor=control.van, at=NOW)
    return start_review(replace(PERMIT, cause="plan", plan_item=LINE.item), actor=control.van, at=at("2026-08-03"))


def day_of(review: Review) -> str:
    return f"{local(Review.objects.get(pk=review.pk).due_at):%d/%m/%Y}"


def test_a_review_by_a_term_follows_the_calendar_through_the_worker(control: Control) -> None:
    review = started(control)
    storm(control, "2026-08-10")
    assert day_of(review) == "13/08/2026"
    moved = WorkItem.objects.get(subject_id=review.pk, kind="review")
    assert moved.due_at == moved.legal_due_at == Review.objects.get(pk=review.pk).due_at
    assert [e.actor for e in read.stream(review.stream) if e.type == "review.due_changed"] == ["system:timetable"]


def test_a_review_of_a_plan_follows_the_calendar_and_its_line_as_it_was_approved(control: Control) -> None:
    review = planned(control)
    assert day_of(review) == "28/08/2026"
    write_plan(2026, [replace(LINE, begins=date(2026, 8, 3), ends=date(2026, 10, 30))], actor=control.van, at=NOW)
    storm(control, "2026-08-28")
    assert day_of(review) == "03/09/2026"  # days off follow; the new line of the plan is approved by nobody
    assert [one.cause for one in Review.objects.get(pk=review.pk).due_dates.all()] == ["started", "due_changed"]


def test_a_review_with_more_time_follows_from_its_first_date_through_the_extension(control: Control) -> None:
    review = extend_review(started(control).pk, "Chờ Bộ.", actor=control.van, at=at("2026-08-05"))
    assert day_of(review) == "25/08/2026"
    storm(control, "2026-08-11", "2026-08-24")
    assert day_of(review) == "27/08/2026"  # one day before the first due date, one after it
    plan = extend_review(planned_other(control).pk, "Chờ Bộ.", actor=control.van, at=at("2026-08-21"))
    before = Review.objects.get(pk=plan.pk).due_at
    storm(control, "2026-09-03")
    assert Review.objects.get(pk=plan.pk).due_at > before
    assert [damage.message for damage in verify.verify(lambda _: None).damages] == []


def planned_other(control: Control) -> Review:
    """Give out the review of another procedure that a plan names."""
    other = replace(LINE, procedures=("1.014027",), begins=date(2026, 8, 3), ends=date(2026, 8, 28))
    write_plan(2026, [other], actor=control.van, at=at("2026-08-20"))
    approve_plan(2026, decision="QĐ 6", decision_date=date(2026, 7, 15), actor=control.van, at=at("2026-08-20"))
    asked = replace(PERMIT, code="1.014027", cause="plan", plan_item=LINE.item)
    return start_review(asked, actor=control.van, at=at("2026-08-20"))


def test_what_changes_no_day_of_it_leaves_a_review_alone(control: Control) -> None:
    review = started(control)
    storm(control, "2026-10-05")
    assert [e.type for e in read.stream(review.stream)] == ["review.started"]


def test_more_time_takes_the_late_review_off_the_desk_of_procedure_control(control: Control) -> None:
    review = started(control)
    review_timetable.warn(at("2026-08-13", "07:00"))
    late = WorkItem.objects.filter(subject_id=review.pk, kind="review_late", closed_at=None)
    assert late.count() == 1
    extend_review(review.pk, "Chờ Bộ.", actor=control.van, at=at("2026-08-13"))
    assert not late.exists()
    review_timetable.warn(at("2026-09-30", "07:00"))
    assert late.count() == 1
    assert [damage.message for damage in verify.verify(lambda _: None).damages] == []


ENGLISH = {
    "Giao rà soát lúc {begun}; thời gian: {term}.": "Review given out at {begun}; time: {term}.",
    "Gia hạn thêm {term}, tính từ {since}.": "{term} more, counted from {since}.",
    "Giao rà soát lúc {begun}; theo kế hoạch rà soát năm {year}, đến hết {day}.": "By the plan of {year}, until {day}.",
    "Hạn rà soát: {due}.": "Review due: {due}.",
}


@pytest.mark.parametrize(
    ("given", "first"),
    [
        ("term", "Review given out at 08:30 Wednesday 15/07/2026; time: 20 working days."),
        ("plan", "By the plan of 2026, until Friday 28/08/2026."),
        ("extension", "10 working days more, counted from 17:00 Wednesday 12/08/2026."),
    ],
)
def test_why_is_told_in_the_language_of_the_reader(
    given: str, first: str, control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = planned(control) if given == "plan" else started(control)
    if given == "extension":
        review = extend_review(review.pk, "Chờ Bộ.", actor=control.van, at=at("2026-08-05"))
    trace = review.due_dates.order_by("-seq")[0].trace
    assert [line.text for line in explaining.stored_lines(trace)] == [line["text"] for line in trace["trace"]]
    monkeypatch.setattr("motcua.ui.phrases.gettext", lambda text: ENGLISH.get(text) or gettext(text))
    with translation.override("en"):
        told = [line.text for line in explaining.stored_lines(trace)]
    assert told[0] == first
    assert told[-1].startswith("Review due: 17:00")
    assert not any(word in " ".join(told) for word in ("Giao", "Hạn", "Thứ", "ngày"))


def test_a_trace_stored_in_vietnamese_only_is_still_shown(control: Control, client: Client, screen: Any) -> None:
    review = started(control)
    trace = {"due": "2026-08-12T17:00:00+07:00", "trace": [
        {"kind": "received", "day": "2026-07-15", "text": "Giao rà soát lúc 08:30 Thứ Tư 15/07/2026.", "source": None},
    ]}  # fmt: skip
    with translation.override("en"):
        assert [line.text for line in explaining.stored_lines(trace)] == ["Giao rà soát lúc 08:30 Thứ Tư 15/07/2026."]
    page = screen(control.van).get(f"/registry/reviews/{review.pk}/").content.decode()
    assert "Giao rà soát lúc 08:30 Thứ Tư 15/07/2026; thời gian: 20 ngày làm việc." in page
