"""11:30: Bình hands 14 folders over and Chi confirms them, by keys alone, in Chromium; on a phone nothing is cut."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page

from motcua.dossiers import custody
from motcua.dossiers.models import Folder, HandOver
from motcua.dossiers.tests.custody.test_hand_over import NOON, entered
from motcua.dossiers.tests.custody.test_originals import AFTERNOON, ready
from motcua.dossiers.tests.desk.conftest import page_of
from motcua.dossiers.tests.desk.test_desk_in_a_browser import Desk, fresh_database
from tests.cast import Cast
from tests.stopwatch import Stopwatch

pytestmark = pytest.mark.browser
__all__ = ["fresh_database"]
FOLDERS = 14


def test_fourteen_folders_change_hands(page: Page, server: Any, cast: Cast) -> None:
    desk = Desk(page, server.url, cast)
    with time_machine.travel(NOON, tick=True):
        ids = entered(cast, FOLDERS)
        desk.sit_down(cast.binh, "/desk/hand-overs/")
        desk.look("handovers")
        with Stopwatch(page, "hand_over_14_folders", keys=4, seconds=20) as keys:
            keys.press("F9")
            page.wait_for_url(lambda url: "/desk/hand-overs/" in url and not url.endswith("/desk/hand-overs/"))
            keys.press("F9")
            page.wait_for_url("**/sheet/")
        desk.look("handover-print")
        assert page.get_by_text("NGƯỜI NHẬN").is_visible()
        sheet = HandOver.objects.get()
        assert sheet.size == FOLDERS
        desk.sit_down(cast.chi, "/desk/hand-overs/")
        with Stopwatch(page, "confirm_14_folders", keys=4, seconds=20) as keys:
            keys.press("F7")
            page.wait_for_url(f"**/{sheet.pk}/")
            desk.look("handover")
            keys.press("F9")
            page.wait_for_url("**/desk/hand-overs/")
        assert set(Folder.objects.values_list("holder", flat=True)) == {cast.chi.id}
        desk.sit_down(cast.binh, f"/desk/dossiers/{ids[0]}/originals/")
        desk.look("originals")
        page.goto("about:blank")


def test_the_pages_fit_a_telephone(open_page: Any, server: Any, cast: Cast) -> None:
    page: Page = open_page(width=360, height=800)
    with time_machine.travel(NOON, tick=True):
        (id_,) = entered(cast)
        desk = Desk(page, server.url, cast)
        for name, path in (
            ("phone-handovers", "/desk/hand-overs/"),
            ("phone-originals", f"/desk/dossiers/{id_}/originals/"),
            ("phone-owed", "/desk/originals/"),
        ):
            desk.sit_down(cast.binh, path)
            desk.look(name)
        page.goto("about:blank")


def test_result_and_original_go_to_who_may_collect_by_keys(page: Page, server: Any, cast: Cast) -> None:
    desk = Desk(page, server.url, cast)
    with time_machine.travel(AFTERNOON, tick=True):
        id_ = ready(cast)
        desk.sit_down(cast.binh, page_of(id_, "return"))
        desk.look("return-originals")
        desk.press("F9")
        page.wait_for_url(f"**{page_of(id_)}")
        assert custody.custody_of(id_).held == {}
        page.get_by_text("Giấy gốc đang ở đâu").scroll_into_view_if_needed()
        desk.look("dossier-originals")
        page.goto("about:blank")
