"""Who stands at Bình's counter: scanned, photographed, or known from before; nothing is received unseen."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import uuid4

import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.desk.conftest import Screen, text
from motcua.dossiers.tests.lodging import AN, birth
from motcua.dossiers.tests.stories import lodged
from motcua.people.models import AccessRecord
from tests.cast import Cast

ENTRY = "/desk/new/1.001193/"
CARD = "020190001234|081234567|Nguyễn Thị Khoa|05031990|Nữ|Khối 5, Kỳ Lừa, Lạng Sơn|12082021"


def entered(**changes: Any) -> dict[str, Any]:
    """Return the entry page as Bình fills it in."""
    data = {
        "idempotency_key": str(uuid4()),
        "person_name": "",
        "person_national_id": "",
        "person_phone": "",
        "person_address": "",
        "originals.birth_notice": "1",
        "child": "ordinary",
        "proof": "hospital",
        "late": "no",
        "lodger": "parent",
        "channel": "1",
    }
    return {**data, **changes}


def test_a_scan_fills_the_person_and_f9_at_once_shows_it_first(cast: Cast, screen: Screen) -> None:
    binh = screen(cast.binh)
    seen = binh.post(ENTRY, entered(person_name=CARD))
    page = text(seen)
    assert seen.status_code == 200
    assert Dossier.objects.count() == 0
    for shown in ("Nguyễn Thị Khoa", "020190001234", "Khối 5, Kỳ Lừa, Lạng Sơn"):
        assert f'value="{shown}"' in page
    part = text(binh.post(ENTRY, entered(person_name=CARD), headers={"HX-Request": "true"}))
    assert 'id="person-fields" hx-swap-oob' in part
    assert 'value="Nguyễn Thị Khoa"' in part


def test_a_doubtful_card_says_so_and_a_wrong_code_is_named(cast: Cast, screen: Screen) -> None:
    binh = screen(cast.binh)
    assert "không khớp năm sinh" in text(binh.post(ENTRY, entered(person_name=CARD.replace("05031990", "05031950"))))
    wrong = text(binh.post(ENTRY, entered(person_name="00020101021138570010A00000072701270006970436|x")))
    assert "Đây là mã chuyển khoản (VietQR)" in wrong
    assert 'value="000201' not in wrong


def test_a_photo_of_the_card_is_read_and_one_without_a_code_is_said(cast: Cast, screen: Screen) -> None:
    binh, picture, blank = screen(cast.binh), BytesIO(), BytesIO()
    segno.make_qr(CARD).save(picture, kind="png", scale=6)
    photo = SimpleUploadedFile("the.png", picture.getvalue(), "image/png")
    page = text(binh.post(ENTRY, entered(look="photo", card_photo=photo)))
    assert 'value="Nguyễn Thị Khoa"' in page
    Image.new("L", (400, 250), 200).save(blank, "PNG")
    empty = SimpleUploadedFile("trang.png", blank.getvalue(), "image/png")
    again = text(binh.post(ENTRY, entered(look="photo", card_photo=empty, person_name="Lý Thị Sáu")))
    assert "Không thấy mã QR trong ảnh" in again
    assert 'value="Lý Thị Sáu"' in again
    torn = SimpleUploadedFile("the.txt", b"CCCD", "text/plain")
    assert "không phải" in text(binh.post(ENTRY, entered(look="photo", card_photo=torn)))


def test_an_earlier_dossier_of_the_number_or_telephone_is_offered_and_chosen(cast: Cast, screen: Screen) -> None:
    before = lodged(cast, birth())
    binh = screen(cast.binh)
    for given in ({"person_name": AN.national_id}, {"person_phone": "0900 000 101"}):
        page = text(binh.post(ENTRY, entered(look="yes", **given)))
        assert f'name="earlier" value="{before}"' in page
    assert AccessRecord.objects.filter(actor=cast.binh.id, subject=f"dossier:{before}").exists()
    chosen = text(binh.post(ENTRY, entered(earlier=str(before))))
    for value in (AN.name, AN.national_id, AN.phone, AN.address):
        assert f'value="{value}"' in chosen
    assert Dossier.objects.count() == 1


def test_another_place_is_offered_nobody_of_ky_lua(cast: Cast, screen: Screen) -> None:
    before = lodged(cast, birth())
    khoa = screen(cast.giang).post(ENTRY, entered(look="yes", person_national_id=AN.national_id))
    assert AN.phone not in text(khoa)
    stolen = screen(cast.giang).post(ENTRY, entered(earlier=str(before)))
    assert stolen.status_code in (403, 404)
    assert AN.address not in text(stolen)
