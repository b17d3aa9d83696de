"""The calculator on a 360-pixel phone, with and without scripts, checked by axe."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.databases import FreshDatabase
from tests.servers import RunningServer

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("MOTCUA_PICTURES", "")


@pytest.fixture
def fresh_database(lang_son: FreshDatabase) -> FreshDatabase:
    """The server of this story serves Lạng Sơn."""
    return lang_son


@pytest.mark.parametrize("scripts", [False, True])
def test_an_works_out_a_date_on_a_phone(open_page: Callable[..., Page], server: RunningServer, scripts: bool) -> None:
    page = open_page(360, 800, javascript=scripts)
    page.goto(server.at("/due-date/"))
    page.get_by_label("Thời hạn khác").fill("3 ngày làm việc")
    for label, value in (("Ngày", "29"), ("Tháng", "4"), ("Năm", "2026")):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Giờ nhận hồ sơ").fill("15h30")
    page.get_by_role("button", name="Tính ngày hẹn trả").click()
    expect(page.get_by_role("heading", name="Hẹn trả: 17:00 Thứ Tư 06/05/2026")).to_be_visible()
    page.get_by_text("Xem từng ngày và điều luật").click()
    expect(page.get_by_text("Thứ Sáu 01/05/2026: nghỉ lễ")).to_be_visible()
    if scripts:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"due-date-{scripts}.png", full_page=True)


def test_mistakes_take_the_focus(open_page: Callable[..., Page], server: RunningServer) -> None:
    page = open_page(360, 800)
    page.goto(server.at("/due-date/?procedure=1.001193"))
    assert violations(page) == []
    expect(page.get_by_label("Thủ tục")).to_have_value("1.001193/on_time")
    page.get_by_label("Năm", exact=True).fill("2031")
    page.get_by_role("button", name="Tính ngày hẹn trả").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("chỉ có từ 01/01/2024 đến 31/12/2027")
    assert violations(page) == []
