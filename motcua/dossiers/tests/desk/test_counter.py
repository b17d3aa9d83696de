"""Bình at the counter: what came from outside, what somebody brings, the register and its search."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from motcua.dossiers.models import Applicant, Dossier, Paper, Slip
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import MONDAY, Screen, act, page_of, text
from motcua.dossiers.tests.lodging import AN, BIRTH, birth
from motcua.dossiers.tests.stories import lodged, walk
from motcua.people.actions.posts import assign_post
from motcua.people.actor import system
from motcua.people.models import AccessRecord
from tests.cast import Cast, on

ENTRY = "/desk/new/1.001193/"


def brought(**changes: Any) -> dict[str, Any]:
    """Return the counter's form as Bình fills it for An."""
    return {
        "idempotency_key": str(uuid4()),
        "person_name": "Hoàng Thị An",
        "person_national_id": "020 190 999 901",
        "person_phone": "0900 000 101",
        "person_address": "khối 6, phường Kỳ Lừa",
        "channel": "1",
        **BIRTH,
        "request.copies": "2",
        "originals.declaration": "1",
        "originals.birth_notice": "1",
        **changes,
    }


def test_what_came_online_waits_at_the_counter_and_is_received_with_one_key(cast: Cast, screen: Screen) -> None:
    id_ = lodged(cast)
    binh = screen(cast.binh)
    counter = text(binh.get("/desk/"))
    assert "Hoàng Thị An" in counter
    assert page_of(id_) in counter
    confirm = text(binh.get(page_of(id_, "reception")))
    assert "Nếu tiếp nhận bây giờ thì hẹn trả 17:00 Thứ Hai 20/04/2026." in confirm
    answer = act(binh, id_, "reception")
    assert answer["Location"] == page_of(id_, "received")
    done = text(binh.get(answer["Location"]))
    assert "Hẹn trả 17:00 Thứ Hai 20/04/2026" in done
    assert f"/dossiers/{id_}/receipt/" in done
    assert read(id_).now.state == "in_progress"


def test_a_second_click_on_reception_changes_nothing(cast: Cast, screen: Screen) -> None:
    id_, binh, key = lodged(cast), screen(cast.binh), str(uuid4())
    first = act(binh, id_, "reception", idempotency_key=key)
    second = act(binh, id_, "reception", idempotency_key=key)
    assert first["Location"] == second["Location"]
    assert read(id_).now.seq == 3
    assert Slip.objects.filter(dossier_id=id_).count() == 1


def test_bringing_papers_to_the_counter_is_one_page(cast: Cast, screen: Screen) -> None:
    binh = screen(cast.binh)
    answer = binh.post(ENTRY, brought())
    dossier = Dossier.objects.get()
    assert answer["Location"] == page_of(dossier.pk, "received")
    assert (dossier.channel, dossier.case, dossier.fee_due) == (1, "on_time", 16_000)
    assert dossier.created_by == cast.an.id
    applicant = Applicant.objects.get()
    assert (applicant.national_id, applicant.phone) == ("020190999901", "0900000101")
    assert Paper.objects.get(component="birth_notice").originals == 1
    assert "Thu tiền" in text(binh.get(answer["Location"]))


def test_case_papers_fee_and_date_are_shown_before_anything_is_entered(cast: Cast, screen: Screen) -> None:
    binh = screen(cast.binh)
    blank = text(binh.get(ENTRY))
    assert "Trả lời các câu hỏi ở phần Trường hợp" in blank
    seen = text(binh.post(ENTRY, brought(), headers={"HX-Request": "true"}))
    assert "Đăng ký đúng hạn" in seen
    assert "17:00 Thứ Hai 20/04/2026" in seen
    assert "16.000 đ" in seen
    assert "cơ quan tự tra cứu, không yêu cầu nộp" in seen
    plain = text(binh.post(ENTRY, brought(person_name="", look="yes")))
    assert "Cần sửa những chỗ sau" not in plain
    assert not Dossier.objects.exists()


