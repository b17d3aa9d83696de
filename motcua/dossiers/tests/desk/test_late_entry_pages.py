"""Bình after the power came back: slip after slip on one screen, and who may look at what was entered so."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from motcua.documents import numbers
from motcua.documents.actions.reserve_numbers import reserve_numbers
from motcua.documents.models import StoredFile
from motcua.dossiers.models import Dossier, LateEntry
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import Screen, page_of, text
from motcua.dossiers.tests.desk.test_intake_person import entered
from motcua.dossiers.tests.desk.test_pile import scan
from motcua.dossiers.tests.lodging import AN
from tests.cast import Cast, on

CENTRE = "06187.TTPVHCC"
NEW, LIST = "/desk/late-entries/new/", "/desk/late-entries/"
SLIP = f"{NEW}1.001193/"
BACK = on("2026-04-20", "11:05")


@pytest.fixture(autouse=True)
def store(tmp_path: Any, settings: Settings) -> None:
    """Keep files in a folder of this test's own."""
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def block(cast: Cast, clock: Any) -> datetime:
    """Lan reserved three numbers at 08:05; the power is back at 11:05."""
    why = {"ground": "power_cut", "reason": "Báo cắt điện", "holder": "Bình"}
    reserve_numbers(CENTRE, numbers.RECEIPT, 3, actor=cast.lan, at=on("2026-04-20", "08:05"), **why)
    clock.move_to(BACK)
    return BACK


def slip(number: int, name: str = AN.name, **changes: Any) -> dict[str, Any]:
    """Return the screen filled from one paper slip."""
    data = {
        "person_name": name,
        "originals.declaration": "1",
        "late_number": f"2026-{number}",
        "late_day": "20/04/2026",
        "late_time": "9h10",
        "late_ground": "power_cut",
        "late_reason": "Mất điện từ 9 giờ đến 11 giờ",
        "late_photo": scan(number),
    }
    return entered(**{**data, **changes})


def test_slip_after_slip_with_number_procedure_and_reason_filled_in(cast: Cast, screen: Screen, block: Any) -> None:
    binh = screen(cast.binh)
    assert "chọn thủ tục" in text(binh.get(NEW))
    first = text(binh.get(SLIP))
    assert 'value="2026-1" selected' in first
    assert "Còn 3 số chưa nhập" in first
    sent = slip(1)
    answer = binh.post(SLIP, sent)
    assert (answer.status_code, answer["Location"]) == (302, SLIP)
    assert binh.get(NEW)["Location"] == SLIP, "the procedure is remembered"
    following = text(binh.get(SLIP))
    assert "Đã nhập bù phiếu 01/TTPVHCC" in following
    assert "hẹn trả 17:00 Thứ Hai 20/04/2026" in following
    assert 'value="Mất điện từ 9 giờ đến 11 giờ"' in following
    assert 'value="2026-1"' not in following
    assert binh.post(SLIP, sent)["Location"] == SLIP
    assert LateEntry.objects.count() == 1, "a second click enters nothing"
    for n, name in ((2, "Lương Văn Hai"), (3, "Lương Văn Ba")):
        answer = binh.post(SLIP, slip(n, name))
    assert answer["Location"] == LIST, "after the last number the list"
    row = LateEntry.objects.get(number="01/TTPVHCC")
    assert read(row.dossier_id).now.received_at == on("2026-04-20", "09:10")
    assert StoredFile.objects.filter(pk=row.photo).exists()


def test_what_is_wrong_is_said_and_the_photo_stays(cast: Cast, screen: Screen, block: Any) -> None:
    binh = screen(cast.binh)
    bad = binh.post(SLIP, slip(1, late_reason="", late_time="25:00"))
    page = text(bad)
    assert bad.status_code == 400
    assert "Giờ chưa đúng" in page
    assert "Đã giữ ảnh phiếu" in page
    sha = StoredFile.objects.get().pk
    assert f'value="{sha}"' in page
    none = binh.post(SLIP, slip(1, late_photo=""))
    assert "Chụp hoặc quét phiếu giấy" in text(none)
    foreign = binh.post(SLIP, slip(1, late_photo="", late_photo_kept="0" * 64))
    assert foreign.status_code == 400, "a photo that this officer did not send"
    future = binh.post(SLIP, slip(1, late_time="11:30"))
    assert "ở sau lúc này" in text(future)
    early = binh.post(SLIP, slip(1, late_time="8:00"))
    assert "phiếu không thể ghi giờ sớm hơn" in text(early)
    assert Dossier.objects.count() == 0
    assert binh.post(SLIP, slip(1, late_photo="", late_photo_kept=sha)).status_code == 302


