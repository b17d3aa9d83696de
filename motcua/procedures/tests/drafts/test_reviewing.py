"""A draft goes round: opinions, remarks, approval by another pair of eyes, and back to its writers."""

from datetime import timedelta

import pytest

from motcua.core.procedure.clocks import Office
from motcua.core.refusal import Refused
from motcua.ledger import erase
from motcua.ledger import read as ledger
from motcua.ledger.commit import Subject
from motcua.people.actor import Actor, Duty
from motcua.procedures.actions.approve_draft import approve_draft, return_draft
from motcua.procedures.actions.close_draft import drop_draft, recall_draft
from motcua.procedures.actions.comment_draft import comment_draft, resolve_comment
from motcua.procedures.actions.give_opinion import give_opinion
from motcua.procedures.actions.send_draft import send_for_review, submit_for_approval
from motcua.procedures.drafting import reads
from motcua.procedures.tests.drafts.conftest import HEAD, LEADER, NOW, Desk, approved, asked, begin, now, reviewed, save
from motcua.worklist.models import WorkItem

LATER = NOW + timedelta(hours=2)


def open_work(kind: str) -> list[tuple[str, str]]:
    return list(WorkItem.objects.filter(subject_kind="draft", kind=kind, closed_at=None).values_list("unit", "role"))


def test_those_asked_find_it_on_their_list_with_a_date(desk: Desk) -> None:
    draft = begin(desk.van)
    due = send_for_review(draft, [HEAD, Office("06187.VP", "head")], 1, actor=desk.van, at=NOW)
    assert due is not None
    # Wednesday 15/07/2026, five working days: Wednesday 22/07, at closing time
    assert f"{due:%H:%M %d/%m/%Y}" == "17:00 22/07/2026"
    assert now(draft).row.state == "reviewing"
    assert set(open_work("review")) == {("H37.VP", "head"), ("06187.VP", "head")}
    assert [one.draft_id for one in reads.waiting_for(desk.vinh)] == [draft]
    assert not reads.waiting_for(desk.chi).exists()


def test_who_was_asked_sees_the_draft_and_nobody_else(desk: Desk) -> None:
    draft = begin(desk.van)
    assert not reads.visible_to(desk.vinh).exists()
    send_for_review(draft, [HEAD], 1, actor=desk.van, at=NOW)
    for who, sees in ((desk.van, 1), (desk.vinh, 1), (desk.ha, 1), (desk.chi, 0), (desk.khoa, 0)):
        assert reads.visible_to(who).count() == sees


def test_nobody_is_asked_twice_and_unknown_units_are_refused(desk: Desk) -> None:
    draft = begin(desk.van)
    send_for_review(draft, [HEAD], 1, actor=desk.van, at=NOW)
    with pytest.raises(Refused, match="đang được hỏi rồi"):
        send_for_review(draft, [HEAD], 1, actor=desk.van, at=NOW)
    with pytest.raises(Refused, match="Không có đơn vị hoặc vai trò này: 99999"):
        send_for_review(draft, [Office("99999", "head")], 1, actor=desk.van, at=NOW)
    with pytest.raises(Refused, match="Chưa chọn nơi nào"):
        send_for_review(draft, [], 1, actor=desk.van, at=NOW)


def test_an_answer_closes_the_work_and_names_the_revision(desk: Desk) -> None:
    draft = begin(desk.van)
    send_for_review(draft, [HEAD], 1, actor=desk.van, at=NOW)
    save(draft, desk.van, title="Sửa sau khi gửi")
    request = asked(draft, "review")
    give_opinion(request, "agree", 1, actor=desk.vinh, at=LATER)
    (row,) = reads.requests(now(draft).row)
    assert (row.answer, row.answered_revision, row.answered_by) == ("agree", 1, desk.vinh.id)
    assert open_work("review") == []
    with pytest.raises(Refused, match="đã có trả lời"):
        give_opinion(request, "agree", 2, actor=desk.vinh, at=LATER)


def test_only_the_role_that_was_asked_answers_also_through_delegation(desk: Desk) -> None:
    draft = begin(desk.van)
    send_for_review(draft, [HEAD], 1, actor=desk.van, at=NOW)
    for other in (desk.van, desk.chi, desk.tam, desk.ha):
        with pytest.raises(Refused):
            give_opinion(asked(draft, "review"), "agree", 1, actor=other, at=NOW)
    lent = Actor(desk.chi.id, "user", frozenset({Duty("H37.VP", "head", "d-1")}))
    give_opinion(asked(draft, "review"), "agree", 1, actor=lent, at=NOW)
    assert ledger.stream(now(draft).row.stream)[-1].payload["delegation"] == "d-1"


