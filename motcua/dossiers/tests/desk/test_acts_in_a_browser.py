"""Every act of the desk has a page that can be read, reached by keys and sent, on an office computer and on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
import time_machine
from playwright.sync_api import Page

from motcua.dossiers.actions.suspend import suspend
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.models import Applicant
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import page_of
from motcua.dossiers.tests.desk.test_desk_in_a_browser import Desk, fresh_database
from motcua.dossiers.tests.desk.test_money import single
from motcua.dossiers.tests.lodging import BIRTH, birth
from motcua.dossiers.tests.stories import RECEIVED, lodged, new_key, received, walk
from motcua.people.actor import Actor
from tests.browsers import DESK, PHONE
from tests.cast import Cast, officer, on

pytestmark = pytest.mark.browser
__all__ = ["fresh_database"]
NOW = on("2026-04-20", "09:30")
COPIES = {**BIRTH, "request.copies": "2"}


@dataclass(frozen=True)
class Place:
    """An act's page, whose it is, the button that sends it, and what is in its first field before."""

    name: str
    id: UUID
    noun: str
    who: Actor
    button: str


def places(cast: Cast) -> Iterator[Place]:
    """Yield every act that the long journey of the desk does not pass, each on a dossier that is ready for it."""
    from motcua.dossiers.actions.receive import receive

    at_step, waiting, still = received(cast), lodged(cast), received(cast)
    suspend(still, actor=cast.chi, at=on("2026-04-20", "08:30"), key=new_key(), ground="posting", paper="45/UBND")
    owing = lodged(cast, birth(answers=COPIES))
    receive(owing, actor=cast.binh, at=RECEIVED, key=new_key())
    ready = lodged(cast, birth(answers=COPIES))
    receive(ready, actor=cast.binh, at=RECEIVED, key=new_key())
    walk(ready, cast, until="return")
    yield Place("suspension", at_step, "suspension", cast.chi, "Tạm dừng tính thời hạn")
    yield Place("refusal", at_step, "refusal", cast.chi, "Từ chối hồ sơ")
    yield Place("refusal-counter", waiting, "refusal", cast.binh, "Từ chối hồ sơ")
    yield Place("apology", at_step, "apology", cast.nam, "Gửi xin lỗi, hẹn lại")
    yield Place("assignment", at_step, "assignment", cast.dung, "Giao bước này")
    yield Place("resumption", still, "resumption", cast.chi, "Tính tiếp thời hạn")
    yield Place("payment", owing, "payment", cast.mai, "Ghi nhận đã thu")
    yield Place("return-owing", ready, "return", cast.binh, "Ghi nhận đã thu, rồi trả kết quả")
    unpublished = single(cast)
    walk(unpublished, cast, until="return", since=RECEIVED)
    yield Place("payment-unpublished", unpublished, "payment", cast.mai, "Ghi nhận đã thu")
    yield Place("return-unpublished", unpublished, "return", cast.binh, "Trả kết quả")
    yield Place("stop-notice", at_step, "stop-notice", cast.binh, "Dừng giải quyết")
    yield Place("withdrawal", waiting, "withdrawal", cast.binh, "Ghi nhận người nộp rút")
    yield Place("annulment", at_step, "annulment", cast.binh, "Hủy tiếp nhận")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["computer", "phone"])
def test_each_act_has_a_page_to_read_and_send(
    open_page: Callable[..., Page], cast: Cast, server: Any, size: tuple[int, int]
) -> None:
    desk = Desk(open_page(*size), server.url, cast)
    with time_machine.travel(NOW, tick=True):
        for place in places(cast):
            before = read(place.id).now.seq
            desk.sit_down(place.who, page_of(place.id, place.noun))
            assert desk.page.url.endswith(f"/{place.noun}/"), f"{place.name}: the page did not open"
            desk.look(f"4-{size[0]}-{place.name}")
            walked = keys_to(desk.page, place.button)
            assert walked, f"{place.name}: Tab does not come to its button"
            assert read(place.id).now.seq == before, f"{place.name}: looking changed something"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["computer", "phone"])
def test_erasing_asks_shows_and_only_then_does(
    open_page: Callable[..., Page], cast: Cast, server: Any, size: tuple[int, int]
) -> None:
    id_ = lodged(cast)
    withdraw(id_, actor=cast.an, at=RECEIVED, key=new_key())
    desk = Desk(open_page(*size), server.url, cast)
    with time_machine.travel(NOW, tick=True):
        desk.sit_down(officer("quantri", NOW), "/desk/erasures/")
        desk.look(f"4-{size[0]}-erasures")
        desk.page.get_by_label("Mã hồ sơ").fill(read(id_).now.code)
        desk.page.get_by_label("Yêu cầu bằng văn bản của chủ thể dữ liệu").check()
        desk.page.get_by_label("Số văn bản làm căn cứ").fill("12/ĐYC")
        desk.page.get_by_role("button", name="Xem những gì sẽ xóa").click()
        desk.page.get_by_text("Xóa rồi không lấy lại được").wait_for()
        desk.look(f"4-{size[0]}-erasures-asked")
        assert Applicant.objects.get(pk=id_).phone
        desk.page.get_by_role("button", name="Xóa dữ liệu cá nhân").click()
        desk.page.get_by_text("Đã xóa dữ liệu cá nhân của hồ sơ").wait_for()
    assert not Applicant.objects.get(pk=id_).phone


def keys_to(page: Page, button: str) -> list[str]:
    """Return what Tab stops at from the first field on until the button that sends the form; none if it never comes."""
    stops: list[str] = []
    page.evaluate(
        "document.querySelector('main form :is(input:not([type=hidden]), textarea, select, button)')?.focus()"
    )
    for _ in range(40):
        said = page.evaluate(
            "(() => { const it = document.activeElement;"
            " return it.tagName === 'BUTTON' ? 'button ' + it.innerText.trim() : (it.name || it.tagName) })()"
        )
        stops.append(said)
        if said.startswith("button") and button in said:
            return stops
        page.keyboard.press("Tab")
    return []