def test_wrong_entries_are_told_in_words_and_nothing_is_lost(cast: Cast, screen: Screen) -> None:
    binh = screen(cast.binh)
    wrong = brought(
        person_name="", person_national_id="12", person_phone="1", code="abc", **{"originals.declaration": "-1"}
    )
    answer = binh.post(ENTRY, wrong)
    page = text(answer)
    assert answer.status_code == 400
    for said in ("Hãy nhập: Họ tên hoặc tên tổ chức.", "Số định danh gồm 12 chữ số", "Mã hồ sơ không đúng dạng"):
        assert said in page
    assert "khối 6, phường Kỳ Lừa" in page
    missing = binh.post(ENTRY, brought(**{"originals.birth_notice": ""}))
    assert "Còn thiếu giấy tờ bắt buộc: Giấy chứng sinh." in text(missing)
    assert not Dossier.objects.exists()


def test_a_code_given_elsewhere_is_kept_and_never_taken_twice(cast: Cast, screen: Screen) -> None:
    binh = screen(cast.binh)
    assert binh.post(ENTRY, brought(code="000.00.12.h37-260419-0007")).status_code == 302
    assert Dossier.objects.get().code == "000.00.12.H37-260419-0007"
    again = binh.post(ENTRY, brought(code="000.00.12.H37-260419-0007", again="yes"))
    assert "Mã 000.00.12.H37-260419-0007 đã có trong sổ theo dõi." in text(again)
    assert Dossier.objects.count() == 1


def test_an_unknown_procedure_is_no_page(cast: Cast, screen: Screen) -> None:
    answer = screen(cast.binh).get("/desk/new/9.999999/")
    assert answer.status_code == 404
    assert "Không có thủ tục mang mã này." in text(answer)


def test_a_search_that_finds_one_procedure_goes_straight_to_it(cast: Cast, screen: Screen) -> None:
    answer = screen(cast.binh).get("/desk/new/?q=khai sinh")
    assert answer.status_code in {200, 302}
    assert screen(cast.binh).get("/desk/new/?q=1.001193")["Location"] == ENTRY


def test_the_register_finds_names_without_accents_phones_ids_and_ends_of_codes(cast: Cast, screen: Screen) -> None:
    lodged(cast)
    binh = screen(cast.binh)
    code = Dossier.objects.get().code
    for wanted in ("hoang an", "HOÀNG THỊ", "0900000101", "020190999901", code, code.lower(), "0001", code[-11:]):
        assert code in text(binh.get("/desk/", {"q": wanted})), wanted
    for other in ("nguyễn", "0002", "%", "' OR 1=1 --", "H37.50.24-260101-0001"):
        assert code not in text(binh.get("/desk/", {"q": other})), other


def test_the_register_of_another_commune_is_not_searched(cast: Cast, screen: Screen) -> None:
    lodged(cast, birth(competent_unit="05977", reception_unit="05977.TTPVHCC"))
    assert Dossier.objects.get().code not in text(screen(cast.binh).get("/desk/?q=hoang"))


def test_a_strange_place_in_the_register_is_its_top(cast: Cast, screen: Screen) -> None:
    lodged(cast)
    for place in ("x", "2026-04-18T00:00:00_x", "2026-04-18T00:00:00_" + str(uuid4()), "_"):
        assert Dossier.objects.get().code in text(screen(cast.binh).get("/desk/", {"pile": "all", "after": place}))


def test_results_ready_are_paid_for_first_and_returned(cast: Cast, screen: Screen, clock: Any) -> None:
    screen(cast.binh).post(ENTRY, brought())
    id_ = Dossier.objects.get().pk
    walk(id_, cast, until="return")
    clock.move_to(on("2026-04-20", "15:00"))
    binh = screen(cast.binh)
    assert "Chờ người dân nhận kết quả" in text(binh.get("/desk/?pile=return"))
    page = text(binh.get(page_of(id_, "return")))
    assert "Hồ sơ còn phải nộp 16.000 đ." in page
    assert "Cách trả" not in page
    back = {"original-birth_notice": "back", "by": "other", "to": "Lý Văn Sơn", "shown": ["identity", "authority"]}
    refused = act(binh, id_, "return", way="counter", **back)
    assert "Còn 16.000 đ chưa nộp." in text(refused)
    paid = act(binh, id_, "payment", amount="16.000", method="cash", receipt="AA/26 0001234", then="return")
    assert paid["Location"] == page_of(id_, "return")
    assert act(binh, id_, "return", way="counter", **back).status_code == 302
    assert read(id_).now.state == "returned"


