"""The plan of a year: written, approved by a decision, changed as a draft again; its reviews end with its lines."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.ledger import verify
from motcua.procedures.actions.approve_plan import approve_plan
from motcua.procedures.actions.start_review import Reviewed, start_review
from motcua.procedures.actions.write_plan import Item, write_plan
from motcua.procedures.models import PlanItem
from motcua.procedures.tests.control.conftest import NOW, Control, at

LINE = Item(
    ("1.013225",), "H37.SXD", date(2027, 3, 1), date(2027, 6, 30), partners=("H37.STP",), basis="Nhiều hồ sơ trễ hạn",
    product="Báo cáo kết quả rà soát",
)  # fmt: skip
GROUP = Item((), "H37.STP", date(2027, 2, 1), date(2027, 5, 31), subject="Nhóm thủ tục hộ tịch")


def test_a_plan_is_written_approved_and_changed_as_a_draft_again(control: Control) -> None:
    plan = write_plan(2027, [LINE, GROUP], actor=control.van, at=NOW)
    assert (plan.state, [item.lead for item in plan.items.all()]) == ("draft", ["H37.SXD", "H37.STP"])
    decision = {"decision": "QĐ 5/QĐ-UBND", "decision_date": date(2026, 12, 20)}
    plan = approve_plan(2027, **decision, actor=control.van, at=at("2026-12-21"))  # type: ignore[arg-type]
    assert (plan.state, plan.decision) == ("approved", "QĐ 5/QĐ-UBND")
    with pytest.raises(Refused, match="đã được duyệt"):
        approve_plan(2027, **decision, actor=control.van, at=at("2026-12-21"))  # type: ignore[arg-type]
    again = write_plan(2027, [replace(LINE, product="Dự thảo văn bản")], actor=control.van, at=at("2026-12-22"))
    assert again.state == "draft"
    assert [(item.item, item.product) for item in again.items.all()] == [(LINE.item, "Dự thảo văn bản")]


def test_two_writers_do_not_lose_each_others_lines(control: Control) -> None:
    plan = write_plan(2027, [LINE], actor=control.van, at=NOW, read=0)
    write_plan(2027, [LINE, GROUP], actor=control.van, at=NOW, read=plan.version)
    with pytest.raises(Refused, match="vừa được người khác sửa"):
        write_plan(2027, [GROUP], actor=control.van, at=NOW, read=plan.version)
    assert PlanItem.objects.count() == 2


def test_everything_wrong_with_a_plan_is_told_at_once(control: Control) -> None:
    wrong = [
        replace(LINE, procedures=("9.999999",)),
        replace(GROUP, subject=" "),
        replace(LINE, lead="H37.XX", begins=date(2027, 7, 1)),
        replace(LINE, ends=date(2028, 1, 31), criteria=()),
    ]
    with pytest.raises(Refused) as refused:
        write_plan(2027, wrong, actor=control.van, at=NOW)
    assert refused.value.message == "Kế hoạch có 6 điểm chưa đúng."
    assert all(
        words in refused.value.hint
        for words in (
            "Dòng 1: không có thủ tục 9.999999.", "Dòng 2: nhập mã thủ tục", "Dòng 3: chọn cơ quan", "đứng sau",
            "trong năm 2027", "Dòng 4: chọn ít nhất",
        )
    )  # fmt: skip


def test_a_review_of_the_plan_is_due_on_the_last_day_of_its_line(control: Control) -> None:
    write_plan(2026, [replace(LINE, begins=date(2026, 8, 3), ends=date(2026, 9, 2))], actor=control.van, at=NOW)
    asked = Reviewed("procedure", "1.013225", "H37.SXD", "plan", plan_item=LINE.item)
    with pytest.raises(Refused, match="chưa được duyệt"):
        start_review(asked, actor=control.van, at=at("2026-08-03"))
    approve_plan(2026, decision="QĐ 5", decision_date=date(2026, 7, 15), actor=control.van, at=NOW)
    review = start_review(asked, actor=control.van, at=at("2026-08-03"))
    assert f"{local(review.due_at):%H:%M %d/%m/%Y}" == "17:00 03/09/2026"  # 2 September is a holiday
    told = [line["text"] for line in review.due_dates.get().trace["trace"]]
    assert "theo kế hoạch rà soát năm 2026" in told[0]
    assert (review.plan_item, review.term) == (LINE.item, "")


def test_only_procedure_control_plans(control: Control) -> None:
    for stranger in (control.yen, control.ha, control.khoa):
        with pytest.raises(Refused):
            write_plan(2027, [LINE], actor=stranger, at=NOW)


def test_plans_follow_from_their_entries(control: Control) -> None:
    write_plan(2027, [LINE, GROUP], actor=control.van, at=NOW)
    write_plan(2027, [GROUP, LINE], actor=control.van, at=NOW)
    approve_plan(2027, decision="QĐ 5", decision_date=date(2026, 7, 1), actor=control.van, at=NOW)
    assert [damage.message for damage in verify.verify(lambda _: None).damages] == []
