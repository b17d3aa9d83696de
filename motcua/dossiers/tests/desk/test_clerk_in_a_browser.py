"""Lan's list on a telephone, in Chromium."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page, expect

from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.test_clerk import SIGNED, signed
from motcua.dossiers.tests.desk.test_desk_in_a_browser import Desk, fresh_database
from tests.cast import Cast

pytestmark = pytest.mark.browser
__all__ = ["fresh_database"]


def test_lan_sees_the_code_and_ticks_on_a_telephone(open_page: Any, server: Any, cast: Cast) -> None:
    page: Page = open_page(width=360, height=800)
    with time_machine.travel(SIGNED, tick=True):
        [id_] = signed(cast)
        desk = Desk(page, server.url, cast)
        desk.sit_down(cast.lan, "/desk/issuing/")
        code = page.get_by_role("link", name=read(id_).now.code)
        box = code.bounding_box()
        assert box is not None
        assert box["width"] > 100, "the code is what stands on the paper before her"
        page.get_by_role("checkbox").check(timeout=3000)
        desk.look("phone-clerk")
        expect(page.get_by_role("checkbox")).to_be_checked()
        page.goto("about:blank")
