"""Chi, Dũng, Nam and Lan do their steps from the inbox and the dossier's page, each on a page of its own."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from motcua.dossiers.actions.claim import claim
from motcua.dossiers.models import Consultation, Dossier, Slip
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import Screen, act, page_of, text
from motcua.dossiers.tests.lodging import birth
from motcua.dossiers.tests.stories import lodged, new_key, received, walk
from tests.cast import Cast, officer, on

LATER = on("2026-04-20", "09:00")
PLANS = ("declaration", "land_title", "site_plan", "floor_plans", "foundation_plans", "project_decision", "appraisal")


@pytest.fixture
def at_chi(cast: Cast, clock: Any) -> UUID:
    """Return a registration that waits for Chi at 9:00 on Monday."""
    id_ = received(cast)
    clock.move_to(LATER)
    return id_


def permit(cast: Cast, clock: Any) -> UUID:
    """Return a building permit that lies with the handler who may ask the province's department."""
    from motcua.core.procedure.definition import choose_case
    from motcua.dossiers.lodgement import Handed
    from motcua.procedures import queries as procedures

    answers = {"works": "not_linear", "owner": "person", "adjoining": "no"}
    published = procedures.published("1.013225", LATER.date())
    assert published is not None
    case = choose_case(published.definition, answers).case
    assert case is not None
    id_ = lodged(
        cast,
        birth(
            procedure_version=str(published.id),
            case=case.code,
            answers=answers,
            papers=[Handed(code, "file", files=("0" * 64,)) for code in PLANS],
        ),
    )
    from motcua.dossiers.actions.receive import receive
    from motcua.dossiers.actions.route import route

    receive(id_, actor=cast.binh, at=on("2026-04-20", "08:05"), key=new_key())
    head, le = (officer(login, LATER) for login in ("tuan.kylua", "le.kylua"))
    route(id_, actor=head, at=on("2026-04-20", "08:10"), key=new_key(), outcome="forward")
    assert "B3" in read(id_).now.step
    claim(id_, actor=le, at=on("2026-04-20", "08:15"), key=new_key(), assignee=le.id)
    clock.move_to(LATER)
    return id_


def test_chi_finds_it_in_her_inbox_and_sends_it_on_with_few_keys(cast: Cast, screen: Screen, at_chi: UUID) -> None:
    chi = screen(cast.chi)
    inbox = text(chi.get("/inbox/"))
    assert "<b>1</b> <span>Tôi phải làm</span>" in inbox
    assert "Lương Văn Bình: chuyển thẩm tra" in inbox
    page = text(chi.get(page_of(at_chi)))
    assert 'href="route/?outcome=forward"' in page
    assert 'data-key="F9"' in page
    assert 'href="/inbox/#row"' in page
    answer = act(chi, at_chi, "route", outcome="forward", note="Đủ điều kiện.")
    assert answer["Location"] == page_of(at_chi)
    assert "Chờ người khác" in text(chi.get("/inbox/"))
    others = text(chi.get("/inbox/?pile=others"))
    assert "Ủy ban nhân dân" in others or "UBND phường Kỳ Lừa" in others
    assert "từ 09:00 20/04/2026" in others


def test_a_step_is_taken_with_one_press_and_a_colleague_is_told_who_has_it(
    cast: Cast, screen: Screen, at_chi: UUID
) -> None:
    assert screen(cast.chi).post(f"{page_of(at_chi)}assignment/own/", {"idempotency_key": new_key()}).status_code == 302
    thinh = screen(officer("thinh.kylua", LATER))
    refused = thinh.post(f"{page_of(at_chi)}assignment/own/", {"idempotency_key": new_key()})
    assert refused.status_code in {403, 409}
    assert "đã có người nhận" in text(refused)
    page = text(thinh.get(page_of(at_chi)))
    assert "Bước này đã giao cho người khác; trưởng phòng có thể chuyển lại cho bạn (Nông Thị Linh Chi)." in page


def test_going_back_needs_a_reason_and_what_was_typed_stays(cast: Cast, screen: Screen, at_chi: UUID) -> None:
    chi = screen(cast.chi)
    refused = act(chi, at_chi, "route", outcome="back", note=" ")
    assert "Chưa ghi lý do trả lại bước trước." in text(refused)
    assert act(chi, at_chi, "route", outcome="back", note="Thiếu chữ ký").status_code == 302
    assert read(at_chi).now.step == "B1"
    assert "«Thiếu chữ ký»" in text(chi.get(page_of(at_chi)))


