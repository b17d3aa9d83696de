"""A review has a unit, a clock and four criteria; it warns, can be given more time once, and ends with an outcome."""

from datetime import timedelta
from typing import Any

import pytest

from motcua.core.procedure.control import REVIEWS
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.ledger import read, verify
from motcua.procedures import parameters, review_timetable
from motcua.procedures.actions.cancel_review import cancel_review
from motcua.procedures.actions.conclude_review import conclude_review
from motcua.procedures.actions.extend_review import extend_review
from motcua.procedures.actions.move_review_due import move_review_due
from motcua.procedures.actions.start_review import Reviewed, start_review
from motcua.procedures.actions.write_findings import CRITERIA, write_findings
from motcua.procedures.models import Review
from motcua.procedures.tests.control.conftest import NOW, Control, at
from motcua.worklist.models import WorkItem
from motcua.worktime.actions import publish_calendar
from motcua.worktime.models import CalendarVersion
from motcua.worktime.plain import data_of

PERMIT = Reviewed("procedure", "1.013225", "H37.SXD", request="Nghị định 175/2024/NĐ-CP sắp được thay thế.")
MET = dict.fromkeys(CRITERIA, "met")


def started(control: Control, **changed: Any) -> Review:
    asked = Reviewed(**{**{name: getattr(PERMIT, name) for name in PERMIT.__slots__}, **changed})
    return start_review(asked, actor=control.van, at=NOW)


def test_a_review_goes_to_the_head_of_the_unit_with_a_due_date_that_explains_itself(control: Control) -> None:
    review = started(control)
    assert (review.state, review.unit, review.role, review.term) == ("open", "H37.SXD", "head", "20 working days")
    assert f"{local(review.due_at):%H:%M %d/%m/%Y}" == "17:00 12/08/2026"
    due = review.due_dates.get()
    assert due.trace["due"] == local(review.due_at).isoformat()
    texts = [line["text"] for line in due.trace["trace"]]
    assert texts[0] == "Giao rà soát lúc 08:30 Thứ Tư 15/07/2026; thời gian: 20 ngày làm việc."
    assert texts[-1] == "Hạn rà soát: 17:00 Thứ Tư 12/08/2026."
    assert not any("hồ sơ" in text or "Hẹn trả" in text for text in texts)
    work = WorkItem.objects.get(subject_id=review.pk)
    assert (work.subject_kind, work.unit, work.role, work.due_at) == ("review", "H37.SXD", "head", review.due_at)


def test_the_words_of_people_stay_out_of_the_ledger(control: Control) -> None:
    review = started(control)
    write_findings(review.pk, MET, {"cost": "Phải đi lại nhiều lần."}, actor=control.yen, at=NOW)
    entries = read.stream(review.stream)
    assert all("sắp được thay" not in str(e.payload) and "đi lại" not in str(e.payload) for e in entries)
    assert read.content(review.stream, 1) == {"request": PERMIT.request}


def test_what_is_under_review_is_not_given_out_twice(control: Control) -> None:
    started(control)
    with pytest.raises(Refused, match="đang được Sở Xây dựng tỉnh Lạng Sơn rà soát"):
        started(control, unit="H37.STP")


def test_routes_and_rule_sets_are_reviewed_too_and_unknown_ones_are_not(control: Control) -> None:
    assert started(control, kind="route", code="building-permit").subject_kind == "route"
    assert started(control, kind="rules", code="decree-297-2025", unit="H37.VP").subject_kind == "rules"
    with pytest.raises(Refused, match="không có bản nào"):
        started(control, code="9.999999")


def test_only_procedure_control_gives_out_reviews_and_only_the_unit_writes_them(control: Control) -> None:
    with pytest.raises(Refused):
        start_review(PERMIT, actor=control.yen, at=NOW)
    review = started(control)
    for stranger in (control.ha, control.khoa, control.chi, control.quantri):
        with pytest.raises(Refused):
            write_findings(review.pk, MET, {}, actor=stranger, at=NOW)
        with pytest.raises(Refused):
            conclude_review(review.pk, "keep", actor=stranger, at=NOW)
    assert write_findings(review.pk, MET, {}, actor=control.yen, at=NOW).findings.count() == 4


def test_a_conclusion_needs_all_four_criteria(control: Control) -> None:
    review = started(control)
    write_findings(review.pk, {"legality": "not_met"}, {}, actor=control.yen, at=NOW)
    with pytest.raises(Refused, match="Còn 3 tiêu chí"):
        conclude_review(review.pk, "amend", actor=control.yen, at=NOW)
    write_findings(review.pk, MET | {"legality": "not_met"}, {}, actor=control.yen, at=NOW)
    done = conclude_review(review.pk, "amend", "Sửa căn cứ và mẫu đơn.", actor=control.yen, at=at("2026-07-20"))
    assert (done.state, done.outcome, done.closed_by) == ("concluded", "amend", control.yen.id)
    assert not WorkItem.objects.filter(subject_id=review.pk, closed_at=None).exists()
    with pytest.raises(Refused, match="đã kết thúc"):
        write_findings(review.pk, MET, {}, actor=control.yen, at=at("2026-07-21"))


