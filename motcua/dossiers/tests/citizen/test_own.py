"""An and her own dossier: supplement, withdraw, stop, rate, slips, and who looked."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.dossiers.models import Dossier, Paper
from motcua.dossiers.tests.citizen.conftest import begin, fill, log_in, photo, send
from motcua.dossiers.tests.citizen.stories import MONDAY, asked, ready, received, refused, returned
from tests.cast import Cast, on


@pytest.fixture
def dossier(an: Client, cast: Cast, clock: Any) -> Dossier:
    """An's birth registration; it is Monday morning now, and she has logged in again."""
    draft = begin(an)
    fill(an, draft)
    send(an, draft)
    clock.move_to(MONDAY)
    log_in(an, cast.user(cast.an))
    return Dossier.objects.get()


def own(dossier: Dossier, noun: str = "") -> str:
    return f"/dossiers/{dossier.pk}/{noun}"


def key() -> dict[str, Any]:
    return {"idempotency_key": str(uuid4())}


def test_my_dossiers_are_listed_with_how_they_stand(an: Client, dossier: Dossier) -> None:
    page = an.get("/dossiers/").content.decode()
    assert dossier.code in page
    assert "Đơn đã gửi, chưa tiếp nhận." in page


def test_another_citizen_and_an_official_find_nothing(dossier: Dossier, cast: Cast, phone_of: Any) -> None:
    received(dossier, cast)
    sha = Paper.objects.get(component="birth_notice").files[0]
    nouns = ("", "confirmation/", "viewers/", "supplement/", "withdrawal/", "stop/", "rating/")
    for who in (cast.khoa, cast.binh):
        client = phone_of(who)
        for noun in nouns:
            assert client.get(own(dossier, noun)).status_code == 404, noun
    khoa = phone_of(cast.khoa)
    assert khoa.get(own(dossier, "receipt/")).status_code == 404
    assert khoa.get(own(dossier, f"files/{sha}/")).status_code == 404
    assert Client().get(own(dossier, "receipt/")).status_code == 404
    assert Client().get(own(dossier, f"files/{sha}/")).status_code == 404
    assert Client().get(own(dossier)).status_code == 302


def test_supplement_once_and_the_bad_file_loses_no_good_one(an: Client, dossier: Dossier, cast: Cast) -> None:
    asked(dossier, cast)
    page = an.get(own(dossier)).content.decode()
    assert "Ảnh bị mờ, không đọc được số." in page
    assert "thời gian không tính cho cơ quan" in page
    bad = SimpleUploadedFile("anh.jpg", b"%!PS-not-a-photo")
    page = an.post(own(dossier, "supplement/"), {"birth_notice": [bad, photo("red")], **key()}).content.decode()
    assert "không phải ảnh hay PDF" in page
    assert "Đã giữ lại, không phải chọn lại" in page
    kept = page.split('name="kept" value="')[1].split('"')[0]
    an.post(own(dossier, "supplement/"), {"kept": kept, **key()})
    dossier.refresh_from_db()
    assert dossier.state == "submitted"
    assert len(Paper.objects.filter(component="birth_notice").order_by("seq").last().files) == 1  # type: ignore[union-attr]


def test_nothing_chosen_is_not_an_answer(an: Client, dossier: Dossier, cast: Cast) -> None:
    asked(dossier, cast)
    page = an.post(own(dossier, "supplement/"), key()).content.decode()
    assert "ít nhất một giấy tờ" in page
    forged = an.post(own(dossier, "supplement/"), {"kept": '{"birth_notice": ["0"]}', **key()})
    assert "ít nhất một giấy tờ" in forged.content.decode()


def test_withdraw_before_reception_and_not_after(an: Client, dossier: Dossier, cast: Cast) -> None:
    assert "Rút hồ sơ" in an.get(own(dossier)).content.decode()
    received(dossier, cast)
    answer = an.post(own(dossier, "withdrawal/"), {"reason": "", **key()})
    assert answer.status_code == 409
    assert an.get(own(dossier, "withdrawal/")).status_code == 409


def test_withdrawing_twice_by_a_second_click_is_one_withdrawal(an: Client, dossier: Dossier) -> None:
    data = {"reason": "Tôi sẽ đến quầy", **key()}
    first, second = an.post(own(dossier, "withdrawal/"), data), an.post(own(dossier, "withdrawal/"), data)
    assert (first.status_code, second.status_code) == (302, 302)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.version) == ("withdrawn", 2)