def test_a_supplement_shows_the_dates_first_and_stops_the_clock(cast: Cast, screen: Screen, at_chi: UUID) -> None:
    chi = screen(cast.chi)
    page = text(chi.get(page_of(at_chi, "supplement-request") + "?mark.birth_notice=fails"))
    assert "Người nộp có tới 17:00" in page
    assert "thì hẹn trả mới là" in page
    assert "Đã đánh dấu không đạt: ghi rõ điều cần sửa." in page
    assert "Biên bản về việc trẻ bị bỏ rơi" not in page, "a paper of another case may not be demanded"
    assert "Chưa chọn giấy tờ cần bổ sung." in text(act(chi, at_chi, "supplement-request"))
    assert act(chi, at_chi, "supplement-request", birth_notice="Thiếu trang").status_code == 302
    assert "Thời hạn đang dừng" in text(chi.get(page_of(at_chi)))
    assert "<b>1</b> <span>Chờ người dân</span>" in text(chi.get("/inbox/"))


def test_verification_gives_the_new_date_before_and_after(cast: Cast, screen: Screen, at_chi: UUID) -> None:
    chi = screen(cast.chi)
    assert "Hẹn trả mới: 17:00 Thứ Năm 23/04/2026." in text(chi.get(page_of(at_chi, "verification")))
    assert act(chi, at_chi, "verification", ground="verification").status_code == 302
    assert read(at_chi).now.due_at == on("2026-04-23", "17:00")
    shut = text(chi.get(page_of(at_chi)))
    assert "đã được cộng một lần rồi" in shut


def test_suspension_and_resumption(cast: Cast, screen: Screen, at_chi: UUID, clock: Any) -> None:
    chi = screen(cast.chi)
    assert "Nếu dừng 1 ngày làm việc thì hẹn trả mới là" in text(chi.get(page_of(at_chi, "suspension")))
    wrong = act(chi, at_chi, "suspension", ground="posting", paper="theo ý ông A")
    assert "Số, ký hiệu gồm" in text(wrong)
    assert act(chi, at_chi, "suspension", ground="posting", paper="45/UBND").status_code == 302
    clock.move_to(on("2026-04-20", "09:30"))
    assert "Hẹn trả mới:" in text(chi.get(page_of(at_chi, "resumption")))
    assert act(chi, at_chi, "resumption").status_code == 302
    assert read(at_chi).now.state == "in_progress"


def test_the_leader_apologises_once_choosing_among_dates(cast: Cast, screen: Screen, at_chi: UUID) -> None:
    nam = screen(cast.nam)
    page = text(nam.get(page_of(at_chi, "apology")))
    assert "3 ngày làm việc → 17:00" in page
    assert act(nam, at_chi, "apology", days="4", reason="Mất điện").status_code == 400
    assert act(nam, at_chi, "apology", days="3", reason="Mất điện").status_code == 302
    assert Slip.objects.get(kind="apology").data["reason"] == "Mất điện"
    assert "đã xin lỗi và hẹn lại một lần" in text(nam.get(page_of(at_chi)))
    chi = text(screen(cast.chi).get(page_of(at_chi, "apology"), follow=True))
    assert "thủ trưởng cơ quan giải quyết" in chi


def test_the_leader_decides_or_rejects_with_a_reason(cast: Cast, screen: Screen, at_chi: UUID, clock: Any) -> None:
    walk(at_chi, cast, until="decide")
    nam = screen(cast.nam)
    inbox = text(nam.get("/inbox/"))
    assert "Nông Thị Linh Chi: trình ký" in inbox
    assert "Hôm nay: 1 việc đến hạn" in inbox
    assert "Chưa ghi lý do không chấp thuận." in text(act(nam, at_chi, "decision", outcome="rejected"))
    assert "Số, ký hiệu gồm" in text(act(nam, at_chi, "decision", outcome="granted", number="ông Lý Văn A"))
    assert act(nam, at_chi, "decision", outcome="granted", number="45/2026", electronic="on").status_code == 302
    lan = screen(cast.lan)
    assert "B4." in text(lan.get("/inbox/"))
    assert act(lan, at_chi, "issue").status_code == 302
    assert read(at_chi).now.step_kind == "return"


def test_the_head_sees_the_load_and_hands_work_over(cast: Cast, screen: Screen, at_chi: UUID) -> None:
    dung = screen(cast.dung)
    page = text(dung.get("/inbox/?pile=unit"))
    assert "Chưa ai nhận" in page
    assert page_of(at_chi, "assignment") in page
    choices = text(dung.get(page_of(at_chi, "assignment")))
    assert "Nông Thị Linh Chi (đang giữ 0 việc, 0 trễ)" in choices
    assert act(dung, at_chi, "assignment", assignee=cast.nam.id).status_code == 400
    assert act(dung, at_chi, "assignment", assignee=cast.chi.id).status_code == 302
    assert read(at_chi).now.assignee == cast.chi.id
    assert "trưởng phòng" not in text(screen(cast.chi).get(page_of(at_chi, "assignment"), follow=True))


