"""The printer is asked by the sheet itself: F9 receives, F9 prints, and nobody reaches for Ctrl and P."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine

from motcua.dossiers.tests.desk.conftest import page_of
from motcua.dossiers.tests.desk.test_desk_in_a_browser import Desk, fresh_database
from motcua.dossiers.tests.stories import received
from tests.cast import Cast, on

pytestmark = pytest.mark.browser
__all__ = ["fresh_database"]
COUNTED = "window.printed = 0; window.print = () => { window.printed += 1; };"


def test_a_sheet_that_is_to_be_printed_asks_for_the_printer_once(open_page: Any, server: Any, cast: Cast) -> None:
    with time_machine.travel(on("2026-04-20", "08:30"), tick=True):
        id_, page = received(cast), open_page()
        page.add_init_script(COUNTED)
        desk = Desk(page, server.url, cast)
        desk.sit_down(cast.binh, page_of(id_, "received"))
        desk.press("F9")
        desk.comes_to("/receipt/")
        page.wait_for_function("window.printed === 1")
        desk.look("receipt-printed")
        page.goto(f"{server.url}/dossiers/{id_}/receipt/")
        page.wait_for_load_state("load")
        assert page.evaluate("window.printed") == 0, "who only looks is not asked for paper"
        page.goto("about:blank")
