"""Two paper slips entered by keys alone in Chromium after the power came back: each far below a minute."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import time_machine
from PIL import Image
from playwright.sync_api import expect
from pytest_django import Settings

from motcua.documents import numbers
from motcua.documents.actions.reserve_numbers import reserve_numbers
from motcua.dossiers.models import LateEntry
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.test_desk_in_a_browser import Desk, desk, fresh_database
from tests.cast import Cast, on
from tests.stopwatch import Stopwatch

pytestmark = pytest.mark.browser
__all__ = ["desk", "fresh_database"]
CENTRE = "06187.TTPVHCC"
CARDS = (
    "020090001234||Nguyễn Văn Khoa|05031990|Nam|Khối 5, Kỳ Lừa, Lạng Sơn|12082021",
    "020090005678||Lương Thị Hoa|07041990|Nữ|Khối 2, Kỳ Lừa, Lạng Sơn|12082021",
)
BACK = on("2026-04-20", "11:05")


@pytest.fixture
def photos(tmp_path: Path, settings: Settings) -> list[Path]:
    """Photos of two slips."""
    settings.FILES_ROOT = tmp_path / "files"
    made = []
    for n in range(2):
        made.append(tmp_path / f"phieu-{n + 1}.jpg")
        Image.new("RGB", (300 + n, 420), (200, 210, 215)).save(made[-1], "JPEG")
    return made


def test_a_slip_takes_less_than_a_minute_and_the_next_is_open(desk: Desk, cast: Cast, photos: list[Path]) -> None:
    page = desk.page
    why = {"ground": "power_cut", "reason": "Báo cắt điện", "holder": "Bình"}
    with time_machine.travel(on("2026-04-20", "08:05"), tick=False):
        reserve_numbers(CENTRE, numbers.RECEIPT, 3, actor=cast.lan, at=on("2026-04-20", "08:05"), **why)
    with time_machine.travel(BACK, tick=True):
        desk.sit_down(cast.binh, "/desk/")
        desk.look("late-counter")
        desk.press("b")
        desk.comes_to("/desk/late-entries/new/")
        desk.look("late-choose")
        page.keyboard.type("1.013225")
        desk.press("Enter")
        desk.comes_to("/desk/late-entries/new/1.013225/")
        desk.look("late-slip")
        with Stopwatch(page, "late_entry_first", keys=60, seconds=60) as watch:
            fill(watch, page, "9:10", CARDS[0], photos[0], "Mất điện từ 9 giờ đến 11 giờ")
            desk.look("late-filled")
            watch.press("F9")
            expect(page.locator("main")).to_contain_text("Đã nhập bù phiếu 01/TTPVHCC")
        with Stopwatch(page, "late_entry_next", keys=30, seconds=60) as watch:
            fill(watch, page, "9:40", CARDS[1], photos[1], "")
            watch.press("F9")
            expect(page.locator("main")).to_contain_text("Đã nhập bù phiếu 02/TTPVHCC")
        desk.sit_down(cast.binh, f"/desk/late-entries/?unit={CENTRE}")
        desk.look("late-list")
        id_ = LateEntry.objects.order_by("number")[0].dossier_id
        desk.sit_down(cast.binh, f"/desk/dossiers/{id_}/")
        desk.look("late-dossier")
        desk.sit_down(cast.lan, f"/desk/numbers/slips/?agency={CENTRE}")
        desk.look("late-blank")
    assert [read(row.dossier_id).now.received_at for row in LateEntry.objects.order_by("number")] == [
        on("2026-04-20", "09:10"),
        on("2026-04-20", "09:40"),
    ]


def fill(watch: Stopwatch, page: Any, hour: str, card: str, photo: Path, reason: str) -> None:
    """Copy one slip: the hour, why (once), the photo, the card and the papers."""
    expect(page.locator("#id_late_time")).to_be_focused()
    watch.type(hour)
    if reason:
        page.locator("#id_late_reason").focus()
        watch.keys += 5  # Tab over day and ground
        watch.type(reason)
    watch.press("F3")
    expect(page.locator("#id_late_photo")).to_be_focused()
    watch.keys += 3  # Space, and the photo in the system's window
    page.locator("#id_late_photo").set_input_files(str(photo))
    page.locator("#id_person_name").focus()
    watch.press("F4")
    watch.scan(card)
    expect(page.locator("#id_person_national_id")).to_have_value(card.partition("|")[0])
    watch.press("Space", "Tab", "Space", "Tab", "Space")
    expect(page.locator("#preview")).to_contain_text("Nhà ở riêng lẻ")
    expect(page.locator("[data-counts] tbody tr:visible [data-number]").nth(5)).to_have_text("6")
    watch.press("1", "3", "4", "5", "6")
