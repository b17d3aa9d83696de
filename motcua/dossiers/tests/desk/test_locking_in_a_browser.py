"""Bình locks in the middle of an entry: by keys in Chromium, by the button without scripts; nothing typed is lost."""

from __future__ import annotations

import re

import pytest
import time_machine
from playwright.sync_api import expect

from motcua.dossiers.tests.desk.conftest import MONDAY, Screen, text
from motcua.dossiers.tests.desk.test_desk_in_a_browser import Desk, desk, fresh_database
from motcua.people import locks
from tests.browser.axe import violations
from tests.cast import Cast

__all__ = ["desk", "fresh_database"]
ENTRY = "/desk/new/1.013225/"
PIN = "482913"


@pytest.mark.browser
def test_a_lock_in_the_middle_of_an_entry_loses_no_letter(desk: Desk, cast: Cast) -> None:
    page = desk.page
    locks.set_pin(cast.user(cast.binh), PIN, MONDAY)
    with time_machine.travel(MONDAY, tick=True):
        desk.sit_down(cast.binh, ENTRY)
        page.locator("#id_person_name").fill("Nguyễn Văn Khoa")
        page.locator("#id_person_national_id").fill("020090001234")
        page.locator("#id_person_name").focus()
        other = page.context.new_page()
        other.goto(page.url)
        expect(other.locator("#id_person_name")).to_be_visible()
        page.bring_to_front()
        page.keyboard.press("F12")
        expect(page.get_by_role("heading", name="Máy đang khóa")).to_be_visible()
        expect(page.locator("#id_pin")).to_be_focused()
        assert "020090001234" not in page.content()
        assert page.locator("#id_person_name").count() == 0
        expect(other.get_by_role("heading", name="Máy đang khóa")).to_be_visible()
        assert violations(page) == []
        desk.look("lock")
        late = page.context.new_page()
        late.goto(page.url)  # a tab opened now meets the server's lock
        expect(late).to_have_url(re.compile("/account/lock/"))
        late.close()
        page.keyboard.type("000000")
        page.keyboard.press("Enter")
        expect(page.locator("#pin-error")).to_contain_text("Còn 4 lần")
        page.keyboard.type(PIN)
        page.keyboard.press("Enter")
        expect(page.locator("#id_person_name")).to_have_value("Nguyễn Văn Khoa")
        expect(page.locator("#id_person_national_id")).to_have_value("020090001234")
        expect(page.locator("#id_person_name")).to_be_focused()
        expect(other.locator("#id_person_name")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        expect(page.locator("#keys")).to_contain_text("Quét căn cước để điền người nộp")
        expect(page.locator("#keys")).to_contain_text("F12")
        desk.look("lock-help")


def test_without_scripts_the_button_of_the_entry_takes_the_form_along(cast: Cast, screen: Screen) -> None:
    client = screen(cast.binh)
    page = text(client.get(ENTRY))
    assert 'data-key="F12" form="entry" formaction="/account/lock/"' in page
    assert page.count('data-key="F12"') == 1
    assert page.index('data-key="F9"') < page.index('data-key="F12"'), "Enter in the form must never lock"
    typed = {"person_name": "Nguyễn Văn Khoa", "person_national_id": "020090001234"}
    names = {name: f'name="{name}"' in page for name in typed}
    assert all(names.values()), names
    client.post("/account/lock/", typed, headers={"Referer": f"http://testserver{ENTRY}"})
    assert client.get(ENTRY).headers["Location"].startswith("/account/lock/")
    locks.set_pin(cast.user(cast.binh), PIN, MONDAY)
    assert client.post("/account/lock/end/", {"pin": PIN, "next": ENTRY}).headers["Location"] == ENTRY
    page = text(client.get(ENTRY))
    assert 'value="Nguyễn Văn Khoa"' in page
    assert 'value="020090001234"' in page