def test_another_unit_is_asked_and_answers_beside_the_papers(cast: Cast, screen: Screen, clock: Any) -> None:
    id_ = permit(cast, clock)
    le, khanh = officer("le.kylua", LATER), officer("khanh.sxd", LATER)
    page = text(screen(le).get(page_of(id_, "consultation")))
    assert "trả lời trong" in page
    code = read_code(page)
    assert act(screen(le), id_, "consultation", code=code, question="Chỉ giới có đúng không?").status_code == 302
    assert "Còn 1 ý kiến chưa trả lời" in text(screen(le).get(page_of(id_)))
    asked = Consultation.objects.get()
    address = f"{page_of(id_)}consultations/{asked.seq}/"
    assert address in text(screen(khanh).get("/inbox/"))
    assert "Chỉ giới có đúng không?" in text(screen(khanh).get(address))
    data = {"idempotency_key": new_key(), "verdict": "disagree", "text": ""}
    assert "Chưa ghi nội dung ý kiến." in text(screen(khanh).post(address, data))
    data = {"idempotency_key": new_key(), "verdict": "disagree", "text": "Sai chỉ giới 2 m"}
    assert screen(khanh).post(address, data).status_code == 302
    assert "Có ý kiến khác của đơn vị được hỏi" in text(screen(le).get(page_of(id_)))
    again = screen(khanh).post(address, {**data, "idempotency_key": new_key()})
    assert "Ý kiến này đã được trả lời." in text(again)


def read_code(page: str) -> str:
    """Return the first unit that the form offers to ask."""
    return page.split('name="code" type="radio" value="')[1].split('"')[0]


def test_late_dossiers_are_listed_for_those_who_answer_for_them(
    cast: Cast, screen: Screen, at_chi: UUID, clock: Any
) -> None:
    code = Dossier.objects.get().code
    clock.move_to(on("2026-04-22", "08:00"))
    for who, sees in ((cast.nam, True), (cast.dung, True), (cast.ha, True), (officer("hoa.dongkinh", LATER), False)):
        assert (code in text(screen(who).get("/desk/late/"))) is sees
    assert screen(cast.chi).get("/desk/late/").status_code == 404
    page = text(screen(cast.nam).get(page_of(at_chi)))
    assert "Phải gửi văn bản xin lỗi." in page
    assert 'href="apology/"' in page


def test_an_unknown_act_is_no_page(cast: Cast, screen: Screen, at_chi: UUID) -> None:
    assert screen(cast.chi).get(page_of(at_chi, "nonsense")).status_code == 404
    assert act(screen(cast.chi), at_chi, "nonsense").status_code == 404


def test_a_form_without_its_key_changes_nothing(cast: Cast, screen: Screen, at_chi: UUID) -> None:
    answer = screen(cast.chi).post(page_of(at_chi, "route"), {"outcome": "forward"})
    assert "Biểu mẫu gửi lên không đầy đủ." in text(answer)
    assert read(at_chi).now.step == "B2"
    assert act(screen(cast.chi), at_chi, "route", outcome="forward", idempotency_key=str(uuid4())).status_code == 302


def test_the_index_reads_the_first_appointment_less_the_wait(
    cast: Cast, screen: Screen, at_chi: UUID, clock: Any
) -> None:
    """Due Monday 17:00; asked on Monday at 9:00, answered on Wednesday: the wait is subtracted once, not twice."""
    act(screen(cast.chi), at_chi, "supplement-request", birth_notice="Thiếu trang")
    clock.move_to(on("2026-04-22", "09:00"))
    act(screen(cast.binh), at_chi, "supplement", birth_notice="1")
    clock.move_to(on("2026-04-22", "16:30"))
    assert _counted(screen(cast.chi), at_chi) == "đúng hạn"
    clock.move_to(on("2026-04-23", "07:45"))
    assert _counted(screen(cast.chi), at_chi) == "quá hạn"


def _counted(chi: Client, id_: UUID) -> str:
    said = re.search("Theo bộ chỉ số</dt>\\s*<dd[^>]*>\\s*([^<]*?)\\s*</dd>", chi.get(page_of(id_)).content.decode())
    assert said
    return said[1]
