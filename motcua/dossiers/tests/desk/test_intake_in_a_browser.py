"""A building permit received by keys alone in Chromium: card scanned, five papers, twelve scans, receipt on screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import time_machine
from PIL import Image
from playwright.sync_api import expect

from motcua.dossiers.models import Dossier, Paper
from motcua.dossiers.tests.desk.conftest import MONDAY
from motcua.dossiers.tests.desk.test_desk_in_a_browser import Desk, desk, fresh_database
from tests.cast import Cast
from tests.stopwatch import Stopwatch

pytestmark = pytest.mark.browser
__all__ = ["desk", "fresh_database"]
CARD = "020090001234||Nguyễn Văn Khoa|05031990|Nam|Khối 5, Kỳ Lừa, Lạng Sơn|12082021"
PAPERS = {"1": 2, "3": 2, "4": 3, "5": 3, "6": 2}


@pytest.fixture
def scans(tmp_path: Path) -> list[Path]:
    """Twelve scanned pages as a scanner's folder holds them."""
    made = []
    for n in range(sum(PAPERS.values())):
        made.append(tmp_path / f"quet-{n + 1:02}.jpg")
        Image.new("RGB", (300 + n, 420), (200 - n * 9, 210, 215)).save(made[-1], "JPEG")
    return made


def test_five_papers_and_twelve_scans_take_forty_keys(desk: Desk, cast: Cast, scans: list[Path]) -> None:
    page = desk.page
    with time_machine.travel(MONDAY, tick=True):
        desk.sit_down(cast.binh, "/desk/")
        with Stopwatch(page, "new_dossier_five_papers", keys=40, seconds=180) as watch:
            watch.press("F2")
            desk.comes_to("/desk/new/")
            watch.type("1.013225")
            watch.press("Enter")
            desk.comes_to("/desk/new/1.013225/")
            watch.scan(CARD)
            expect(page.locator("#id_person_national_id")).to_have_value("020090001234")
            watch.press("Space", "Tab", "Space", "Tab", "Space")  # a house, of a person, beside another one
            expect(page.locator("#preview")).to_contain_text("Nhà ở riêng lẻ")
            expect(page.locator("[data-counts] tbody tr:visible [data-number]").nth(5)).to_have_text("6")
            watch.press(*PAPERS)
            choose(watch, page, scans)
            expect(page.locator("#pile")).to_contain_text("12 tệp, 12 trang")
            desk.look("intake-pile")
            expect(page.locator("[data-pile] select").first).to_be_focused()
            for key, number in PAPERS.items():
                watch.press(*[key] * number)
            expect(page.locator("[data-left]")).to_be_hidden()
            desk.look("intake-filled")
            watch.press("F9")
            expect(page.get_by_role("heading", name="Đã tiếp nhận")).to_be_visible()
            desk.look("intake-received")
            watch.press("F9")
            expect(page.locator("main")).to_contain_text("Nguyễn Văn Khoa")
    dossier = Dossier.objects.get()
    papers = {paper.component: paper for paper in Paper.objects.filter(dossier=dossier)}
    given = [paper for paper in papers.values() if paper.originals]
    assert [paper.originals for paper in given] == [1] * len(PAPERS)
    assert sum(len(paper.files) for paper in given) == len(scans)
    assert len(papers["floor_plans"].files) == PAPERS["4"]


def choose(watch: Stopwatch, page: Any, scans: list[Path]) -> None:
    """Press F7, and Space where F7 alone opens no window; take all files of the scanner's folder: two keys more."""
    opened: list[Any] = []
    page.on("filechooser", lambda window: opened.append(window))
    watch.press("F7")
    expect(page.locator("#scans")).to_be_focused()
    page.wait_for_timeout(300)
    if not opened:
        with page.expect_file_chooser():
            watch.press("Space")
    watch.keys += 2
    opened[0].set_files([str(scan) for scan in scans])