def test_warned_once_before_and_once_after_the_due_date(control: Control) -> None:
    review = started(control)
    review_timetable.warn(at("2026-08-04"))
    assert Review.objects.get(pk=review.pk).warned == ""
    for _ in range(2):
        review_timetable.warn(at("2026-08-06", "07:00"))
    assert Review.objects.get(pk=review.pk).warned == "soon"
    for _ in range(2):
        review_timetable.warn(at("2026-08-13", "07:00"))
    assert [e.payload["stage"] for e in read.stream(review.stream) if e.type == "review.warned"] == ["soon", "late"]
    late = WorkItem.objects.get(subject_id=review.pk, kind="review_late")
    assert (late.unit, late.role, late.closed_at) == ("H37.VP", "registrar", None)
    write_findings(review.pk, MET, {}, actor=control.yen, at=at("2026-08-13"))
    conclude_review(review.pk, "keep", actor=control.yen, at=at("2026-08-13"))
    assert not WorkItem.objects.filter(subject_id=review.pk, closed_at=None).exists()


def test_more_time_is_given_once_with_a_reason(control: Control) -> None:
    review = started(control)
    with pytest.raises(Refused, match="lý do gia hạn"):
        extend_review(review.pk, " ", actor=control.van, at=at("2026-08-10"))
    longer = extend_review(review.pk, "Chờ ý kiến Bộ.", actor=control.van, at=at("2026-08-10"))
    assert f"{local(longer.due_at):%d/%m/%Y}" == "25/08/2026"  # Saturday 22 August is worked
    assert longer.due_dates.count() == 2
    with pytest.raises(Refused, match="đã được gia hạn 1 lần"):
        extend_review(review.pk, "Nữa.", actor=control.van, at=at("2026-08-11"))


def test_a_new_day_off_moves_the_due_date_with_an_entry(control: Control) -> None:
    review = started(control)
    days = data_of(CalendarVersion.objects.filter(calendar__code="vn").order_by("-number")[0].definition)
    days["days"].append({"date": "2026-08-03", "kind": "day_off", "name": "Nghỉ bão", "source": "Công điện"})
    publish_calendar(days, actor=control.quantri, at=at("2026-07-20"))
    assert move_review_due(review.pk, actor=control.van, at=at("2026-07-20"))
    assert not move_review_due(review.pk, actor=control.van, at=at("2026-07-20"))
    moved = Review.objects.get(pk=review.pk)
    assert f"{local(moved.due_at):%d/%m/%Y}" == "13/08/2026"
    assert WorkItem.objects.get(subject_id=review.pk).due_at == moved.due_at
    assert [row.cause for row in moved.due_dates.all()] == ["started", "due_changed"]


def test_a_cancelled_review_says_why_and_makes_room(control: Control) -> None:
    review = started(control)
    assert cancel_review(review.pk, "Giao nhầm.", actor=control.van, at=NOW).state == "cancelled"
    assert started(control, unit="H37.STP").state == "open"


def test_time_does_not_run_backwards(control: Control) -> None:
    review = started(control)
    with pytest.raises(Refused, match="sớm hơn lần xử lý gần nhất"):
        write_findings(review.pk, MET, {}, actor=control.yen, at=NOW - timedelta(hours=1))


def test_everything_about_reviews_follows_from_their_entries(control: Control) -> None:
    review = started(control)
    write_findings(review.pk, {"cost": "partly"}, {"cost": "Nhiều."}, actor=control.yen, at=NOW)
    write_findings(review.pk, MET, {"cost": "Ít."}, actor=control.yen, at=NOW)
    review_timetable.warn(at("2026-08-13"))
    extend_review(review.pk, "Chờ.", actor=control.van, at=at("2026-08-13"))
    conclude_review(review.pk, "simplify", "Bỏ bớt giấy tờ.", actor=control.yen, at=at("2026-08-14"))
    cancel_review(started(control, kind="rules", code="default").pk, "Thôi.", actor=control.van, at=NOW)
    assert [damage.message for damage in verify.verify(lambda _: None).damages] == []
    assert parameters.version(REVIEWS, NOW.date()) is not None


def test_a_verdict_that_is_not_on_the_list_is_refused(control: Control) -> None:
    review = started(control)
    with pytest.raises(Refused, match="danh sách"):
        write_findings(review.pk, MET | {"cost": "splendid"}, {}, actor=control.yen, at=NOW)
    assert not Review.objects.get(pk=review.pk).findings.exists()
