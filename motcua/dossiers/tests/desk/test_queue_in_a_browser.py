"""A morning in the hall by keys alone, in Chromium: a number, a desk, F8, a dossier, F8; every page passes axe."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page, expect

from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.desk.conftest import MONDAY
from motcua.dossiers.tests.desk.copies import SHOP
from motcua.dossiers.tests.desk.test_desk_in_a_browser import Desk, desk, fresh_database
from motcua.dossiers.tests.desk.test_express_in_a_browser import CARD
from motcua.ledger import read as ledger
from motcua.queueing.models import Booking, Ticket
from tests.cast import Cast, on
from tests.stopwatch import Stopwatch

pytestmark = pytest.mark.browser
__all__ = ["desk", "fresh_database"]
HALL = f"/queue/{SHOP}/"
ENDS = "document.documentElement.scrollHeight"


def test_binh_chooses_a_desk_calls_enters_and_calls_the_next_by_keys(desk: Desk, cast: Cast) -> None:
    with time_machine.travel(MONDAY, tick=True):
        two_come_to_the_kiosk(desk)
        desk.sit_down(cast.binh, "/desk/")
        desk.look("queue-bar-no-desk")
        desk.press("F8")
        expect(desk.page.get_by_text("Bạn ngồi quầy nào?")).to_be_visible()
        desk.look("queue-choose")
        desk.press("2")
        desk.comes_to("/desk/")
        bar = desk.page.locator("#queue-bar")
        expect(bar).to_contain_text("Quầy 2 · chưa gọi ai · chờ 2")
        with Stopwatch(desk.page, "number_called", keys=1, seconds=2) as watch:
            watch.press("F8")
            expect(bar).to_contain_text("Đang phục vụ A001")
        desk.look("queue-bar-called")
        enter_a_copy(desk)
        with Stopwatch(desk.page, "next_number_called", keys=1, seconds=2) as watch:
            watch.press("F8")
            expect(bar).to_contain_text("Đang phục vụ A002")
        desk.page.goto(f"{desk.url}/desk/queue/")
        desk.look("queue-open")
        desk.press("g")
        expect(desk.page.get_by_text("gọi 2 lần")).to_be_visible()
        desk.press("v")
        expect(desk.page.get_by_text("Vắng mặt hôm nay")).to_be_visible()
        desk.page.goto(f"{desk.url}/desk/queue/waiting/")
        desk.look("queue-waiting-times")
    assert sorted(Ticket.objects.values_list("number", "state")) == [(1, "served"), (2, "missed")]
    payload = ledger.stream(Dossier.objects.get().stream)[0].payload
    assert payload["ticket"] == "A001"


def two_come_to_the_kiosk(desk: Desk) -> None:
    """Let two people press 1 for certified copies; the kiosk's pages are looked at on its screen, standing up."""
    desk.page.set_viewport_size({"width": 1080, "height": 1920})
    desk.page.goto(f"{desk.url}{HALL}kiosk/")
    desk.look("queue-kiosk")
    for code in ("A001", "A002"):
        desk.press("1")
        expect(desk.page.get_by_role("heading", name="Số của bạn")).to_be_visible()
        expect(desk.page.get_by_text(code).first).to_be_visible()
        desk.look(f"queue-given-{code}")
        desk.press("Escape")
        desk.comes_to("/kiosk/")
    desk.page.set_viewport_size({"width": 1366, "height": 768})


def enter_a_copy(desk: Desk) -> None:
    """Enter two pages, three copies, in the express lane, by keys."""
    desk.press("F7")
    desk.comes_to("/desk/express/2.000815/")
    keys = desk.page.keyboard
    keys.type(CARD)
    keys.press("Enter")
    expect(desk.page.locator("#id_person_national_id")).to_have_value("020090001234")
    for word in ("Bằng tốt nghiệp", "2", "3"):
        keys.type(word)
        if word != "3":
            keys.press("Enter")
    expect(desk.page.locator(".express-due__sum")).to_have_text("12.000 đ")
    keys.press("F9")
    expect(desk.page.get_by_text("Đã giải quyết xong")).to_be_visible()


def test_a_telephone_shows_every_page_of_the_hall(open_page: Any, server: Any, cast: Cast) -> None:
    page: Page = open_page(width=360, height=800)
    with time_machine.travel(MONDAY, tick=True):
        desk = Desk(page, server.url, cast)
        for name, path in (("index", "/queue/"), ("lookup", "/queue/bookings/"), ("hall", HALL)):
            page.goto(f"{server.url}{path}")
            desk.look(f"phone-{name}")
        page.get_by_role("button", name="Hộ tịch").click()
        expect(page.get_by_text("Bạn là người tiếp theo")).to_be_visible()
        desk.look("phone-ticket")
        page.goto(f"{server.url}{HALL}bookings/new/?group=B&day=2026-04-21")
        page.get_by_label("09:00–09:30").check()
        page.get_by_label("Họ và tên").fill("Hoàng Thị An")
        page.get_by_label("Số điện thoại").fill("0900000101")
        desk.look("phone-book")
        page.get_by_role("button", name="Đặt lịch").click()
        expect(page.get_by_text("Đã giữ chỗ cho bạn")).to_be_visible()
        desk.look("phone-booking")
        desk.sit_down(cast.binh, "/desk/queue/")
        desk.look("phone-desk")
        page.goto(f"{server.url}/desk/queue/waiting/")
        desk.look("phone-waiting-times")
    assert Booking.objects.get().start == on("2026-04-21", "09:00")


def test_the_hall_screen_and_the_arrival_at_their_sizes(open_page: Any, server: Any, cast: Cast) -> None:
    page: Page = open_page(width=1920, height=1080)
    with time_machine.travel(MONDAY, tick=True):
        desk = Desk(page, server.url, cast)
        page.goto(f"{server.url}{HALL}screen/")
        desk.look("hall-screen")
        assert page.evaluate(ENDS) <= 1080, "nobody scrolls the screen in the hall"
        page.set_viewport_size({"width": 1366, "height": 768})
        for name in ("kiosk", "arrival"):
            page.goto(f"{server.url}{HALL}{name}/")
            desk.look(f"hall-{name}")
            assert page.evaluate(ENDS) <= 768, f"whoever stands before the {name} sees all of it"


def test_without_scripts_a_desk_is_chosen_and_calls(open_page: Any, server: Any, cast: Cast) -> None:
    page: Page = open_page(javascript=False)
    with time_machine.travel(MONDAY, tick=True):
        page.goto(f"{server.url}{HALL}kiosk/")
        page.get_by_role("button", name="Hộ tịch").click()
        expect(page.get_by_text("B001").first).to_be_visible()
        desk = Desk(page, server.url, cast)
        desk.sit_down(cast.binh, "/desk/")
        page.get_by_role("button", name="Chọn quầy").or_(page.get_by_role("link", name="Chọn quầy")).click()
        page.get_by_role("button", name="Quầy 2").click()
        desk.comes_to("/desk/")
        page.get_by_role("button", name="Gọi số tiếp").click()
        expect(page.locator("#queue-bar")).to_contain_text("Đang phục vụ B001")
        page.goto("about:blank")  # nothing asks the server on when the test is over