def test_a_preview_counts_from_the_slips_hour(cast: Cast, screen: Screen, block: Any, clock: Any) -> None:
    clock.move_to(on("2026-04-20", "16:30"))  # after 15:00 a birth is due the next day
    binh = screen(cast.binh)
    seen = text(binh.post(SLIP, slip(1, look="yes")))
    assert "Tính từ giờ ghi trên phiếu" in seen
    assert "Hẹn trả <strong>17:00 Thứ Hai 20/04/2026" in seen
    assert Dossier.objects.count() == 0


def test_the_list_counts_by_officer_and_only_those_who_may_see_it(cast: Cast, screen: Screen, block: Any) -> None:
    binh = screen(cast.binh)
    binh.post(SLIP, slip(1))
    id_ = LateEntry.objects.get().dossier_id
    for who in (cast.binh, cast.ha):
        page = text(screen(who).get(f"{LIST}?unit={CENTRE}"))
        assert "1 phiếu nhập bù" in page
        assert "Mất điện từ 9 giờ đến 11 giờ" in page
        assert "09:10 20/04/2026" in page
        assert "11:05 20/04/2026" in page
        assert "1 giờ 55 phút" in page
        assert page_of(id_) in page
        assert "02/TTPVHCC" in page, "a reserved number that waits for its slip"
    photo = reverse("dossiers:file", args=[id_, LateEntry.objects.get().photo])
    assert photo in page
    assert screen(cast.ha).get(photo).status_code == 200
    assert screen(cast.giang).get(f"{LIST}?unit={CENTRE}").status_code == 404
    assert screen(cast.an).get(LIST).status_code == 404
    assert screen(cast.ha).get(NEW).status_code in {403, 404}, "who does not receive does not enter"


def test_wherever_the_dossier_is_shown_it_is_marked(cast: Cast, screen: Screen, block: Any) -> None:
    binh = screen(cast.binh)
    assert "Nhập bù phiếu giấy" in text(binh.get("/desk/"))
    binh.post(SLIP, slip(1))
    dossier = Dossier.objects.get()
    page = text(binh.get(page_of(dossier.pk)))
    assert "Nhập bù từ phiếu giấy" in page
    assert "01/TTPVHCC" in page
    assert page.count("nhập bù") >= 3, "beside the code, at the step and at the entry"
    assert "nhập bù" in text(binh.get("/desk/?pile=all"))
    dung = screen(cast.dung)
    assert "nhập bù" in text(dung.get("/inbox/?pile=unit"))
    form = text(binh.get("/desk/register/?since=20/04/2026&until=20/04/2026"))
    assert "nhập bù 11:05 20/04/2026" in form
    printed = text(binh.get("/desk/register/?since=20/04/2026&until=20/04/2026&format=print"))
    assert "nhập bù 11:05 20/04/2026" in printed
    file: Any = binh.get("/desk/register/?since=20/04/2026&until=20/04/2026&format=csv")
    csv = b"".join(file.streaming_content).decode()
    assert f"{dossier.code} · nhập bù 11:05 20/04/2026" in csv
    control = text(binh.get(reverse("dossiers:slip", args=[dossier.pk, "control-slip"])))
    assert "(nhập bù 11:05 20/04/2026)" in control
    receipt = text(binh.get(reverse("dossiers:slip", args=[dossier.pk, "receipt"])))
    assert "Nhập bù lúc 11:05" in receipt
    assert "Số: 01/TTPVHCC" in receipt
    assert "nhập vào hệ thống lúc 11:05" in text(Client().get(f"/t/{dossier.code}/", follow=True))


def test_blank_slips_carry_the_reserved_numbers_twice_and_no_date(cast: Cast, screen: Screen, block: Any) -> None:
    there = f"/desk/numbers/slips/?agency={CENTRE}"
    page = text(screen(cast.binh).get(there))
    for n in (1, 2, 3):
        assert page.count(f"Số: 0{n}/TTPVHCC") == 2
    assert "Liên 2: Giao người nộp hồ sơ" in page
    assert "không ghi tay" in page
    assert screen(cast.giang).get(there).status_code == 404
    assert screen(cast.an).get(there).status_code == 404


def test_without_reserved_numbers_the_page_says_what_to_do(cast: Cast, screen: Screen) -> None:
    page = text(screen(cast.binh).get(NEW))
    assert "không còn số dành trước" in page
    assert screen(cast.binh).get(SLIP).status_code == 302
