"""An reads a procedure on a phone of 360 pixels without scripts: finds, answers, sees where to go, prints, shares."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browsers import PHONE
from tests.cast import on
from tests.databases import FreshDatabase

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("MOTCUA_SHOTS", "")
MOST_BYTES = 100_000  # of a first load on a slow network (users.md)


@pytest.fixture
def fresh_database(lang_son: FreshDatabase) -> FreshDatabase:
    """The server of these journeys serves Lạng Sơn."""
    return lang_son


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """It is Monday morning; the browser's own clock goes on."""
    with time_machine.travel(on("2026-07-20", "08:05"), tick=True):
        yield


def fits(page: Page, name: str) -> None:
    """See that nothing hangs over the side; keep a picture if asked to."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"page-{name}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, name


def test_an_finds_and_reads_it_with_scripts_off(open_page: Callable[..., Page], server: Any) -> None:
    page = open_page(*PHONE, javascript=False)
    page.goto(server.url)
    page.get_by_label("Bạn muốn làm thủ tục gì?").fill("giaays khai sih")
    page.get_by_role("button", name="Tìm thủ tục").click()
    fits(page, "search")
    page.get_by_role("link", name="Đăng ký khai sinh", exact=True).click()
    for question in ("Bạn nhận được", "Bao lâu", "Bao nhiêu tiền", "Ở đâu", "Nộp bằng cách nào"):
        expect(page.get_by_text(question, exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Chép đường dẫn")).to_be_hidden()
    fits(page, "read")

    page.get_by_label("Trực tiếp tại quầy").check()
    page.get_by_label("Trẻ thuộc trường hợp nào?").select_option("abandoned")
    page.get_by_role("button", name="Xem giấy tờ của tôi").click()
    expect(page.get_by_text("Biên bản về việc trẻ bị bỏ rơi").first).to_be_visible()

    page.get_by_label("Bạn ở xã, phường nào?").fill("hong phong")
    page.get_by_role("button", name="Tìm nơi nộp").click()
    page.locator("#where ~ div").get_by_role("link", name="Xã Đồng Đăng").click()
    expect(page.get_by_text("Trung tâm Phục vụ hành chính công xã Đồng Đăng").first).to_be_visible()
    assert "child=abandoned" in page.url
    fits(page, "place")

    page.get_by_text("Chia sẻ, niêm yết").click()
    share = page.get_by_label("Đường dẫn ngắn").input_value()
    assert "/p/1.001193?" in share
    assert "place=06184" in share
    expect(page.get_by_role("img", name="Mã QR dẫn đến trang này")).to_be_visible()
    fits(page, "share")

    page.get_by_role("link", name="In danh sách giấy tờ").click()
    expect(page.get_by_role("heading", name="Đăng ký khai sinh")).to_be_visible()
    fits(page, "checklist")


def test_every_state_of_it_can_be_read_by_everybody(phone: Page, server: Any) -> None:
    told: list[str] = []
    phone.on("console", lambda message: told.append(message.text))
    for path in (
        "/",
        "/procedures/1.001193/",
        "/procedures/1.014438/?channel=direct",
        "/procedures/1.115719/?owner=person&transfer=sale&highland=no&near=hong+phong",
        "/procedures/1.001193/checklist/?place=06184",
        "/open-data/",
    ):
        phone.goto(f"{server.url}{path}")
        phone.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert violations(phone) == [], path
        fits(phone, path.strip("/").replace("/", "-").split("?")[0] or "home")
    # The block of data for search engines is not script: the policy of content has nothing to say about it.
    assert [text for text in told if "Security" in text or "Refused" in text] == []


def test_the_address_is_copied_with_one_press(phone: Page, server: Any) -> None:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.goto(f"{server.url}/procedures/1.001193/")
    phone.get_by_text("Chia sẻ, niêm yết").click()
    phone.get_by_role("button", name="Chép đường dẫn").click()
    expect(phone.get_by_text("Đã chép")).to_be_visible()
    assert phone.evaluate("navigator.clipboard.readText()").endswith("/p/1.001193")


def test_it_is_light_enough_for_a_slow_network(phone: Page, server: Any) -> None:
    weights: list[int] = []
    phone.on("response", lambda answer: weights.append(len(gzip.compress(answer.body())) if answer.ok else 0))
    phone.goto(f"{server.url}/procedures/1.115719/", wait_until="networkidle")
    html = phone.request.get(f"{server.url}/procedures/1.115719/", headers={"Accept-Encoding": "gzip"})
    assert html.headers["content-encoding"] == "gzip"
    assert int(html.headers["content-length"]) < 15_000
    # Files are sent small by an installation (whitenoise), which this server does not do.
    assert len(weights) > 3
    assert sum(weights) < MOST_BYTES / 2
