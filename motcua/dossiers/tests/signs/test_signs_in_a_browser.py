"""A report from a phone without scripts, and the auditor at the desk by keys alone: to the sign, the note, and back."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine
from playwright.sync_api import Page, expect

from motcua.core.refusal import Refused
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.models import Dossier, Report, SignNote
from motcua.dossiers.tests.citizen.test_journey import Journey
from motcua.dossiers.tests.desk.conftest import page_of
from motcua.dossiers.tests.desk.test_desk_in_a_browser import Desk, desk, fresh_database
from motcua.dossiers.tests.stories import LODGED, RECEIVED, lodged, new_key
from motcua.ledger.work import run_once
from tests.cast import Cast, on

pytestmark = pytest.mark.browser
__all__ = ["desk", "fresh_database"]
EVENING, MORNING = on("2026-04-20", "16:46"), on("2026-04-21", "08:00")


def monday(cast: Cast) -> UUID:
    """Let a counter have a bad Monday: a demand off the list, a refusal, nearly all received at a quarter to five."""
    with time_machine.travel(LODGED, tick=False):
        ids, waiting = [lodged(cast) for _n in range(10)], lodged(cast)
    with time_machine.travel(RECEIVED, tick=False):
        with pytest.raises(Refused):
            ask_supplement(
                ids[0], actor=cast.binh, at=RECEIVED, key=new_key(), reasons={"household_book": "Sổ hộ khẩu"}
            )
        refuse(ids[0], actor=cast.binh, at=RECEIVED, key=new_key(), ground="papers_incomplete", reason="Thiếu giấy.")
    for n, id_ in enumerate(ids[1:]):
        at = EVENING + timedelta(minutes=n)
        with time_machine.travel(at, tick=False):
            receive(id_, actor=cast.binh, at=at, key=new_key())
    return waiting


def reports(phone: Page, server: Any, shots: Path | None) -> None:
    """Let An report from her phone that she was asked for more."""
    journey = Journey(phone, server.url, shots)
    code = Dossier.objects.order_by("code")[0].code
    journey.go(f"/t/{code}")
    journey.page.get_by_role("link", name="Báo bị đòi thêm").click()
    journey.look("40-report-door")
    journey.page.get_by_label("4 số cuối").fill("0101")
    journey.page.get_by_role("button", name="Tiếp tục").click()
    journey.look("41-report")
    journey.page.get_by_role("button", name="Gửi phản ánh").click()
    journey.look("42-report-errors")
    journey.choose("Đòi giấy tờ ngoài danh mục")
    journey.page.get_by_label("Kể lại").fill("Sáng thứ Hai ở quầy 2 bảo nộp thêm sổ hộ khẩu.")
    journey.page.get_by_role("button", name="Gửi phản ánh").click()
    journey.page.get_by_text("Đã gửi phản ánh").wait_for()
    journey.look("43-reported")


def test_a_bad_monday_is_reported_seen_answered_and_noted(phone: Page, desk: Desk, cast: Cast, server: Any) -> None:
    waiting = monday(cast)
    shots = Path(os.environ["MOTCUA_SHOTS"]) if os.environ.get("MOTCUA_SHOTS") else None
    with time_machine.travel(MORNING, tick=True):
        reports(phone, server, shots)
        run_once(MORNING)
        desk.sit_down(cast.ha, "/desk/audit/")
        desk.page.get_by_text("Tải bộ hồ sơ thanh tra").click()
        desk.look("50-audit")
        desk.page.goto(f"{server.url}/desk/signs/?by=actor")
        desk.look("51-signs")
        desk.press("j", "Enter")
        desk.page.get_by_role("heading", name="Thanh tra đã ghi").wait_for()
        desk.page.get_by_label("Đã xem, có giải thích").focus()
        desk.press("Space")
        desk.page.get_by_label("Đã xem gì").focus()
        desk.page.keyboard.type("Đã hỏi người nhận.")
        desk.look("52-sign")
        desk.press("F9")
        expect(desk.page.get_by_text("Đã ghi kết luận")).to_be_visible()
        assert SignNote.objects.count() == 1
        desk.press("Escape")
        desk.comes_to("/desk/signs/")
        answers(desk, cast)
        desk.sit_down(cast.binh, page_of(waiting, "supplement-request"))
        desk.page.get_by_label("Giấy tờ khác mà văn bản yêu cầu").fill("Sổ hộ khẩu")
        desk.press("F9")
        expect(desk.page.get_by_text("Chưa ghi số hiệu văn bản").first).to_be_visible()
        desk.look("56-supplement")
        desk.page.get_by_label("Điểm").scroll_into_view_if_needed()
        desk.look("56-supplement-law")
        desk.sit_down(cast.binh, page_of(waiting, "refusal"))
        desk.look("57-refusal")
        for name, path in (("signs", "/desk/signs/"), ("audit", "/desk/audit/"), ("reports", "/desk/extra-demands/")):
            desk.page.set_viewport_size({"width": 360, "height": 800})
            desk.sit_down(cast.ha, path)
            desk.look(f"60-phone-{name}")


def answers(desk: Desk, cast: Cast) -> None:
    """Let Nam, who answers for the ward, answer the citizen and look at the dossier."""
    report = Report.objects.get()
    desk.sit_down(cast.nam, "/desk/extra-demands/")
    desk.look("53-reports")
    desk.press("j", "Enter")
    desk.comes_to(f"/desk/reports/{report.pk}/")
    desk.page.get_by_label("Phản ánh đúng").focus()
    desk.press("Space")
    desk.page.get_by_label("Trả lời người dân").focus()
    desk.page.keyboard.type("Đã nhắc công chức; bạn không phải nộp sổ hộ khẩu.")
    desk.look("54-answer")
    desk.press("F9")
    expect(desk.page.get_by_text("Đã trả lời người dân.")).to_be_visible()
    desk.sit_down(cast.nam, page_of(report.dossier_id))
    expect(desk.page.get_by_role("heading", name="Dấu hiệu và phản ánh")).to_be_visible()
    desk.look("55-dossier")
    desk.sit_down(cast.binh, page_of(Dossier.objects.exclude(state="refused")[0].pk))
    expect(desk.page.get_by_role("heading", name="Dấu hiệu và phản ánh")).not_to_be_visible()