def test_the_cashier_takes_the_money_and_cannot_return(cast: Cast, screen: Screen, clock: Any) -> None:
    screen(cast.binh).post(ENTRY, brought())
    id_ = Dossier.objects.get().pk
    walk(id_, cast, until="return")
    clock.move_to(on("2026-04-20", "15:00"))
    mai = screen(cast.mai)
    too_much = act(mai, id_, "payment", amount="20000", method="cash")
    assert "Số tiền 20.000 đ không khớp" in text(too_much)
    assert act(mai, id_, "payment", amount="16000", method="cash").status_code == 302
    shut = mai.get(page_of(id_, "return"), follow=True)
    assert "quầy trả kết quả" in text(shut)


def test_the_counter_asks_for_a_paper_takes_it_and_receives(cast: Cast, screen: Screen) -> None:
    id_, binh = lodged(cast), screen(cast.binh)
    asked = act(binh, id_, "supplement-request", birth_notice="Ảnh mờ, không đọc được")
    assert asked.status_code == 302
    assert "Chờ người dân bổ sung" in text(binh.get("/desk/?pile=supplement"))
    page = text(binh.get(page_of(id_, "supplement")))
    assert "Ảnh mờ, không đọc được" in page
    assert "Chưa có giấy tờ nào được gửi kèm." in text(act(binh, id_, "supplement"))
    assert act(binh, id_, "supplement", birth_notice="1").status_code == 302
    assert act(binh, id_, "reception").status_code == 302
    shut = text(binh.get(page_of(id_, "supplement-request"), follow=True))
    assert "không được yêu cầu lần thứ hai" in shut or "Việc này của" in shut


def test_the_counter_refuses_in_writing(cast: Cast, screen: Screen) -> None:
    id_, binh = lodged(cast), screen(cast.binh)
    empty = text(act(binh, id_, "refusal", ground="forged", reason=" "))
    assert "Hãy nhập: Lý do." in empty
    assert act(binh, id_, "refusal", ground="not_competent", reason="Nộp ở nơi cư trú.").status_code == 302
    assert read(id_).now.state == "refused"
    assert Slip.objects.get(dossier_id=id_).kind == "refusal"


def test_withdrawing_stopping_and_annulling_at_the_counter(cast: Cast, screen: Screen) -> None:
    binh = screen(cast.binh)
    first, second, third = lodged(cast), lodged(cast), lodged(cast)
    assert act(binh, first, "withdrawal").status_code == 302
    act(binh, second, "reception")
    assert act(binh, second, "stop-notice", way="counter", reason="Đổi ý").status_code == 302
    states = {id_: read(id_).now.state for id_ in (first, second, third)}
    assert (states[first], states[second], states[third]) == ("withdrawn", "stopped", "submitted")
    gone = binh.get(page_of(second, "annulment"), follow=True)
    assert "đã dừng theo yêu cầu" in text(gone)


def test_a_look_at_a_dossier_is_logged(cast: Cast, screen: Screen) -> None:
    id_ = lodged(cast)
    screen(cast.binh).get(page_of(id_))
    look = AccessRecord.objects.get(subject=f"dossier:{id_}")
    assert (look.actor, look.at) == (cast.binh.id, on("2026-04-20", "08:05"))


def test_a_receiver_of_several_shops_chooses_where_they_sit(cast: Cast, screen: Screen, clock: Any) -> None:
    user, day = cast.user(cast.binh).pk, on("2026-04-01")
    assign_post(
        user=user, unit="05977.TTPVHCC", role="receiver", valid_from=day.date(), actor=system("test"), at=MONDAY
    )
    lodged(cast, birth(competent_unit="05977", reception_unit="05977.TTPVHCC"))
    binh = screen(cast.binh)
    assert "Nơi tiếp nhận" in text(binh.get("/desk/"))
    assert AN.name in text(binh.get("/desk/?unit=05977.TTPVHCC"))
    assert AN.name in text(binh.get("/desk/"))
    assert AN.name not in text(binh.get("/desk/?unit=06187.TTPVHCC"))
