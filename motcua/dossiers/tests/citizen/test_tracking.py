"""Anybody with the code sees how far it is; only the last digits open what is personal."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.citizen.conftest import begin, fill, send
from motcua.dossiers.tests.citizen.stories import MONDAY, asked, ready, received, refused, returned
from tests.cast import Cast, on

PERSONAL = ("Hoàng", "Thị An", "Minh Đức", "0900000101", "000101", "0101", "020190999901", "Bệnh viện", "Khối 3")


@pytest.fixture
def dossier(an: Client) -> Dossier:
    """An's birth registration, sent on Saturday evening."""
    draft = begin(an)
    fill(an, draft)
    send(an, draft)
    return Dossier.objects.get()


def words(page: str) -> str:
    """Return what a page says between header and footer, without the tokens of its forms."""
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", main)


def opened(dossier: Dossier, digits: str = "0101") -> Client:
    """A telephone on which somebody typed the last digits."""
    client = Client()
    client.post(f"/t/{dossier.code}", {"digits": digits})
    return client


def test_the_code_alone_shows_nothing_personal(dossier: Dossier, cast: Cast, clock: Any) -> None:
    visitor = Client()
    for tell in (lambda d: d, lambda d: asked(d, cast)):
        tell(dossier)
        page = words(visitor.get(f"/t/{dossier.code}").content.decode())
        for word in PERSONAL:
            assert word not in page, word
        assert "Ảnh bị mờ" not in page


@pytest.mark.parametrize("story", [received, refused, ready, returned])
def test_in_no_state_does_the_code_alone_tell_a_name(dossier: Dossier, cast: Cast, story: Any) -> None:
    story(dossier, cast)
    page = words(Client().get(f"/t/{dossier.code}").content.decode())
    for word in (*PERSONAL, "Lương Văn Bình", "Linh Chi", "nơi khác", "AA/26"):
        assert word not in page, word


def test_before_reception_it_says_when_it_will_be_checked(dossier: Dossier) -> None:
    page = Client().get(f"/t/{dossier.code}").content.decode()
    assert "Đơn đã gửi, chưa tiếp nhận." in page
    assert "Cán bộ kiểm tra chậm nhất 17:00 Thứ Hai 20/04/2026." in page


def test_a_check_that_is_late_says_sorry(dossier: Dossier, clock: Any) -> None:
    clock.move_to(on("2026-04-21", "08:00"))
    assert "Chúng tôi xin lỗi" in Client().get(f"/t/{dossier.code}").content.decode()


def test_received_it_is_on_time_with_place_and_hours(dossier: Dossier, cast: Cast, clock: Any) -> None:
    clock.move_to(MONDAY)
    received(dossier, cast)
    page = Client().get(f"/t/{dossier.code}").content.decode()
    assert "Đang giải quyết, đúng hạn." in page
    assert "Trước 17:00 Thứ Hai 20/04/2026" in page
    assert "Trung tâm Phục vụ hành chính công phường Kỳ Lừa" in page.replace("Phường Kỳ Lừa", "phường Kỳ Lừa")
    assert "Văn phòng HĐND và UBND" in page


def test_late_it_says_by_how_much(dossier: Dossier, cast: Cast, clock: Any) -> None:
    received(dossier, cast)
    clock.move_to(on("2026-04-21", "09:00"))
    assert "Chậm 1 ngày so với ngày hẹn. Chúng tôi xin lỗi." in Client().get(f"/t/{dossier.code}").content.decode()


def test_the_last_digits_of_phone_or_identity_open_everything(dossier: Dossier, cast: Cast) -> None:
    received(dossier, cast)
    for digits in ("0101", "9901"):
        page = opened(dossier, digits).get(f"/t/{dossier.code}").content.decode()
        assert "Vì sao là ngày này?" in page
        assert "Nhận 08:10 Thứ Hai 20/04. Luật định trả trong ngày." in page
        assert "Nghị định 23/2015/NĐ-CP" in page
        assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" in page
        assert "Phí, lệ phí phải nộp: 16.000 đ." in page
        assert "bản ghi trong sổ cái" in page


def test_the_digits_never_stand_in_an_address(dossier: Dossier) -> None:
    answer = Client().post("/tracking/", {"code": dossier.code.lower(), "digits": "0101"})
    assert answer["Location"] == f"/t/{dossier.code}"


def test_what_was_opened_closes_by_itself_and_by_hand(dossier: Dossier, cast: Cast, clock: Any) -> None:
    received(dossier, cast)
    client = opened(dossier)
    client.post(f"/t/{dossier.code}", {"close": "yes"})
    assert "Vì sao là ngày này?" not in client.get(f"/t/{dossier.code}").content.decode()
    client = opened(dossier)
    clock.shift(31 * 60)
    assert "Vì sao là ngày này?" not in client.get(f"/t/{dossier.code}").content.decode()


def test_opening_one_dossier_opens_no_other(an: Client, dossier: Dossier, cast: Cast) -> None:
    draft = begin(an, "6f9619ff-8b86-4d01-b42d-00cf4fc964bb")
    fill(an, draft)
    send(an, draft)
    other = Dossier.objects.exclude(pk=dossier.pk).get()
    received(other, cast)
    client = opened(dossier)
    assert "Vì sao là ngày này?" not in client.get(f"/t/{other.code}").content.decode()
    assert client.get(f"/dossiers/{other.pk}/receipt/").status_code == 404


@pytest.mark.parametrize("code", ["H37.50.01-260418-9999", "' OR 1=1 --", "../../etc/passwd", "Ộ" * 90, "<b>x"])
def test_an_unknown_code_says_what_to_check(lang_son: Any, code: str) -> None:
    answer = Client().post("/tracking/", {"code": code[:80]})
    assert answer.status_code == 404
    assert "So lại từng chữ số" in answer.content.decode()
    assert "<b>x" not in answer.content.decode()


def test_a_foreign_code_is_tracked_as_it_came(lang_son: Any) -> None:
    assert Client().get("/t/000.00.12.H37-260418-0001").status_code == 404
    assert Client().get("/t/G06.001.02-260418-0600017/").status_code == 404


def test_the_page_is_light_and_asks_the_database_once(dossier: Dossier, cast: Cast) -> None:
    received(dossier, cast)
    visitor = Client()
    visitor.get(f"/t/{dossier.code}")
    with CaptureQueriesContext(
        connection,
    ) as asked_of:
        page = visitor.get(f"/t/{dossier.code}")
    own = [query["sql"] for query in asked_of if "project_progress" not in query["sql"]]  # the demo's banner asks too
    assert len(own) == 1, own
    assert weight(page.content) <= 60_000


def weight(html: bytes) -> int:
    """Return what travels for a first look: the page, its styles and scripts, compressed as the server sends them."""
    linked = ("ui/citizen.css", "ui/ui.js", "ui/favicon.svg", "ui/logo.svg")
    found = [Path(str(finders.find(name))) for name in linked]
    assert settings.STATIC_URL.encode() in html
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in found) + len(html)