def test_whoever_wants_a_change_says_where(desk: Desk) -> None:
    draft = begin(desk.van)
    send_for_review(draft, [HEAD], 1, actor=desk.van, at=NOW)
    with pytest.raises(Refused, match="ít nhất một góp ý"):
        give_opinion(asked(draft, "review"), "change", 1, actor=desk.vinh, at=NOW)
    comment_draft(draft, "cases[0].term", "Rút xuống 5 ngày làm việc.", actor=desk.vinh, at=NOW)
    give_opinion(asked(draft, "review"), "change", 1, actor=desk.vinh, at=NOW)
    (remark,) = reads.remarks(now(draft).row)
    assert (remark.text, remark.row.path, remark.resolved) == ("Rút xuống 5 ngày làm việc.", "cases[0].term", False)


def test_a_remark_is_dealt_with_and_can_be_erased(desk: Desk) -> None:
    draft = begin(desk.van)
    send_for_review(draft, [HEAD], 1, actor=desk.van, at=NOW)
    number = comment_draft(draft, "", "Nhắc tới ông Nguyễn Văn X.", actor=desk.vinh, at=NOW)
    told = "".join(str(entry.payload) for entry in ledger.stream(now(draft).row.stream))
    assert "Nguyễn Văn X" not in told
    resolve_comment(draft, number, actor=desk.van, at=LATER)
    assert reads.unresolved([now(draft).row]) == {}
    seq = reads.remarks(now(draft).row)[0].row.seq
    erase.erase(Subject.of(now(draft).row), [seq], ground="request", actor="user:x", at=LATER)
    assert reads.remarks(now(draft).row)[0].text is None


def test_an_empty_remark_and_one_by_a_stranger_are_refused(desk: Desk) -> None:
    draft = begin(desk.van)
    with pytest.raises(Refused, match="chưa có nội dung"):
        comment_draft(draft, "", "  \n ", actor=desk.van, at=NOW)
    with pytest.raises(Refused, match="mới góp ý được"):
        comment_draft(draft, "", "Tôi cũng muốn nói", actor=desk.chi, at=NOW)
    with pytest.raises(Refused, match="Không có chỗ đó"):
        comment_draft(draft, "ông Nguyễn Văn X", "Tên người không phải là một chỗ.", actor=desk.vinh, at=NOW)
    comment_draft(draft, "", "Ghi chú của tôi", actor=desk.van, at=NOW)
    with pytest.raises(Refused):
        resolve_comment(draft, 1, actor=desk.chi, at=NOW)


def test_it_is_not_submitted_before_somebody_looked(desk: Desk) -> None:
    draft = begin(desk.van)
    with pytest.raises(Refused, match="Chưa ai góp ý"):
        submit_for_approval(draft, LEADER, 1, actor=desk.van, at=NOW)
    reviewed(draft, desk)
    submit_for_approval(draft, LEADER, 1, actor=desk.van, at=NOW)
    assert now(draft).row.state == "submitted"
    assert open_work("approval") == [("H37", "leader")]


def test_it_is_not_submitted_with_content_that_is_wrong_nor_to_anybody(desk: Desk) -> None:
    draft = begin(desk.van)
    save(draft, desk.van, audience=[])
    reviewed(draft, desk)
    with pytest.raises(Refused, match="còn 1 điểm phải sửa"):
        submit_for_approval(draft, LEADER, 2, actor=desk.van, at=NOW)
    save(draft, desk.van, audience=["Cá nhân"])
    with pytest.raises(Refused, match="không có thẩm quyền duyệt"):
        submit_for_approval(draft, Office("06187", "leader"), 3, actor=desk.van, at=NOW)
    with pytest.raises(Refused, match="vừa được người khác sửa"):
        submit_for_approval(draft, LEADER, 2, actor=desk.van, at=NOW)


def test_the_leader_approves_and_the_registrar_is_to_publish(desk: Desk) -> None:
    draft = begin(desk.van)
    approved(draft, desk)
    row = now(draft).row
    assert (row.state, row.approved_revision, row.approved_by) == ("approved", 1, desk.tam.id)
    assert open_work("approval") == []
    assert open_work("publication") == [("H37.VP", "registrar")]


