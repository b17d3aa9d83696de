"""An at a 360-pixel phone lodges a birth with photos and follows it; every page passes axe."""

import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from PIL import Image, ImageDraw
from playwright.sync_api import Page

from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.citizen.conftest import BIRTH, SATURDAY, log_in
from motcua.dossiers.tests.citizen.stories import MONDAY, asked, received
from tests.browser.axe import violations
from tests.cast import Cast
from tests.databases import FreshDatabase

pytestmark = pytest.mark.browser


class Journey:
    """A phone that checks each page it comes to."""

    def __init__(self, page: Page, url: str, shots: Path | None) -> None:
        self.page, self.url, self.shots = page, url, shots

    def look(self, name: str) -> None:
        """Check the page against the accessibility rules and the width of the phone; keep a picture if asked to."""
        assert violations(self.page) == [], f"{name}: {self.page.inner_text('body')[:300]}"
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} scrolls sideways by {wide} px"
        if self.shots:
            self.page.screenshot(path=self.shots / f"{name}.png", full_page=True)

    def go(self, path: str) -> None:
        """Open an address."""
        self.page.goto(f"{self.url}{path}")

    def fill(self, labels: dict[str, str]) -> None:
        """Type into fields by their labels."""
        for label, value in labels.items():
            self.page.get_by_label(label, exact=False).first.fill(value)

    def choose(self, *options: str) -> None:
        """Pick radios by their labels."""
        for option in options:
            self.page.get_by_label(option, exact=True).check()

    def on(self) -> None:
        """Press the main button."""
        self.page.get_by_role("button", name="Tiếp tục").first.click()


@pytest.fixture
def fresh_database(lang_son: FreshDatabase) -> FreshDatabase:
    """The server of these journeys serves Lạng Sơn."""
    return lang_son


@pytest.fixture
def paper(tmp_path: Path) -> list[Path]:
    """Two photos of a birth notice."""
    made = []
    for number in (1, 2):
        picture = Image.new("RGB", (2400, 3200), "#f4efe2")
        ImageDraw.Draw(picture).text((300, 400), f"GIAY CHUNG SINH {number}", fill="black", font_size=120)
        out = BytesIO()
        picture.save(out, "JPEG", quality=95)
        path = tmp_path / f"giay-chung-sinh-{number}.jpg"
        path.write_bytes(out.getvalue())
        made.append(path)
    return made


@pytest.fixture
def journey(phone: Page, cast: Cast, server: Any, request: pytest.FixtureRequest) -> Journey:
    """An's phone; pictures are kept where the environment says (MOTCUA_SHOTS)."""
    folder = os.environ.get("MOTCUA_SHOTS", "")
    return Journey(phone, server.url, Path(folder) if folder else None)


def test_birth_from_the_phone_to_the_tracking_page(journey: Journey, cast: Cast, paper: list[Path]) -> None:
    with time_machine.travel(SATURDAY, tick=True):
        lodge(journey, cast, paper)
        dossier = Dossier.objects.get()
        journey.look("10-confirmation")
        journey.page.get_by_role("button", name="Xem hồ sơ").click()
        journey.look("11-own-submitted")
        journey.go("/dossiers/")
        journey.look("12-mine")
        journey.page.context.clear_cookies()
        journey.go("/tracking/")
        journey.fill({"Mã hồ sơ": dossier.code})
        journey.look("13-tracking-search")
        journey.page.get_by_role("button", name="Tra cứu").click()
        journey.page.get_by_text("Đơn đã gửi, chưa tiếp nhận.").wait_for()
        journey.look("14-tracking-submitted")
        journey.go("/t/H37.50.01-260418-9999")
        journey.look("15-unknown")
    with time_machine.travel(MONDAY, tick=True):
        received(dossier, cast)
        journey.go(f"/t/{dossier.code}")
        journey.look("16-tracking-received")
        journey.fill({"4 số cuối": "0101"})
        journey.page.get_by_role("button", name="Xem đầy đủ").click()
        journey.page.get_by_role("heading", name="Vì sao là ngày này?").wait_for()
        journey.look("17-tracking-opened")


