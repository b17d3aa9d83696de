"""The express lane and the cashier by keys alone, in Chromium: keys are counted, no script is needed."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page, expect

from motcua.dossiers.actions.receive import receive
from motcua.dossiers.models import Dossier, Till
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import MONDAY
from motcua.dossiers.tests.desk.test_desk_in_a_browser import Desk, desk, fresh_database
from motcua.dossiers.tests.lodging import BIRTH, birth
from motcua.dossiers.tests.stories import RECEIVED, lodged, new_key
from tests.browser.axe import violations
from tests.cast import Cast
from tests.stopwatch import Stopwatch

pytestmark = pytest.mark.browser
__all__ = ["desk", "fresh_database"]
CARD = "020090001234||Nguyễn Văn Khoa|05031990|Nam|Khối 5, Kỳ Lừa, Lạng Sơn|12082021"
ANOTHER = "020185004321||Lý Thị Sáu|1950|Nữ|Mẫu Sơn, Lạng Sơn|01022022"


def test_a_certified_copy_takes_twelve_keys(desk: Desk, cast: Cast) -> None:
    with time_machine.travel(MONDAY, tick=True):
        first_copy(desk, cast)
        desk.look("express-done")
        with Stopwatch(desk.page, "certified_copy", keys=12, seconds=15) as watch:
            watch.scan(ANOTHER)
            watch.type("5")
            watch.press("Enter")
            watch.type("2")
            expect(desk.page.locator(".express-due__sum")).to_have_text("14.000 đ")
            watch.press("F9")
            expect(desk.page.get_by_text("Đã giải quyết xong")).to_be_visible()
            expect(desk.page.get_by_text("2, quyển 01/2026-SCT/BS")).to_be_visible()
    assert Dossier.objects.get(applicant__name="Lý Thị Sáu").fee_paid == 14_000


def first_copy(desk: Desk, cast: Cast) -> None:
    """Let Bình settle the first copy of the day: the name of the paper is typed once, the desk remembers it."""
    desk.sit_down(cast.binh, "/desk/")
    with Stopwatch(desk.page, "certified_copy_first_of_the_day", keys=30, seconds=30) as watch:
        watch.press("F7")
        desk.comes_to("/desk/express/2.000815/")
        desk.look("express")
        watch.scan(CARD)
        expect(desk.page.locator("#id_person_national_id")).to_have_value("020090001234")
        watch.type("Bằng tốt nghiệp")
        watch.press("Enter")
        watch.type("2")
        watch.press("Enter")
        watch.type("3")
        expect(desk.page.locator(".express-due__sum")).to_have_text("12.000 đ")
        desk.look("express-filled")
        watch.press("F9")
        expect(desk.page.get_by_text("1, quyển 01/2026-SCT/BS")).to_be_visible()
    assert read(Dossier.objects.get().pk).now.fee_paid == 12_000


def test_the_cashier_takes_money_and_closes_the_day_by_keys(desk: Desk, cast: Cast) -> None:
    id_ = lodged(cast, birth(answers={**BIRTH, "request.copies": "2"}))
    receive(id_, actor=cast.binh, at=RECEIVED, key=new_key())
    with time_machine.travel(MONDAY, tick=True):
        desk.sit_down(cast.mai, "/desk/cashier/")
        desk.look("cashier")
        with Stopwatch(desk.page, "fee_taken", keys=3, seconds=10) as watch:
            watch.press("F6")
            desk.comes_to(f"/desk/cashier/{id_}/")
            desk.look("collection")
            watch.press("F9")
            desk.comes_to("/desk/cashier/")
            expect(desk.page.get_by_text("AA/26 0000001")).to_be_visible()
        desk.look("cashier-paid")
        with Stopwatch(desk.page, "till_closed", keys=14, seconds=30) as watch:
            watch.press("F10")
            desk.comes_to("/desk/till/")
            watch.press("Tab", "Tab", "Tab", "Tab", "Tab", "Tab")
            watch.type("1")
            watch.press("Tab")
            watch.type("1")
            watch.press("Tab")
            watch.type("0")
            desk.look("till")
            watch.press("F9")
            expect(desk.page.get_by_text("Tiền đếm được không khớp sổ")).to_be_visible()
        desk.look("till-difference")
        desk.page.locator("#id_note_1000").fill("1")
        desk.page.keyboard.press("F9")
        expect(desk.page.get_by_role("heading", name="Sổ quỹ đã chốt")).to_be_visible()
        desk.look("till-sheet")
    assert (Till.objects.get().counted, Till.objects.get().difference) == (16_000, 0)


def test_without_scripts_enter_looks_first_and_the_page_settles(open_page: Any, server: Any, cast: Cast) -> None:
    page: Page = open_page(javascript=False)
    with time_machine.travel(MONDAY, tick=True):
        desk = Desk(page, server.url, cast)
        desk.sit_down(cast.binh, "/desk/express/2.000815/")
        page.locator("#id_person_name").fill(CARD)
        page.keyboard.press("Enter")
        expect(page.locator("#id_person_national_id")).to_have_value("020090001234")
        assert Dossier.objects.count() == 0
        page.locator('[name="document.name"]').fill("Học bạ")
        page.locator('[name="document.pages"]').fill("2")
        page.locator('[name="document.copies"]').fill("3")
        page.get_by_role("button", name="Giải quyết ngay").click()
        expect(page.get_by_text("Đã giải quyết xong")).to_be_visible()
    assert Dossier.objects.get().fee_paid == 12_000


def test_a_narrow_screen_shows_every_page(open_page: Any, server: Any, cast: Cast) -> None:
    page: Page = open_page(width=360, height=800)
    with time_machine.travel(MONDAY, tick=True):
        desk = Desk(page, server.url, cast)
        desk.sit_down(cast.binh, "/desk/express/2.000815/")
        desk.look("express-narrow")
        desk.sit_down(cast.mai, "/desk/cashier/")
        desk.look("cashier-narrow")
        page.goto(f"{server.url}/desk/till/")
        desk.look("till-narrow")
    assert violations(page) == []