def test_stop_gives_the_notice(an: Client, dossier: Dossier, cast: Cast) -> None:
    received(dossier, cast)
    an.post(own(dossier, "stop/"), {"reason": "Nộp nhầm nơi", **key()})
    page = an.get(own(dossier)).content.decode()
    assert "Đã dừng giải quyết theo yêu cầu của người nộp." in page
    assert "THÔNG BÁO" in an.get(own(dossier, "stop-notice/")).content.decode().upper()


def test_rate_once_after_the_end(an: Client, dossier: Dossier, cast: Cast, clock: Any) -> None:
    assert an.get(own(dossier, "rating/")).status_code == 409
    returned(dossier, cast)
    clock.move_to(on("2026-04-20", "11:00"))
    log_in(an, cast.user(cast.an))
    page = an.get(own(dossier)).content.decode()
    assert "Đánh giá việc giải quyết hồ sơ này" in page
    assert "biên lai AA/26 0001" in page
    assert "số 25/2026" in page
    an.post(own(dossier, "rating/"), {"score": "5", **key()})
    assert "Bạn đã đánh giá 5/5" in an.get(own(dossier)).content.decode()
    assert an.post(own(dossier, "rating/"), {"score": "1", **key()}).status_code == 409


def test_a_refusal_says_why_and_what_next(an: Client, dossier: Dossier, cast: Cast) -> None:
    refused(dossier, cast)
    page = an.get(own(dossier)).content.decode()
    assert "Trẻ đã được đăng ký khai sinh ở nơi khác." in page
    assert "phản ánh nếu không đồng ý" in page
    assert "PHIẾU TỪ CHỐI" in an.get(own(dossier, "refusal/")).content.decode()


def test_a_ready_result_says_come(an: Client, dossier: Dossier, cast: Cast) -> None:
    ready(dossier, cast)
    page = an.get(own(dossier)).content.decode()
    assert "Đã có kết quả." in page
    assert "Từ bây giờ, trong giờ làm việc" in page
    assert "Còn phải nộp 16.000 đ" in page


def test_the_receipt_as_page_and_pdf(an: Client, dossier: Dossier, cast: Cast) -> None:
    assert an.get(own(dossier, "receipt/")).status_code == 404
    received(dossier, cast)
    page = an.get(own(dossier, "receipt/?paper=A4&copies=2"))
    assert 'data-paper="A4"' in page.content.decode()
    assert "Liên 2: Giao người nộp hồ sơ" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    pdf = an.get(own(dossier, "receipt/?format=pdf"))
    assert pdf.content.startswith(b"%PDF-")
    assert an.get(own(dossier, "receipt/?format=pdf&paper=../../x")).content.startswith(b"%PDF-")


def test_the_control_slip_is_not_for_citizens(an: Client, dossier: Dossier, cast: Cast) -> None:
    received(dossier, cast)
    assert an.get(own(dossier, "control-slip/")).status_code == 404


def test_an_official_opens_the_receipt_and_an_sees_that(
    an: Client, dossier: Dossier, cast: Cast, phone_of: Any
) -> None:
    received(dossier, cast)
    assert "Chưa có ai xem" in an.get(own(dossier, "viewers/")).content.decode()
    assert phone_of(cast.binh).get(own(dossier, "receipt/")).status_code == 200
    an.get(own(dossier, "receipt/"))
    page = an.get(own(dossier, "viewers/")).content.decode()
    assert "Lương Văn Bình" in page
    assert "giấy tiếp nhận" in page
    assert "Hoàng Thị An" not in page.split("<main")[1]


def test_an_looks_at_her_photo(an: Client, dossier: Dossier) -> None:
    sha = Paper.objects.get(component="birth_notice").files[0]
    assert an.get(own(dossier, f"files/{sha}/"))["Content-Type"] == "image/jpeg"
    assert an.get(own(dossier, f"files/{'f' * 64}/")).status_code == 404


def test_late_by_a_day(an: Client, dossier: Dossier, cast: Cast, clock: Any) -> None:
    received(dossier, cast)
    clock.move_to(on("2026-04-21", "09:00"))
    log_in(an, cast.user(cast.an))
    assert "Chậm 1 ngày" in an.get("/dossiers/").content.decode()
