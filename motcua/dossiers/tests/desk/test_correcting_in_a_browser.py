"""A wrong name mended by keys alone, in Chromium: the keys are counted up to the new receipt on the screen."""

from __future__ import annotations

import pytest
import time_machine
from playwright.sync_api import expect

from motcua.dossiers.models import Applicant
from motcua.dossiers.tests.desk.conftest import MONDAY, page_of
from motcua.dossiers.tests.desk.test_desk_in_a_browser import Desk, desk, fresh_database
from motcua.dossiers.tests.stories import received
from tests.cast import Cast
from tests.stopwatch import Stopwatch

pytestmark = pytest.mark.browser
__all__ = ["desk", "fresh_database"]


def test_a_wrong_name_takes_ten_keys_to_the_new_receipt(desk: Desk, cast: Cast) -> None:
    id_ = received(cast)
    with time_machine.travel(MONDAY, tick=True):
        desk.sit_down(cast.binh, page_of(id_))
        with Stopwatch(desk.page, "name_corrected", keys=10, seconds=20) as watch:
            watch.press("F3")
            desk.comes_to(page_of(id_, "correction"))
            watch.press("End", "Backspace", "Backspace")
            watch.type("Ân")
            watch.press("F9")
            expect(desk.page.get_by_text("Cấp lại lần 1").first).to_be_visible()
        desk.page.goto(f"{desk.page.url.split('/desk/')[0].split('/dossiers/')[0]}{page_of(id_)}")
        expect(desk.page.get_by_text("Đã sửa sau tiếp nhận")).to_be_visible()
        desk.look("corrected")
        desk.page.keyboard.press("F3")
        desk.comes_to(page_of(id_, "correction"))
        desk.look("correction")
    assert Applicant.objects.get(pk=id_).name == "Hoàng Thị Ân"
