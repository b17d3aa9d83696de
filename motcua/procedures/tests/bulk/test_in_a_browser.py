"""Vân takes in a list in a browser: with the bar that moves by itself, and on a phone without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Browser, expect

from motcua.ledger.work import run_once
from motcua.procedures.tests.bulk.test_pages import LIST, NOW
from motcua.procedures.tests.control.test_in_a_browser import Desk
from tests.cast import officer
from tests.databases import FreshDatabase
from tests.servers import RunningServer

pytestmark = pytest.mark.browser
SIZES = {"desk": {"width": 1366, "height": 768}, "phone": {"width": 360, "height": 800}}


@pytest.fixture
def fresh_database(lang_son: FreshDatabase) -> FreshDatabase:
    """The server of these journeys serves Lạng Sơn."""
    return lang_son


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """It is the morning of 15 July 2026; the browser's own clock goes on."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.mark.parametrize("size", SIZES)
def test_a_list_is_taken_in(server: RunningServer, browser: Browser, tmp_path: Path, size: str) -> None:
    context = browser.new_context(viewport=SIZES[size], java_script_enabled=True, locale="vi-VN")  # type: ignore[arg-type]
    desk = Desk(context.new_page(), server.url, f"import-{size}-")
    file = tmp_path / "danh mục.csv"
    file.write_bytes(LIST)
    run_once(NOW)
    desk.sit_down(officer("van.vpub", NOW))
    desk.opens("/registry/imports/", "file")
    desk.page.get_by_label("Tệp danh sách").set_input_files(file)
    desk.press("Kiểm tra tệp")
    expect(desk.page.get_by_role("progressbar")).to_be_visible()
    desk.looks("working")
    run_once(NOW)
    expect(desk.page.get_by_role("button", name="Ghi 1 dòng vào sổ")).to_be_visible(timeout=15_000)
    expect(desk.page.get_by_text("được đọc là 1.000650")).to_be_visible()
    desk.looks("report")
    desk.press("Ghi 1 dòng vào sổ")
    run_once(NOW)
    expect(desk.page.get_by_text("1 bản nháp, tất cả trong một lần")).to_be_visible(timeout=15_000)
    desk.looks("written")
    context.close()
