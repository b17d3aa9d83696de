"""One dossier from An's phone through Bình, Chi, Nam and Lan back to the counter, by keys; each page passes axe."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from motcua.dossiers.models import Dossier
from motcua.dossiers.reading import read
from motcua.dossiers.tests.citizen.conftest import SATURDAY, log_in
from motcua.dossiers.tests.citizen.test_journey import Journey, lodge, paper
from motcua.dossiers.tests.desk.conftest import MONDAY
from motcua.dossiers.tests.stories import received
from motcua.people.actor import Actor
from tests.browser.axe import violations
from tests.cast import Cast
from tests.databases import FreshDatabase

pytestmark = pytest.mark.browser
__all__ = ["paper"]
ENDS_AT = 768


@pytest.fixture
def fresh_database(lang_son: FreshDatabase) -> FreshDatabase:
    """The server of these journeys serves Lạng Sơn."""
    return lang_son


class Desk:
    """A screen at which officers log in one after another and use the keyboard."""

    def __init__(self, page: Page, url: str, cast: Cast) -> None:
        self.page, self.url, self.cast = page, url, cast
        folder = os.environ.get("MOTCUA_SHOTS", "")
        self.shots = Path(folder) if folder else None

    def sit_down(self, who: Actor, path: str) -> None:
        """Log somebody in and open a page."""
        self.page.goto("about:blank")  # nothing of the one before asks on under the new name
        client = Client()
        log_in(client, self.cast.user(who))
        name = settings.SESSION_COOKIE_NAME
        self.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.url}])
        self.page.goto(f"{self.url}{path}")

    def look(self, name: str) -> None:
        """Check accessibility and width; keep a picture if asked to."""
        assert violations(self.page) == [], name
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} scrolls sideways by {wide} px"
        if self.shots:
            self.page.screenshot(path=self.shots / f"desk-{name}.png")

    def press(self, *keys: str) -> None:
        """Press keys one after another, each on a page whose scripts have run."""
        for key in keys:
            self.page.wait_for_load_state("load")
            self.page.keyboard.press(key)

    def comes_to(self, part: str) -> None:
        """Wait until the address ends so."""
        self.page.wait_for_url(lambda url: url.partition("?")[0].partition("#")[0].endswith(part))


@pytest.fixture
def desk(page: Page, cast: Cast, server: Any) -> Desk:
    """The office computer, 1366 by 768."""
    return Desk(page, server.url, cast)


def test_one_dossier_from_the_phone_through_every_desk(
    phone: Page, desk: Desk, cast: Cast, server: Any, paper: list[Path]
) -> None:
    with time_machine.travel(SATURDAY, tick=True):
        lodge(Journey(phone, server.url, None), cast, paper)
    id_ = Dossier.objects.get().pk
    with time_machine.travel(MONDAY, tick=True):
        receives(desk)
        handles(desk)
        decides(desk)
        numbers(desk)
        returns(desk)
    assert read(id_).now.state == "returned"


def receives(desk: Desk) -> None:
    """Bình opens the first line, looks at the photos, receives and gets the receipt, with the keyboard alone."""
    desk.sit_down(desk.cast.binh, "/desk/")
    desk.look("01-counter")
    desk.press("j", "Enter")
    desk.page.get_by_role("heading", name="Giấy tờ").wait_for()
    desk.look("02-officer-submitted")
    frame = desk.page.frame_locator("iframe[name=paper]")
    frame.get_by_role("img", name="Giấy chứng sinh 1").wait_for()
    desk.press("2")
    frame.get_by_role("img", name="Giấy chứng sinh 2").wait_for()
    desk.press("F9")
    desk.comes_to("/reception/")
    desk.look("03-reception")
    desk.press("F9")
    desk.comes_to("/received/")
    desk.look("04-received")
    desk.press("F9")
    desk.comes_to("/receipt/")


def handles(desk: Desk) -> None:
    """Chi finds it, takes it, sends it on: six keys beyond typing; Esc leads back to the list."""
    desk.sit_down(desk.cast.chi, "/inbox/")
    desk.look("05-inbox")
    desk.press("j", "Enter")
    desk.page.get_by_role("heading", name="Việc ở bước này").wait_for()
    first_screen(desk)
    desk.press("F7")
    desk.page.get_by_text("Nông Thị Linh Chi · hạn bước").wait_for()
    desk.look("06-officer")
    for noun in ("supplement-request", "verification", "suspension", "refusal"):
        desk.page.goto(f"{desk.page.url.partition('?')[0]}{noun}/")
        desk.look(f"07-{noun}")
        desk.press("Escape")
        if desk.page.url.endswith(f"{noun}/"):
            desk.press("Escape")  # the first one left the field
        desk.page.get_by_role("heading", name="Việc ở bước này").wait_for()
    desk.press("F9")
    desk.comes_to("/route/")
    desk.look("08-route")
    desk.press("F9")
    desk.page.get_by_text("Đã ghi: làm xong bước này.").wait_for()
    desk.press("Escape")
    desk.comes_to("/inbox/")


def first_screen(desk: Desk) -> None:
    """Blocks 1 to 4 of the officer's page end above the fold."""
    for part in (".sticky-line", ".split--work", ".outcomes"):
        box = desk.page.locator(part).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= ENDS_AT, f"{part} ends at {box['y'] + box['height']}"


def decides(desk: Desk) -> None:
    """Nam signs."""
    desk.sit_down(desk.cast.nam, "/inbox/")
    desk.look("09-inbox-leader")
    desk.press("j", "Enter")
    desk.page.get_by_role("heading", name="Việc ở bước này").wait_for()
    desk.press("F9")
    desk.comes_to("/decision/")
    desk.look("10-decision")
    desk.press("F9")
    desk.page.get_by_text("Đã ghi: quyết định.").wait_for()


