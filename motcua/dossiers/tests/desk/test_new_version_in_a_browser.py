"""The pages of a newer version can be read and sent on an office computer and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import Page

from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import page_of
from motcua.dossiers.tests.desk.test_desk_in_a_browser import Desk, fresh_database
from motcua.dossiers.tests.test_carrying import CODE, JULY, LODGED, new_version
from tests.attacks.walking import cases, entered, holder, lodgement, walk
from tests.browsers import DESK, PHONE
from tests.cast import Cast, officer

pytestmark = pytest.mark.browser
__all__ = ["fresh_database"]


def permit() -> UUID:
    version, definition, case = next(cases(CODE))
    id_ = entered(lodgement(version, definition, case, "06187"), LODGED)
    walk(id_, until="B3", since=LODGED)
    return id_


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["computer", "phone"])
def test_the_head_looks_and_carries_and_control_counts(
    open_page: Callable[..., Page], cast: Cast, server: Any, size: tuple[int, int]
) -> None:
    id_ = permit()
    desk = Desk(open_page(*size), server.url, cast)
    with time_machine.travel(JULY, tick=True):
        control = officer("van.vpub", JULY)
        desk.sit_down(control, reverse("procedures:registered", args=[CODE]))
        desk.look(f"5-{size[0]}-registered")
        desk.page.get_by_role("link", name="1 hồ sơ đang giải quyết theo bản cũ").click()
        desk.look(f"5-{size[0]}-older")
        desk.sit_down(holder("head", "06187.KT", JULY), page_of(id_))
        desk.page.get_by_role("link", name="Xem nếu chuyển sang bản mới").click()
        desk.page.get_by_text("Tính từng ngày, theo điều nào").click()
        desk.look(f"5-{size[0]}-new-version")
        desk.page.get_by_label("Quy định mới có lợi hơn cho người nộp").check()
        desk.page.get_by_role("combobox", name="Văn bản làm căn cứ").select_option("175/2024/NĐ-CP")
        desk.page.get_by_role("textbox", name="Lý do").fill("Thời hạn mới ngắn hơn")
        desk.page.get_by_role("button", name="Chuyển sang bản mới").click()
        desk.page.get_by_text("Đã chuyển hồ sơ sang bản 2 của thủ tục.").wait_for()
        desk.look(f"5-{size[0]}-carried")
    assert read(id_).now.procedure_version == new_version()
