"""The page of the express lane at Bình's screen: the card, the fee at once, one sending, bad scans, the hour."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from motcua.dossiers.models import Dossier, Payment
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import Screen, text
from motcua.dossiers.tests.desk.copies import went
from motcua.ledger import read as ledger
from motcua.people.models import AccessRecord
from tests.cast import Cast, on

PAGE = "/desk/express/2.000815/"
CARD = "020090001234||Nguyễn Văn Khoa|05031990|Nam|Khối 5, Kỳ Lừa, Lạng Sơn|12082021"


def sent(cast: Cast, **changes: str) -> dict[str, str]:
    """Return the page as Bình fills it in."""
    data = {
        "idempotency_key": str(uuid4()),
        "rows": "1",
        "person_name": CARD,
        "person_national_id": "",
        "person_phone": "",
        "person_address": "",
        "document.name": "Bằng tốt nghiệp",
        "document.pages": "2",
        "document.copies": "3",
        "method": "cash",
        "exemption": "",
        "signer": cast.nam.id,
    }
    return {**data, **changes}


def test_one_sending_settles_and_the_page_is_ready_for_the_next(cast: Cast, screen: Screen) -> None:
    binh = screen(cast.binh)
    assert binh.get("/desk/express/").status_code == 302
    answer = binh.post(PAGE, sent(cast))
    dossier = Dossier.objects.get()
    assert went(answer) == f"{PAGE}?done={dossier.pk}"
    assert dossier.applicant.name == "Nguyễn Văn Khoa"
    assert dossier.applicant.national_id == "020090001234"
    page = text(binh.get(went(answer)))
    assert "1, quyển 01/2026-SCT/BS" in page
    assert "Đã thu <strong>12.000 đ</strong>" in page
    assert 'value="Bằng tốt nghiệp"' in page
    receipt = text(binh.get(f"/dossiers/{dossier.pk}/fee-receipt/"))
    assert "AA/26 0000001" in receipt
    assert "Mười hai nghìn đồng" in receipt
    assert binh.get(f"/dossiers/{dossier.pk}/fee-receipt/?format=pdf").content[:5] == b"%PDF-"


def test_the_fee_is_shown_while_it_is_typed_and_the_card_fills_the_person(cast: Cast, screen: Screen) -> None:
    binh = screen(cast.binh)
    part = text(binh.post(PAGE, sent(cast), headers={"HX-Request": "true"}))
    assert "12.000 đ" in part
    assert "2 trang × 3 bản" in part
    assert 'value="Nguyễn Văn Khoa"' in part
    assert "<html" not in part
    whole = text(binh.post(PAGE, {**sent(cast, **{"document.pages": "5", "document.copies": "2"}), "look": "yes"}))
    assert "14.000 đ" in whole
    assert Dossier.objects.count() == 0


def test_a_transfer_shows_its_code_with_the_sum(cast: Cast, screen: Screen) -> None:
    part = text(screen(cast.binh).post(PAGE, sent(cast, method="transfer"), headers={"HX-Request": "true"}))
    assert "Mã VietQR chuyển 12.000 đ" in part
    assert "<svg" in part


@pytest.mark.parametrize(
    ("scan", "said"),
    [
        ("020090001234||Nguyễn", "Mã quét chưa đủ"),
        ("https://example.org/x", "Đây là mã dẫn tới một trang web"),
        ("11010519491231002X", "không phải mã trên thẻ căn cước Việt Nam"),
    ],
)
def test_a_bad_scan_says_what_it_is_and_keeps_the_rest(cast: Cast, screen: Screen, scan: str, said: str) -> None:
    answer = screen(cast.binh).post(PAGE, sent(cast, person_name=scan))
    page = text(answer)
    assert answer.status_code == 400
    assert said in page
    assert scan not in page
    assert 'value="Bằng tốt nghiệp"' in page
    assert Dossier.objects.count() == 0


def test_a_number_of_somebody_who_came_before_is_enough(cast: Cast, screen: Screen) -> None:
    binh = screen(cast.binh)
    binh.post(PAGE, sent(cast))
    known = Dossier.objects.get()
    AccessRecord.objects.all().delete()
    page = text(binh.post(PAGE, sent(cast, person_name="020090001234")))
    assert 'value="Nguyễn Văn Khoa"' in page
    assert Dossier.objects.count() == 1, "who is known from before is shown first"
    assert AccessRecord.objects.get(actor=cast.binh.id).subject == known.stream
    nobody = text(binh.post(PAGE, {**sent(cast, person_name="020090009999"), "look": "yes"}))
    assert 'value="020090009999"' in nobody


def test_a_doubtful_card_is_shown_before_anything_is_settled(cast: Cast, screen: Screen) -> None:
    page = text(screen(cast.binh).post(PAGE, sent(cast, person_name=CARD.replace("05031990", "05031950"))))
    assert "không khớp năm sinh" in page
    assert Dossier.objects.count() == 0


def test_several_papers_of_one_person(cast: Cast, screen: Screen) -> None:
    binh = screen(cast.binh)
    page = text(binh.post(PAGE, {**sent(cast), "more": "yes"}))
    assert 'name="1-document.pages"' in page
    more = {"rows": "3", "1-document.name": "Học bạ", "1-document.pages": "5", "1-document.copies": "2"}
    answer = binh.post(PAGE, sent(cast, **more))
    assert answer.status_code == 302
    assert Dossier.objects.count() == 2
    page = text(binh.get(went(answer)))
    assert "Đã thu <strong>26.000 đ</strong>" in page
    assert Payment.objects.values_list("receipt", flat=True).distinct().count() == 1


def test_a_repeat_of_the_same_page_settles_once(cast: Cast, screen: Screen) -> None:
    binh, data = screen(cast.binh), sent(cast)
    assert went(binh.post(PAGE, data)) == went(binh.post(PAGE, data))
    assert Dossier.objects.count() == 1


def test_after_three_it_is_received_with_an_appointment_and_nothing_is_lost(
    cast: Cast, screen: Screen, clock: Any
) -> None:
    clock.move_to(on("2026-04-20", "15:10"))
    binh = screen(cast.binh)
    assert "Đã quá giờ trả trong ngày" in text(binh.get(PAGE))
    answer = binh.post(PAGE, sent(cast))
    dossier = Dossier.objects.get()
    assert went(answer) == f"/desk/dossiers/{dossier.pk}/received/"
    assert 'value="Nguyễn Văn Khoa"' in text(binh.get(f"{PAGE}?person=last"))
    now = read(dossier.pk).now
    assert now.state == "in_progress"
    assert now.due_at == on("2026-04-21", "17:00")
    assert dossier.applicant.answers["document.copies"] == 3
    assert [entry.type for entry in ledger.stream(f"dossier:{dossier.pk}")] == ["dossier.received", "dossier.routed"]


def test_nobody_else_has_the_page(cast: Cast, screen: Screen) -> None:
    assert screen(cast.an).get(PAGE).status_code == 404
    assert screen(cast.chi).get(PAGE).status_code == 403
    assert screen(cast.mai).get(PAGE).status_code == 403
    assert screen(cast.binh).get("/desk/express/1.001193/").status_code == 409


def test_what_is_missing_is_named(cast: Cast, screen: Screen) -> None:
    answer = screen(cast.binh).post(
        PAGE, sent(cast, **{"person_name": "", "document.pages": "0", "document.copies": ""})
    )
    page = text(answer)
    assert answer.status_code == 400
    assert "Hãy nhập: Họ tên, hoặc quét mã thẻ căn cước." in page
    assert "Hãy nhập: Số bản cần chứng thực." in page
    assert "Số trang của bản chính phải từ 1 trở lên." in page