def numbers(desk: Desk) -> None:
    """Lan seals and sends it to the counter."""
    desk.sit_down(desk.cast.lan, "/inbox/")
    desk.press("j", "Enter")
    desk.page.get_by_role("heading", name="Việc ở bước này").wait_for()
    desk.press("F9")
    desk.comes_to("/issue/")
    desk.press("F9")
    desk.page.get_by_text("Đã ghi: cấp số, đóng dấu, chuyển trả kết quả.").wait_for()


def returns(desk: Desk) -> None:
    """Bình hands the paper over."""
    desk.sit_down(desk.cast.binh, "/desk/?pile=return")
    desk.look("11-counter-return")
    desk.press("j", "Enter")
    desk.page.get_by_role("heading", name="Việc ở bước này").wait_for()
    desk.press("F9")
    desk.comes_to("/return/")
    desk.look("13-return")
    desk.press("F9")
    desk.page.get_by_text("Đã ghi: trả kết quả.").wait_for()
    desk.look("14-officer-returned")
    desk.press("Escape")
    desk.comes_to("/desk/")


def test_the_counter_enters_a_dossier_with_the_keyboard(desk: Desk, cast: Cast) -> None:
    with time_machine.travel(MONDAY, tick=True):
        desk.sit_down(cast.binh, "/desk/")
        desk.press("F2")
        desk.comes_to("/desk/new/")
        desk.look("20-intake")
        desk.page.keyboard.type("1.001193")
        desk.press("Enter")
        desk.comes_to("/desk/new/1.001193/")
        desk.look("21-entry")
        desk.page.keyboard.type("Hoàng Thị An")
        desk.press("Tab")
        desk.page.keyboard.type("020190999901")
        for label in ("Biết cả cha và mẹ", "Giấy chứng sinh của cơ sở y tế", "Không", "Cha hoặc mẹ"):
            desk.page.get_by_label(label, exact=True).check()
        desk.page.get_by_text("Đăng ký đúng hạn").wait_for()
        desk.page.get_by_label("Tờ khai đăng ký khai sinh: bản chính").fill("1")
        desk.page.get_by_label("Giấy chứng sinh: bản chính").fill("1")
        desk.look("22-entry-filled")
        desk.press("F9")
        desk.comes_to("/received/")
        desk.press("F2")
        desk.comes_to("/desk/new/")
    assert Dossier.objects.get().state == "in_progress"


def test_words_survive_a_session_that_ended(desk: Desk, cast: Cast) -> None:
    id_ = received(cast)
    with time_machine.travel(MONDAY, tick=True):
        desk.sit_down(cast.chi, f"/desk/dossiers/{id_}/route/?outcome=back")
        desk.page.get_by_label("Ghi chú cho bước sau").fill("Thiếu chữ ký của mẹ")
        desk.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        desk.press("F9")
        desk.page.wait_for_url("**/account/login/**")
        assert desk.page.url.endswith(f"next=/desk/dossiers/{id_}/route/")
        desk.sit_down(cast.chi, f"/desk/dossiers/{id_}/route/")
        assert desk.page.get_by_label("Ghi chú cho bước sau").input_value() == "Thiếu chữ ký của mẹ"
        desk.page.get_by_label("Trả lại bộ phận tiếp nhận").check()
        desk.press("F9")
        desk.page.get_by_text("Đã ghi: làm xong bước này.").wait_for()
        desk.sit_down(cast.dung, f"/desk/dossiers/{id_}/assignment/")
        assert desk.page.evaluate("sessionStorage.getItem('dossiers:typed')") is None
    assert read(id_).now.step == "B1"


def test_the_leader_signs_on_a_phone(open_page: Callable[..., Page], cast: Cast, server: Any) -> None:
    id_ = received(cast)
    from motcua.dossiers.tests.stories import walk

    walk(id_, cast, until="decide")
    desk = Desk(open_page(360, 800), server.url, cast)
    with time_machine.travel("2026-04-20T09:00:00+07:00", tick=True):
        desk.sit_down(cast.nam, "/inbox/")
        desk.look("30-phone-inbox")
        line = desk.page.locator(".rows tbody tr").first.bounding_box()
        assert line is not None
        assert line["height"] < 130, "three lines a dossier"
        desk.page.locator(".rows tbody tr").first.click()
        desk.page.get_by_role("heading", name="Việc ở bước này").wait_for()
        desk.look("31-phone-officer")
        desk.page.locator(".sticky-line__act").get_by_role("button", name="Quyết định").click()
        desk.look("32-phone-decision")
        desk.page.get_by_role("button", name="Quyết định").click()
        desk.page.get_by_text("Đã ghi: quyết định.").wait_for()
    assert read(id_).now.state == "decided"


def test_every_form_works_without_scripts(plain_page: Page, cast: Cast, server: Any) -> None:
    id_ = received(cast)
    desk = Desk(plain_page, server.url, cast)
    with time_machine.travel("2026-04-20T09:00:00+07:00", tick=True):
        desk.sit_down(cast.binh, "/desk/new/1.001193/")
        desk.page.get_by_label("Biết cả cha và mẹ", exact=True).check()
        desk.page.get_by_role("button", name="Xem giấy tờ, phí và ngày hẹn").click()
        assert desk.page.get_by_label("Biết cả cha và mẹ", exact=True).is_checked()
        desk.sit_down(cast.chi, f"/desk/dossiers/{id_}/")
        desk.page.get_by_role("button", name="Trình ký").first.click()
        desk.page.get_by_role("button", name="Chuyển bước").click()
        desk.page.get_by_text("Đã ghi: làm xong bước này.").wait_for()
    assert read(id_).now.step == "B3"