def test_whoever_wrote_in_it_does_not_approve_it(desk: Desk) -> None:
    draft = begin(desk.van)
    both = Actor(desk.tam.id, "user", desk.tam.duties | {Duty("H37.VP", "registrar")})
    save(draft, both, title="Tâm sửa một chữ")
    reviewed(draft, desk)
    submit_for_approval(draft, LEADER, 2, actor=desk.van, at=NOW)
    with pytest.raises(Refused, match="không tự duyệt") as refused:
        approve_draft(asked(draft, "approval"), 2, actor=both, at=NOW)
    assert refused.value.code == "four_eyes"


def test_an_approval_is_for_what_was_read(desk: Desk) -> None:
    draft = begin(desk.van)
    reviewed(draft, desk)
    submit_for_approval(draft, LEADER, 1, actor=desk.van, at=NOW)
    request = asked(draft, "approval")
    save(draft, desk.van, publication={"decision": "QĐ 1500/QĐ-UBND"})
    assert now(draft).row.state == "submitted"
    with pytest.raises(Refused, match="vừa được sửa sau khi bạn mở trang"):
        approve_draft(request, 1, actor=desk.tam, at=NOW)
    approve_draft(request, 2, actor=desk.tam, at=NOW)


def test_changing_the_words_takes_it_back_changing_the_dates_does_not(desk: Desk) -> None:
    draft = begin(desk.van)
    approved(draft, desk)
    assert not save(draft, desk.van, publication={"decision": "QĐ 1500/QĐ-UBND"}).reopened
    assert now(draft).row.state == "approved"
    assert save(draft, desk.van, title="Sửa lời").reopened
    row = now(draft).row
    assert (row.state, row.approved_revision, row.approved_by) == ("drafting", None, "")
    assert open_work("publication") == []


def test_a_change_while_it_waits_for_approval_withdraws_the_question(desk: Desk) -> None:
    draft = begin(desk.van)
    reviewed(draft, desk)
    submit_for_approval(draft, LEADER, 1, actor=desk.van, at=NOW)
    request = asked(draft, "approval")
    assert save(draft, desk.van, title="Sửa lời").reopened
    assert open_work("approval") == []
    with pytest.raises(Refused, match="đã có trả lời"):
        approve_draft(request, 2, actor=desk.tam, at=NOW)


def test_the_leader_sends_it_back_with_a_reason(desk: Desk) -> None:
    draft = begin(desk.van)
    reviewed(draft, desk)
    submit_for_approval(draft, LEADER, 1, actor=desk.van, at=NOW)
    with pytest.raises(Refused, match="ít nhất một góp ý"):
        return_draft(asked(draft, "approval"), 1, actor=desk.tam, at=NOW)
    comment_draft(draft, "fees", "Chưa ghi nghị quyết.", actor=desk.tam, at=NOW)
    return_draft(asked(draft, "approval"), 1, actor=desk.tam, at=NOW)
    assert now(draft).row.state == "drafting"
    assert open_work("approval") == []


def test_sending_it_up_ends_what_others_have_not_answered(desk: Desk) -> None:
    draft = begin(desk.van)
    send_for_review(draft, [HEAD, Office("06187.VP", "head")], 1, actor=desk.van, at=NOW)
    give_opinion(
        next(r.pk for r in reads.requests(now(draft).row) if r.unit == "H37.VP"), "agree", 1, actor=desk.vinh, at=NOW
    )
    submit_for_approval(draft, LEADER, 1, actor=desk.van, at=NOW)
    assert {r.unit: r.answer for r in reads.requests(now(draft).row) if r.kind == "review"} == {
        "H37.VP": "agree",
        "06187.VP": "withdrawn",
    }
    assert open_work("review") == []


def test_it_is_taken_back_or_given_up_with_a_reason_of_the_list(desk: Desk) -> None:
    draft = begin(desk.van)
    send_for_review(draft, [HEAD], 1, actor=desk.van, at=NOW)
    with pytest.raises(Refused, match="Chọn một lý do"):
        recall_draft(draft, "vì tôi muốn", 1, actor=desk.van, at=NOW)
    recall_draft(draft, "mistake", 1, actor=desk.van, at=NOW)
    assert now(draft).row.state == "drafting"
    assert open_work("review") == []
    with pytest.raises(Refused, match="vừa được người khác sửa"):
        drop_draft(draft, "not_needed", 7, actor=desk.van, at=NOW)
    drop_draft(draft, "not_needed", 1, actor=desk.van, at=NOW)
    assert not now(draft).row.is_open
    with pytest.raises(Refused, match="đã đóng"):
        save(draft, desk.van, title="Muộn rồi")
    with pytest.raises(Refused):
        drop_draft(begin(desk.van), "not_needed", 1, actor=desk.chi, at=NOW)
