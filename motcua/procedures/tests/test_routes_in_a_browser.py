"""Vân at her screen: rows moved by keyboard with the focus kept, checks as she types, a colleague who was first."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from motcua.procedures import queries, route_drafts
from motcua.procedures.actions.save_route_draft import save_route_draft
from motcua.procedures.tests.test_annex import DECISION, HEAD, STEPS, TITLE, as_csv
from tests.browser.axe import violations
from tests.cast import Cast, officer, on
from tests.databases import FreshDatabase

pytestmark = pytest.mark.browser
MONDAY = on("2026-07-20", "08:05")
HOME = "/registry/routes/"
SCIENCE = f"{HOME}ls-2487-group-1/"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def fresh_database(lang_son: FreshDatabase) -> FreshDatabase:
    """The server of these journeys serves Lạng Sơn."""
    return lang_son


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """It is Monday morning; the browser's own clock goes on."""
    with time_machine.travel(MONDAY, tick=True):
        yield


class Desk:
    """Vân's browser."""

    def __init__(self, page: Page, url: str, cast: Cast) -> None:
        self.page, self.url = page, url
        folder = os.environ.get("MOTCUA_SHOTS", "")
        self.shots = Path(folder) if folder else None
        client = Client()
        client.force_login(cast.user(officer("van.vpub", MONDAY)), backend=BACKEND)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])

    def opens(self, path: str) -> None:
        """Open a page."""
        self.page.goto(f"{self.url}{path}")

    def looks(self, name: str) -> None:
        """Check accessibility and width; keep a picture if asked to."""
        if self.shots:
            self.page.screenshot(path=self.shots / f"routes-{name}.png", full_page=True, caret="initial")
        assert violations(self.page) == [], name
        assert self.too_wide() <= 0, f"{name} scrolls sideways"

    def too_wide(self) -> int:
        """Return by how many pixels the page is wider than the screen."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def focused(self) -> str:
        """Return the id of what has the focus."""
        return str(self.page.evaluate("document.activeElement.id"))

    def order(self) -> list[str]:
        """Return the keys of the rows as they stand on the screen."""
        return list(
            self.page.eval_on_selector_all("[data-route-row] input[name=row]", "all => all.map(one => one.value)")
        )


@pytest.fixture
def van(page: Page, cast: Cast, server: Any) -> Desk:
    """Vân at the office computer, 1366 by 768."""
    return Desk(page, server.url, cast)


def draft() -> route_drafts.Opened:
    found = route_drafts.find_open("ls-2487-group-1")
    assert found is not None
    return found


def test_van_writes_the_next_version_by_keyboard(van: Desk) -> None:
    page = van.page
    van.opens(HOME)
    van.looks("list")
    van.opens(SCIENCE)
    van.looks("route")
    page.get_by_role("button", name="Soạn bản mới").click()
    page.wait_for_url("**/edit/")
    van.looks("edit")

    page.focus("#time-B3")
    with page.expect_response(lambda answer: answer.request.method == "POST" and "check" not in answer.url):
        page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("[data-route-row]").nth(3).locator("input[name=row]")).to_have_value("B3")
    assert van.order() == ["B1", "B2", "B4", "B3", "B5", "B6", "B7", "B8"]
    assert van.focused() == "time-B3", "the field that had the focus still has it"
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("[data-route-row]").nth(2).locator("input[name=row]")).to_have_value("B3")
    assert van.focused() == "time-B3"
    assert [row.key for row in draft().table.rows][:4] == ["B1", "B2", "B3", "B4"]

    page.keyboard.press("Control+A")
    page.keyboard.type("6 ngày")
    expect(page.locator("#checks")).to_contain_text("16,5 ngày")
    expect(page.locator("#checks")).to_contain_text("vượt 1,5 ngày")
    assert van.focused() == "time-B3", "the check does not take the focus"
    page.fill("#name-B4", "")
    expect(page.locator("#wrong-B4")).to_contain_text("Bước B4: chưa ghi trình tự")
    van.looks("edit-wrong")
    page.fill("#name-B4", "Xem xét, trình lãnh đạo Sở")
    page.fill("#time-B3", "4 ngày làm việc")
    expect(page.locator("#wrong-B4")).not_to_contain_text("chưa ghi trình tự")

    page.press("#name-B4", "Alt+Enter")
    expect(page.locator("[data-route-row]")).to_have_count(9)
    assert van.focused().startswith("name-")
    page.keyboard.type("Thẩm tra lần hai")
    new = van.focused().removeprefix("name-")
    page.click(f"#delete-{new}")
    expect(page.locator("[data-route-row]")).to_have_count(8)
    page.keyboard.press("F9")
    expect(page.locator("#save-state")).to_contain_text("Đã lưu lần sửa")
    page.get_by_role("link", name="Chạy thử").click()
    van.looks("trial")
    page.get_by_role("button", name="Chuyển phân công").click()
    page.wait_for_url("**m=forward**")
    van.looks("trial-step")


def test_what_is_typed_is_saved_by_itself_and_a_colleague_is_seen(van: Desk, cast: Cast) -> None:
    page = van.page
    van.opens(SCIENCE)
    page.get_by_role("button", name="Soạn bản mới").click()
    page.wait_for_url("**/edit/")
    page.fill("#time-B3", "4 ngày làm việc")
    page.press("#time-B3", "Tab")
    expect(page.locator("#save-state")).to_contain_text("lần sửa 2", timeout=10_000)
    row = draft().table.row("B3")
    assert row is not None
    assert row.time == "4 ngày làm việc"

    colleague = replace(officer("van.vpub", MONDAY), id=cast.dung.id)
    save_route_draft(replace(draft().table, name="Tên của người khác"), 2, actor=colleague, at=timezone.now())
    page.fill("#time-B3", "3 ngày làm việc")
    page.press("#time-B3", "Tab")
    expect(page.locator("#save-state")).to_contain_text("Thay đổi của bạn chưa được lưu", timeout=10_000)
    van.looks("overtaken")
    page.get_by_role("button", name="Xem hai bên và gộp").click()
    expect(page.get_by_role("heading", name="Hai người cùng sửa")).to_be_visible()
    van.looks("conflict")
    page.get_by_role("button", name="Gộp và lưu").click()
    expect(page.get_by_text("Đã gộp thay đổi của hai người và lưu.")).to_be_visible()
    table = draft().table
    merged = table.row("B3")
    assert merged is not None
    assert (table.name, merged.time) == ("Tên của người khác", "3 ngày làm việc")


def test_an_annex_is_read_confirmed_and_published(van: Desk, tmp_path: Path) -> None:
    page = van.page
    annex = tmp_path / "phu-luc.csv"
    annex.write_text(as_csv([TITLE, DECISION, [], HEAD, *STEPS]), encoding="utf-8-sig")
    van.opens(f"{HOME}import/")
    van.looks("import")
    page.set_input_files("input[type=file]", annex)
    page.get_by_role("button", name="Đọc tệp").click()
    expect(page.get_by_role("heading", name="Xác nhận bảng đọc được")).to_be_visible()
    van.looks("found")
    page.fill("#code", "trung-tam-dmst")
    page.get_by_role("button", name="Tạo bản nháp").click()
    page.wait_for_url("**/trung-tam-dmst/edit/")
    page.get_by_role("button", name="Lưu và ban hành…").click()
    page.wait_for_url("**/publication/")
    van.looks("publication")
    page.get_by_label("Quyết định phê duyệt").fill("QĐ 99/QĐ-UBND")
    for day, label in (("20", "Ngày ký"), ("25", "Có hiệu lực từ"), ("21", "Ngày công khai")):
        group = page.get_by_role("group", name=label)
        for part, value in (("Ngày", day), ("Tháng", "7"), ("Năm", "2026")):
            group.get_by_label(part, exact=True).fill(value)
    page.get_by_role("button", name="Ban hành", exact=False).click()
    page.wait_for_url("**/trung-tam-dmst/")
    published = queries.newest_route("trung-tam-dmst")
    assert published is not None
    assert published.number == 1
    van.looks("published")


def test_the_drawing_is_moved_with_the_viewer_of_bpmn_io_under_the_strict_policy(van: Desk) -> None:
    page = van.page
    van.opens(f"{HOME}building-permit/drawing/")
    expect(page.locator(".djs-container svg").first).to_be_visible()
    expect(page.locator(".bjs-powered-by")).to_be_visible()
    expect(page.locator("[data-drawing]")).to_be_hidden()
    assert page.locator(".djs-element").count() > 20
    van.looks("drawing")
    drawn = page.locator(".djs-container .viewport")
    before = drawn.get_attribute("transform") or ""
    page.get_by_role("button", name="phóng to").click()
    expect(drawn).not_to_have_attribute("transform", before)


def test_without_scripts_everything_is_there(open_page: Callable[..., Page], server: Any, cast: Cast) -> None:
    van = Desk(open_page(javascript=False), server.url, cast)
    page = van.page
    van.opens(f"{SCIENCE}drawing/")
    expect(page.locator("svg.route-svg")).to_be_visible()
    van.opens(SCIENCE)
    page.get_by_role("button", name="Soạn bản mới").click()
    page.locator("#down-B3").click()
    expect(page.locator("[data-route-row]").nth(3).locator("input[name=row]")).to_have_value("B3")
    page.fill("#time-B3", "4 giờ")
    page.get_by_role("button", name="Lưu bản nháp").click()
    row = draft().table.row("B3")
    assert row is not None
    assert row.time == "4 giờ"


@pytest.mark.parametrize("address", ["", "edit/", "trial/", "drawing/", "table/", "sheet/1.014438/"])
def test_on_a_phone(open_page: Callable[..., Page], server: Any, cast: Cast, address: str) -> None:
    van = Desk(open_page(360, 800), server.url, cast)
    van.opens(SCIENCE)
    if address == "edit/":
        van.page.get_by_role("button", name="Soạn bản mới").click()
        van.page.wait_for_url("**/edit/")
    else:
        van.opens(f"{SCIENCE}{address}")
    van.looks(f"phone-{address.strip('/').replace('/', '-') or 'route'}")
    assert van.too_wide() <= 0
    assert van.page.locator("h1").is_visible()