def test_a_supplement_from_the_phone(journey: Journey, cast: Cast, paper: list[Path]) -> None:
    with time_machine.travel(SATURDAY, tick=True):
        lodge(journey, cast, paper)
    dossier = Dossier.objects.get()
    with time_machine.travel(MONDAY, tick=True):
        asked(dossier, cast)
        come_in(journey, cast)
        journey.go(f"/dossiers/{dossier.pk}/")
        journey.look("20-own-asked")
        journey.page.get_by_role("button", name="Chụp và gửi").click()
        journey.look("21-supplement")
        journey.page.get_by_label("Giấy chứng sinh").set_input_files(paper[0])
        journey.page.get_by_text("Đã chọn 1 trang").wait_for()
        journey.page.get_by_role("button", name="Gửi giấy tờ bổ sung").click()
        journey.page.get_by_text("Đã gửi giấy tờ bổ sung.").wait_for()
        for noun in ("withdrawal", "viewers", "supplement-request"):
            journey.go(f"/dossiers/{dossier.pk}/{noun}/")
            journey.look(f"22-{noun}")


def come_in(journey: Journey, cast: Cast) -> None:
    """An is logged in on this phone."""
    client = Client()
    log_in(client, cast.user(cast.an))
    name = settings.SESSION_COOKIE_NAME
    journey.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": journey.url}])


def lodge(journey: Journey, cast: Cast, paper: list[Path]) -> None:
    """Go through all pages and send."""
    page = journey.page
    come_in(journey, cast)
    journey.go(f"/dossiers/new/{BIRTH}/")
    journey.look("01-questions")
    journey.choose("Biết cả cha và mẹ", "Giấy chứng sinh của cơ sở y tế", "Không", "Cha hoặc mẹ")
    journey.on()
    journey.look("02-place")
    page.get_by_label("Tìm theo tên").fill("hoang van thu")
    page.get_by_role("button", name="Tìm", exact=True).click()
    journey.look("03-place-found")
    page.get_by_label("Phường Kỳ Lừa").first.check()
    journey.on()
    page.get_by_role("button", name="Tiếp tục").click()
    journey.look("04-child-errors")
    journey.fill({"Họ, chữ đệm, tên của trẻ": "Hoàng Minh Đức", "Dân tộc": "Nùng", "Quốc tịch": "Việt Nam"})
    journey.fill({"Nơi sinh": "Bệnh viện đa khoa tỉnh Lạng Sơn", "Quê quán": "Phường Kỳ Lừa, tỉnh Lạng Sơn"})
    for part, value in (("Ngày", "10"), ("Tháng", "4"), ("Năm", "2026")):
        page.get_by_label(part, exact=True).fill(value)
    journey.choose("Nam")
    journey.look("05-child")
    journey.on()
    for person, name in (("mother", "Hoàng Thị An"), ("father", "Lý Văn Sơn")):
        title = "mẹ" if person == "mother" else "cha"
        journey.fill({f"Họ, chữ đệm, tên của {title}": name, "Năm sinh": "1996", "Số định danh": "020096123456"})
        journey.fill({"Dân tộc": "Nùng", "Quốc tịch": "Việt Nam", "Nơi cư trú": "Phường Kỳ Lừa"})
        journey.look(f"06-{person}")
        journey.on()
    journey.fill({"Nơi cư trú": "Khối 3, phường Kỳ Lừa"})
    journey.choose("Mẹ")
    journey.look("07-applicant")
    journey.on()
    journey.look("08-papers")
    page.get_by_label("Chụp ảnh hoặc chọn tệp").set_input_files(paper)
    page.get_by_text("Đã chọn 2 trang").wait_for()
    page.get_by_role("button", name="Tải lên").click()
    page.get_by_role("button", name="Bỏ trang 2").wait_for()
    journey.look("08-papers-sent")
    journey.on()
    journey.look("09-answers")
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Gửi hồ sơ").click()
    page.get_by_text("Đã nhận đơn của bạn").wait_for()
