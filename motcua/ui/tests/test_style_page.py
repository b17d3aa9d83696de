"""The living style page in a real browser: accessible, narrow enough, and of use without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from motcua.ui import context
from motcua.ui.context import Banner
from tests.browser.axe import violations
from tests.servers import RunningServer

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _demo(monkeypatch: pytest.MonkeyPatch) -> None:
    banner = Banner("BẢN TRÌNH DIỄN — dữ liệu không có thật", kind="demo", done=120, total=600)
    monkeypatch.setattr(context, "_banner_sources", [lambda request: banner])


@pytest.mark.parametrize("path", ["/ui/", "/ui/?density=desk", "/account/login/", "/nowhere/"])
def test_no_rule_of_accessibility_is_broken(open_page: Callable[..., Page], server: RunningServer, path: str) -> None:
    for width, height in ((1366, 768), (360, 800)):
        page = open_page(width, height)
        page.goto(server.at(path))
        assert violations(page) == []


def test_nothing_scrolls_sideways_at_320_pixels(open_page: Callable[..., Page], server: RunningServer) -> None:
    for path in ("/ui/", "/ui/?density=desk", "/nowhere/"):
        page = open_page(320, 640)
        page.goto(server.at(path))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_errors_take_the_focus_and_lead_to_their_field(page: Page, server: RunningServer) -> None:
    page.goto(server.at("/ui/"))
    page.get_by_role("button", name="Kiểm tra lại").click()
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(page).to_have_title("Lỗi: Trang mẫu giao diện – Motcua")
    summary.get_by_role("link", name="Hãy nhập: Ngày sinh.").click()
    expect(page.get_by_label("Ngày", exact=True)).to_be_focused()
    assert violations(page) == []


def test_the_form_works_without_scripts(plain_page: Page, server: RunningServer) -> None:
    plain_page.goto(server.at("/ui/"))
    plain_page.get_by_role("button", name="Kiểm tra lại").click()
    expect(plain_page.locator(".govuk-error-summary")).to_contain_text("Hãy nhập: Ngày sinh.")


def test_rows_are_walked_and_chosen_by_key(page: Page, server: RunningServer) -> None:
    page.goto(server.at("/ui/?density=desk"))
    for key in ("j", "j", "x"):
        page.keyboard.press(key)
    expect(page.locator("[data-rows] tbody tr").nth(1)).to_be_focused()
    expect(page.locator("[data-batch-count]")).to_have_text("Đã chọn 1")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page).to_have_url(server.at("/ui/?density=desk#000.15.06.H37-260505-0007"))


def test_letters_typed_in_a_field_are_not_keys(page: Page, server: RunningServer) -> None:
    page.goto(server.at("/ui/?density=desk"))
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("jx/")
    expect(page.locator("#q")).to_have_value("jx/")
    expect(page.locator("tr.is-here")).to_have_count(0)


def test_escape_leaves_the_field_first_and_the_help_lists_the_keys(page: Page, server: RunningServer) -> None:
    page.goto(server.at("/ui/?density=desk"))
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).not_to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("F9 Trình dự thảo")
    assert violations(page, within="#keys") == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


PHOTO = """async () => {
  const canvas = document.createElement("canvas");
  canvas.width = 4000; canvas.height = 3000;
  const pen = canvas.getContext("2d");
  const noise = pen.createImageData(4000, 300);
  for (let i = 0; i < noise.data.length; i++) noise.data[i] = (i * 7919) % 251;
  for (let y = 0; y < 3000; y += 300) pen.putImageData(noise, 0, y);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.95));
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const gps = new TextEncoder().encode("Exif\\0\\0GPSLatitude");
  const head = [0xff, 0xe1, 0, gps.length + 2, ...gps];
  const file = new File([bytes.slice(0, 2), new Uint8Array(head), bytes.slice(2)], "giay.jpg", {type: "image/jpeg"});
  const carrier = new DataTransfer();
  carrier.items.add(file);
  const input = document.querySelector("[data-photos]");
  input.files = carrier.files;
  input.dispatchEvent(new Event("change", {bubbles: true}));
  return file.size;
}"""


def test_photos_are_shrunk_gathered_and_lose_their_place(phone: Page, server: RunningServer) -> None:
    phone.goto(server.at("/ui/"))
    assert phone.evaluate(PHOTO) > 500_000
    expect(phone.locator(".photos [role=status]")).to_have_text("Đã chọn 1 trang", timeout=30_000)
    phone.evaluate(PHOTO)
    expect(phone.locator(".photos [role=status]")).to_have_text("Đã chọn 2 trang", timeout=30_000)
    files = phone.evaluate(
        """async () => Promise.all([...document.querySelector("[data-photos]").files].map(async (file) =>
             [file.size, (await file.text()).includes("GPSLatitude")]))"""
    )
    assert len(files) == 2
    assert all(size <= 500_000 and not placed for size, placed in files)
    phone.get_by_role("button", name="Bỏ trang này: Trang 1").click()
    expect(phone.locator(".photos [role=status]")).to_have_text("Đã chọn 1 trang")
