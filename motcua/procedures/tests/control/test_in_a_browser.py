"""A decree comes: Vân enters it and gives out reviews; Yến reviews, proposes and reckons; the proposal is adopted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from motcua.ledger.work import run_once
from motcua.people.actor import Actor
from motcua.people.models import User
from motcua.procedures.models import Proposal, Review, ReviewPlan
from motcua.procedures.tests.control.conftest import NOW
from tests.browser.axe import violations
from tests.cast import officer
from tests.databases import FreshDatabase
from tests.servers import RunningServer

pytestmark = pytest.mark.browser
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def fresh_database(lang_son: FreshDatabase) -> FreshDatabase:
    """The server of these journeys serves Lạng Sơn."""
    return lang_son


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """It is the morning of 15 July 2026; the browser's own clock goes on."""
    with time_machine.travel(NOW, tick=True):
        yield


class Desk:
    """A screen at which officials log in one after another."""

    def __init__(self, page: Page, url: str, prefix: str = "") -> None:
        self.page, self.url, self.prefix = page, url, prefix
        folder = os.environ.get("MOTCUA_SHOTS", "")
        self.shots = Path(folder) if folder else None

    def sit_down(self, who: Actor) -> None:
        """Log somebody in."""
        self.page.goto("about:blank")
        client = Client()
        client.force_login(User.objects.get(pk=str(who.user_id)), backend=BACKEND)
        name = settings.SESSION_COOKIE_NAME
        self.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.url}])

    def opens(self, path: str, name: str = "") -> None:
        """Open a page, and look at it when it has a name."""
        self.page.goto(f"{self.url}{path}")
        if name:
            self.looks(name)

    def looks(self, name: str) -> None:
        """Check accessibility and width; keep a picture if asked to."""
        if self.shots:
            self.page.screenshot(path=self.shots / f"{self.prefix}{name}.png", full_page=True)
        assert violations(self.page) == [], name
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} scrolls sideways by {wide} px"

    def press(self, name: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def day(self, group: str, text: str) -> None:
        """Fill in the three boxes of a day."""
        boxes = self.page.get_by_role("group", name=group)
        for label, part in zip(("Ngày", "Tháng", "Năm"), text.split("/"), strict=True):
            boxes.get_by_label(label, exact=True).fill(part)


def fill_in_the_decree(desk: Desk) -> None:
    page = desk.page
    page.get_by_label("Số, ký hiệu", exact=True).fill("Nghị định số 200/2026/NĐ-CP")
    page.get_by_label("Trích yếu").fill("Quy định chi tiết một số điều của Luật Xây dựng về cấp phép")
    page.get_by_label("Cơ quan ban hành").fill("Chính phủ")
    desk.day("Ngày ban hành", "10/7/2026")
    desk.day("Có hiệu lực từ", "1/9/2026")
    page.get_by_label("Làm gì, dòng 1").select_option("replaces")
    page.get_by_label("Số, ký hiệu văn bản, dòng 1").fill("NĐ 175/2024")
    page.get_by_label("Làm gì, dòng 2").select_option("amends")
    page.get_by_label("Số, ký hiệu văn bản, dòng 2").fill("Nghị định 118/2025/NĐ-CP")
    page.get_by_label("Điều, khoản, dòng 2").fill("khoản 2 Điều 16")


def enter_the_decree(desk: Desk) -> None:
    desk.opens("/registry/acts/new/", "act-form")
    fill_in_the_decree(desk)
    desk.press("Xem nơi bị ảnh hưởng")
    expect(desk.page.get_by_text("Chưa ghi gì vào sổ")).to_be_visible()
    desk.looks("act-look")
    desk.page.get_by_role("button", name="Ghi vào sổ").click()
    expect(desk.page.get_by_role("heading", name="Nơi bị ảnh hưởng")).to_be_visible()
    desk.looks("act")


def review_it(desk: Desk) -> None:
    page = desk.page
    for criterion in ("Sự cần thiết", "Tính hợp lý", "Tính hợp pháp"):
        page.get_by_label(criterion, exact=True).select_option("met")
    page.get_by_label("Chi phí tuân thủ", exact=True).select_option("not_met")
    page.get_by_label("Nhận xét, bằng chứng").nth(3).fill("Người dân phải nộp bản sao đã có trong dữ liệu.")
    page.get_by_role("button", name="Lưu kết quả").click()
    page.get_by_label("Kiến nghị đơn giản hóa").check()
    page.get_by_label("Nội dung kết luận").fill("Bỏ bản sao giấy tờ đất.")
    desk.press("Kết luận rà soát")
    expect(page.get_by_text("Đã kết luận rà soát.")).to_be_visible()
    desk.looks("review-concluded")


def propose(desk: Desk) -> None:
    page = desk.page
    page.get_by_role("link", name="Soạn phương án").click()
    page.get_by_label("Nội dung đơn giản hóa").fill("Bỏ thành phần bản sao giấy tờ đất: cơ quan tự tra cứu.")
    page.get_by_label("Lý do").fill("Dữ liệu đã có trong cơ sở dữ liệu đất đai.")
    page.get_by_label("Lộ trình thực hiện").fill("Quý IV năm 2026.")
    page.get_by_label("Văn bản, dòng 1").fill("Nghị định 175/2024/NĐ-CP")
    page.get_by_label("Điều, khoản, dòng 1").fill("Điều 53")
    page.get_by_label("Kiến nghị sửa thành, dòng 1").fill("Bãi bỏ điểm b khoản 1.")
    desk.looks("proposal-form")
    page.get_by_role("button", name="Lưu phương án").click()
    expect(page.get_by_role("heading", name="Trước: thủ tục đang áp dụng")).to_be_visible()


def reckon(desk: Desk) -> None:
    page = desk.page
    page.locator("#before-subjects").fill("3.228")
    page.locator("#after-subjects").fill("3.228")
    page.locator("[name='after-hours']").nth(1).fill("0")
    desk.press("Tính thử")
    expect(page.get_by_text("Tỷ lệ cắt giảm")).to_be_visible()
    desk.looks("cost")
    page.get_by_role("button", name="Lưu chi phí").click()
    expect(page.get_by_text("Đã lưu chi phí tuân thủ.")).to_be_visible()
    desk.looks("proposal")


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_new_decree_to_an_adopted_proposal(
    open_page: Callable[..., Page], server: RunningServer, scripts: bool
) -> None:
    run_once(NOW)
    van, yen = officer("van.vpub", NOW), officer("yen.sxd", NOW)
    desk = Desk(open_page(javascript=True), server.url) if scripts else Plain(open_page(javascript=False), server.url)
    page = desk.page
    desk.sit_down(van)
    desk.opens("/registry/acts/", "acts")
    enter_the_decree(desk)
    page.locator("[value='procedure:1.013225']").check()
    desk.press("Giao rà soát các mục đã chọn")
    expect(page.get_by_text("Đã giao 1 việc rà soát.")).to_be_visible()
    review = Review.objects.get()
    desk.sit_down(yen)
    desk.opens("/registry/reviews/", "reviews-of-yen")
    desk.opens(f"/registry/reviews/{review.pk}/", "review")
    review_it(desk)
    propose(desk)
    reckon(desk)
    proposal = Proposal.objects.get()
    desk.sit_down(van)
    desk.opens(f"/registry/proposals/{proposal.pk}/")
    page.get_by_label("Thông qua", exact=True).check()
    page.get_by_label("Số, ký hiệu văn bản", exact=True).fill("QĐ 3000/QĐ-UBND")
    desk.day("Ngày văn bản", "15/7/2026")
    desk.press("Ghi quyết định")
    expect(page.get_by_text("Được thông qua")).to_be_visible()
    desk.looks("proposal-adopted")
    desk.opens("/registry/proposals/", "proposals")
    expect(page.get_by_text("1 phương án")).to_be_visible()
    assert Proposal.objects.get().state == "adopted"


class Plain(Desk):
    """A screen without scripts: the same forms, nothing for axe to run with."""

    def looks(self, name: str) -> None:
        """Look at nothing."""


def test_the_other_pages_on_a_desk_and_on_a_phone(open_page: Callable[..., Page], server: RunningServer) -> None:
    run_once(NOW)
    van = officer("van.vpub", NOW)
    for prefix, size in (("", (1366, 768)), ("phone-", (360, 800))):
        desk = Desk(open_page(*size), server.url, prefix)
        desk.sit_down(van)
        if not ReviewPlan.objects.exists():
            enter_the_decree(desk)
            desk.page.get_by_role("button", name="Giao rà soát tất cả").click()
            desk.opens("/registry/plans/2027/")
            desk.page.get_by_label("Chọn tất cả").check()
            desk.press("Thêm các thủ tục đã chọn vào kế hoạch")
        act, review = "/registry/acts/200-2026-nd-cp/", Review.objects.filter(subject="1.013225").get()
        for name, path in (
            ("acts-missing", "/registry/acts/?pile=missing"), ("act-given-out", act),
            ("act-correction", f"{act}correction/"),
            ("act-missing", "/registry/acts/123-2015-nd-cp/"), ("act-new", "/registry/acts/new/"),
            ("reviews", "/registry/reviews/"), ("review-open", f"/registry/reviews/{review.pk}/"),
            ("review-new", "/registry/reviews/new/"), ("unreviewed", "/registry/reviews/unreviewed/?months=3&all=yes"),
            ("plans", "/registry/plans/"), ("plan", "/registry/plans/2027/"),
            ("plan-lines", "/registry/plans/2027/lines/"),
            ("plan-sheet", "/registry/plans/2027/sheet/"), ("proposal-new", "/registry/proposals/new/"),
            ("proposals-empty", "/registry/proposals/"), ("parameters", "/registry/parameters/"),
            ("parameters-reviews", "/registry/parameters/reviews/"),
            ("parameters-cost", "/registry/parameters/compliance-cost/"),
        ):  # fmt: skip
            desk.opens(path, name)
