"""New routes, trials, files in and out, paper and drawings: what stands around the editor of routes."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from openpyxl import Workbook

from motcua.core.process import bpmn_reading
from motcua.core.process.table import from_route
from motcua.core.refusal import Refused
from motcua.ledger import read as ledger
from motcua.procedures import queries, route_drafts
from motcua.procedures.actions.drop_route_draft import drop_route_draft
from motcua.procedures.actions.save_route_draft import save_route_draft
from motcua.procedures.actions.start_route_draft import start_route_draft
from motcua.procedures.models import RouteDraft
from motcua.procedures.tests.route_desk import (
    HOME,
    MONDAY,
    SCIENCE,
    draft,
    editing,
    fields,
    page,
    start,
    upload,
)
from motcua.procedures.tests.test_annex import DECISION, HEAD, STEPS, TITLE, as_csv
from motcua.procedures.web.officer.routes import skeleton
from tests.cast import Cast


def test_a_new_route_begins_with_the_usual_rows_or_another_route(van: Client) -> None:
    given = {"name": "Cấp thẻ", "code": "cap-the", "copy_of": ""}
    assert van.post(f"{HOME}new/", given)["Location"] == f"{HOME}cap-the/edit/"
    assert [row.code for row in draft("cap-the").table.rows] == ["B1", "B2", "B3", "B4", "B5"]
    edited = page(van, f"{HOME}cap-the/edit/")
    assert "Bước B2: chưa ghi thời gian" in edited
    assert van.get(f"{HOME}cap-the/").status_code == 200
    assert "Cấp thẻ" in page(van, HOME)
    copied = {"name": "Cấp lại thẻ", "code": "cap-lai-the", "copy_of": "social-pension"}
    van.post(f"{HOME}new/", copied)
    assert len(draft("cap-lai-the").table.rows) == 7
    for code, why in (
        ("new", "chưa đúng"),
        ("Cấp thẻ", "chưa đúng"),
        ("cap-the", "đã có bản nháp"),
        ("social-pension", "Đã có quy trình"),
    ):
        answer = van.post(f"{HOME}new/", {**given, "code": code})
        assert answer.status_code == 400, code
        assert why in answer.content.decode(), code
    assert van.post(f"{HOME}cap-the/edit/", {"act": "drop", "revision": "1"})["Location"] == HOME


def test_trying_a_route_with_a_dossier_that_does_not_exist(van: Client) -> None:
    entries = RouteDraft.objects.count()
    given = "case=1.014438/new&day=20/07/2026&time=08:00&waiting=5+ngày+làm+việc"
    told = page(van, f"{SCIENCE}trial/?{given}")
    assert "Đường chính" in told
    assert told.count("Một lần trả lại ở") == 4
    assert "hết giờ" in told.lower()
    answer = van.get(f"{SCIENCE}trial/?{given}&leave=forward")
    assert answer.status_code == 302
    assert answer["Location"].endswith("m=forward")
    at_two = page(van, answer["Location"])
    assert "Bước B2 kết thúc bằng" in at_two
    assert "Trả lại bộ phận tiếp nhận" in at_two
    answer = van.get(f"{answer['Location']}&leave=back&left_day=22/07/2026&left_time=09:30")
    assert "m=back%4022%2F07%2F2026+09%3A30" in answer["Location"]
    sent = page(van, answer["Location"])
    assert "Bước B1 kết thúc bằng" in sent
    assert "09:30 22/07/2026" in sent
    for wrong, why in (
        ("m=fly", "không có lối ra đó"),
        ("m=forward@31/02/2026 09:00", "chưa đúng"),
        ("m=forward@20/07/2020 09:00", "không thể xong trước"),
    ):
        assert why in page(van, f"{SCIENCE}trial/?{given}&{wrong}"), wrong
    assert "không phải ngày" in page(van, f"{SCIENCE}trial/?day=x").lower() or "Ngày chưa đúng" in page(
        van, f"{SCIENCE}trial/?day=x"
    )
    assert "ngoài" in page(van, f"{SCIENCE}trial/?{given.replace('2026', '2050')}").lower()
    assert RouteDraft.objects.count() == entries


def test_the_whole_main_way_ends_in_time(van: Client) -> None:
    given = "case=1.014438/new&day=20/07/2026&time=08:00&waiting=5+ngày+làm+việc"
    moves = "&".join(f"m={move}" for move in ["forward"] * 6 + ["approve", "returned"])
    told = page(van, f"{SCIENCE}trial/?{given}&{moves}")
    assert "Đã trả kết quả." in told


def test_a_case_of_ones_own_and_a_draft_can_be_tried(van: Client) -> None:
    start(van)
    told = page(van, f"{SCIENCE}trial/?version=draft&case=own&term=3+ngày&day=20/07/2026&time=08:00&waiting=1+ngày")
    assert "B3 Thẩm định" in told, "three days are over while the step of four and a half runs"
    assert "quá hạn" in told
    assert "Không đọc được thời hạn" in page(van, f"{SCIENCE}trial/?version=draft&case=own&term=soon")
    van.post(f"{SCIENCE}edit/", {**editing(van), "time.B3": "?", "act": "save"})
    assert "Chưa chạy thử được" in page(van, f"{SCIENCE}trial/?version=draft")


def test_files_go_out_and_come_in_again(van: Client) -> None:
    route = queries.newest_route("land-change")
    assert route is not None
    address = f"{HOME}land-change/"
    text = van.get(f"{address}diagram/").content.decode()
    assert bpmn_reading.read(text) == route.definition
    yaml = van.get(f"{address}definition/").content
    for name, data in (("x.yaml", yaml), ("x.bpmn", text.encode())):
        told = upload(van, name, data)
        assert "Đọc được 7 bước" in told, name
        form = fields(told)
        form["code"] = [f"copy-of-{name.partition('.')[2]}"]
        answer = van.post(f"{HOME}import/", {**form, "act": "keep"})
        assert answer.status_code == 302, name
        kept = draft(form["code"][0]).table
        again = replace(kept, code="land-change")
        assert again == route_drafts.from_text(route_drafts.to_text(again))
        assert again == from_route(route.definition)


def test_the_annex_of_a_decision_becomes_a_draft_after_it_was_confirmed(van: Client) -> None:
    told = upload(van, "phu-luc.csv", as_csv([TITLE, DECISION, [], HEAD, *STEPS]).encode("utf-16"))
    assert "Đọc được 8 bước" in told
    assert "đoán: vai trò" in told
    assert not RouteDraft.objects.exists()
    form = fields(told)
    assert form["code"] == ["quy-trinh-so-1-cong-nhan-trung-tam-doi-moi-sang"]
    form["code"] = ["trung-tam"]
    answer = van.post(f"{HOME}import/", {**form, "act": "up:s3"})
    assert answer.status_code == 200
    assert not RouteDraft.objects.exists(), "the table's buttons keep nothing either"
    answer = van.post(f"{HOME}import/", {**form, "act": "keep"})
    assert answer["Location"] == f"{HOME}trung-tam/edit/"
    opened = draft("trung-tam")
    assert [row.unit for row in opened.table.rows][:3] == ["reception", "competent.QLCN", "competent.QLCN"]
    entry = ledger.stream(opened.row.stream)[0]
    assert (entry.payload["begun_from"], entry.payload["steps"]) == ("annex", 8)


def test_nothing_half_written_of_a_file_with_mistakes(van: Client) -> None:
    lines = [list(step) for step in STEPS]
    lines[2][3], lines[4][3], lines[5][2] = "sớm", "?", "Ông Tư"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in [HEAD, *lines]:
        sheet.append(line)
    stored = io.BytesIO()
    book.save(stored)
    told = upload(van, "x.xlsx", stored.getvalue())
    for where in ("dòng 4, cột D", "dòng 6, cột D", "dòng 7, cột C"):
        assert where in told
    form = fields(told)
    answer = van.post(f"{HOME}import/", {**form, "code": "x-y", "act": "keep"})
    assert answer.status_code == 400
    assert "Chưa tạo bản nháp" in answer.content.decode()
    assert not RouteDraft.objects.exists()
    form = fields(answer.content.decode())
    form["time.s3"], form["time.s5"], form["role.s6"], form["unit.s6"] = (
        ["4,5 ngày"],
        ["2 ngày"],
        ["clerk"],
        ["competent"],
    )
    form["source"] = ["QĐ 1"]
    form["name"] = ["Tên"]
    assert van.post(f"{HOME}import/", {**form, "code": "new", "act": "keep"}).status_code == 400
    assert van.post(f"{HOME}import/", {**form, "code": "x-y", "act": "keep"}).status_code == 302


def test_a_file_that_is_none(van: Client) -> None:
    assert "Tệp văn bản" in upload(van, "x.pdf", b"%PDF-1.4", 400)
    assert "Hãy gửi: Tệp" in van.post(f"{HOME}import/", {}).content.decode()
    two = as_csv([TITLE, HEAD, *STEPS, [], HEAD, *STEPS]).encode()
    assert "Tệp có 2 bảng các bước." in upload(van, "x.csv", two, 400)
    assert "Đọc được 8 bước" in upload(van, "x.csv", two, which="2")


def test_paper(van: Client) -> None:
    table = page(van, f"{SCIENCE}table/")
    for words in ("QUY TRÌNH NỘI BỘ", "QĐ 2487/QĐ-UBND", "<strong>15 ngày</strong>", "Văn thư", "không tính"):
        assert words in table, words
    sheet = page(van, f"{SCIENCE}sheet/1.014438/")
    for n, words in enumerate(
        (
            "Điều kiện",
            "Cách thức",
            "Thành phần",
            "Thời hạn",
            "Nơi tiếp nhận",
            "Cơ quan",
            "Đối tượng",
            "Kết quả",
            "Phí",
            "Quy trình",
        ),
        1,
    ):
        assert f"<h2>{n}. {words}" in sheet, words
    assert "Mẫu IV.1.1" in sheet
    assert van.get(f"{SCIENCE}sheet/1.001193/").status_code == 404
    assert van.get(f"{SCIENCE}sheet/x/").status_code == 404


def test_the_drawing_page_carries_the_viewer_and_the_picture(van: Client) -> None:
    told = page(van, f"{SCIENCE}drawing/")
    assert "bpmn-navigated-viewer" in told
    assert "<svg" in told
    start(van)
    van.post(f"{SCIENCE}edit/", {**editing(van), "time.B3": "?", "act": "save"})
    answer = van.get(f"{SCIENCE}drawing/?version=draft")
    assert answer.status_code == 409
    assert "Bản nháp còn điểm chưa đúng" in answer.content.decode()


@pytest.mark.parametrize(
    "nonsense",
    [
        {"row": ["<b>", "B1", "B1", ""], "code.B1": "đ", "way.B1": ["x y", "a"], "label.B1.0": "\x1f" * 500},
        {"row": [f"k{n}" for n in range(100)]},
        {"revision": "٣", "decides": "nobody"},
        {"revision": "9" * 40},
    ],
)
def test_nonsense_in_the_form_is_kept_out(van: Client, nonsense: dict[str, Any]) -> None:
    start(van)
    answer = van.post(f"{SCIENCE}edit/check/", nonsense)
    assert answer.status_code == 200
    saved = van.post(f"{SCIENCE}edit/", {**nonsense, "act": "save"})
    assert saved.status_code in {302, 409}
    assert len(draft().table.rows) <= 60


def test_the_ids_in_the_ledger_name_nobody(van: Client) -> None:
    start(van)
    entry = ledger.stream(draft().row.stream)[0]
    assert entry.actor.startswith("user:")
    UUID(entry.actor.removeprefix("user:"))
    assert set(entry.payload) == {"code", "begun_from", "based_on", "revision", "digest", "steps"}


def test_only_registrars_may_act(cast: Cast, clock: Any) -> None:
    table = replace(skeleton(), code="x-y", name="X")
    with pytest.raises(Refused, match="soạn quy trình nội bộ"):
        start_route_draft(table, "blank", actor=cast.chi, at=MONDAY)
    with pytest.raises(Refused, match="soạn quy trình nội bộ"):
        save_route_draft(table, 1, actor=cast.khoa, at=MONDAY)
    with pytest.raises(Refused, match="soạn quy trình nội bộ"):
        drop_route_draft("x-y", 1, actor=cast.khoa, at=MONDAY)
