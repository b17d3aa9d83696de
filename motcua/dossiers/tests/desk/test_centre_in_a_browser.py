"""The director's page and the pages of PIN and lock, on the screen of a desk and on a phone."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from playwright.sync_api import expect

from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.desk.conftest import MONDAY
from motcua.dossiers.tests.desk.test_desk_in_a_browser import Desk, desk, fresh_database
from motcua.dossiers.tests.stories import lodged, received
from motcua.people.actions import assign_post
from motcua.people.actor import system
from motcua.queueing.actions.take import take
from tests.cast import Cast, officer

pytestmark = pytest.mark.browser
__all__ = ["desk", "fresh_database"]
HALL = "06187.TTPVHCC"


def test_the_director_opens_the_first_thing_with_one_key(desk: Desk, cast: Cast) -> None:
    page, thu = desk.page, officer("thu.kylua", MONDAY)
    user, boss = cast.user(thu), system("load")
    day = MONDAY.date()
    assign_post(user=user.pk, unit=HALL, role="administrator", valid_from=day, actor=boss, at=MONDAY)
    id_ = received(cast)
    due = Dossier.objects.get(pk=id_).due_at
    assert due is not None
    late = due + timedelta(hours=1)
    lodged(cast)
    take(HALL, "A", actor=cast.binh, at=late - timedelta(minutes=40), key=str(uuid4()))
    with time_machine.travel(late, tick=True):
        desk.sit_down(thu, "/desk/centre/")
        desk.look("centre")
        page.keyboard.press("1")
        expect(page.get_by_role("heading", name="Hồ sơ đã trễ (1)")).to_be_visible()
        expect(page.locator("main")).to_contain_text(Dossier.objects.get(pk=id_).code)
        page.set_viewport_size({"width": 360, "height": 800})
        desk.look("centre-phone")
        for name, address in (("pin", "/account/seat/"), ("seats", f"/units/{HALL}/seats/")):
            for width, height, end in ((1366, 768, ""), (360, 800, "-phone")):
                page.set_viewport_size({"width": width, "height": height})
                page.goto(f"{desk.url}{address}")
                desk.look(f"{name}{end}")
        page.get_by_role("button", name="Khóa máy").click()
        expect(page.get_by_role("heading", name="Máy đang khóa")).to_be_visible()
        desk.look("lock-phone")
        page.reload()
        expect(page.get_by_role("heading", name="Máy đang khóa")).to_be_visible()
        desk.look("lock-page-phone")
