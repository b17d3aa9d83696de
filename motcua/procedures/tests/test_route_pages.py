"""Vân writes, tries, publishes and prints a route; others read it, and outsiders find no page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from motcua.ledger import read as ledger
from motcua.ledger import verify
from motcua.ledger.streams import OutsideLedger
from motcua.procedures import queries, route_drafts
from motcua.procedures.actions.save_route_draft import Overtaken, save_route_draft
from motcua.procedures.models import Route as RouteModel
from motcua.procedures.models import RouteDraft, RouteDraftRevision
from motcua.procedures.models.route_drafts import OPEN
from motcua.procedures.tests.route_desk import (
    HOME,
    MONDAY,
    SCIENCE,
    draft,
    editing,
    page,
    publication,
    start,
)
from tests.cast import Cast, officer


def test_van_sees_all_routes_and_what_each_is_used_for(van: Client) -> None:
    listed = page(van, HOME)
    assert "Một cửa liên thông khoa học và công nghệ" in listed
    assert f"{RouteModel.objects.count()} quy trình" in listed
    assert "1 quy trình" in page(van, f"{HOME}?q=ls-2487-group-1")
    one = page(van, SCIENCE)
    for words in (
        "B7",
        "Quyết định, ký Giấy công nhận",
        "Thời gian được tính trên đường chính: <strong>15 ngày",
        "còn 0 ngày",
    ):
        assert words in one, words
    assert "1.014438" in one
    assert "<svg" in one
    assert "Hồ sơ đang chạy" in one


def test_who_comes_in(van: Client, screen: Callable[[Any], Client], cast: Cast) -> None:
    assert "Soạn bản mới" not in page(screen(cast.chi), SCIENCE)
    for address in (f"{HOME}new/", f"{HOME}import/", f"{SCIENCE}edit/", f"{SCIENCE}publication/"):
        assert screen(cast.chi).get(address).status_code == 404, address
        assert screen(cast.chi).post(address, {"act": "start"}).status_code == 404, address
    for address in (HOME, SCIENCE, f"{SCIENCE}trial/", f"{SCIENCE}diagram/"):
        assert screen(cast.an).get(address).status_code == 404, address
        assert Client().get(address).status_code == 302, address
    assert van.get(f"{HOME}no-such-route/").status_code == 404
    assert van.get(f"{SCIENCE}?version=7").status_code == 404
    assert not RouteDraft.objects.exists()


def test_a_draft_is_not_shown_to_readers(van: Client, screen: Callable[[Any], Client], cast: Cast) -> None:
    start(van)
    assert screen(cast.chi).get(f"{SCIENCE}?version=draft").status_code == 404
    assert "bản nháp" in page(van, f"{SCIENCE}?version=draft")


def test_buttons_work_without_scripts_and_each_saves(van: Client) -> None:
    start(van)
    form = editing(van)
    form["time.B3"] = ["4 ngày"]
    answer = van.post(f"{SCIENCE}edit/", {**form, "act": "down:B3"})
    assert answer.status_code == 302
    table = draft().table
    assert [row.key for row in table.rows] == ["B1", "B2", "B4", "B3", "B5", "B6", "B7", "B8"]
    assert [row.code for row in table.rows] == [f"B{n}" for n in range(1, 9)]
    moved = table.row("B3")
    assert moved is not None
    assert moved.time == "4 ngày", "what was typed is saved with the move"
    back = table.row("B4")
    assert back is not None
    assert back.ways[1].to == "B3", "send back still goes to the same step"
    assert draft().revision == 2


@pytest.mark.parametrize(
    ("act", "rows", "ways"),
    [
        ("insert:B1", 9, 14),
        ("delete:B2", 7, 11),
        ("add-way:B1", 8, 14),
        ("drop-way:B7:2", 8, 12),
        ("add-asked:B3", 8, 13),
        ("insert:", 9, 14),
        ("up:B1", 8, 13),
        ("fly:B1", 8, 13),
        ("drop-way:B7:x", 8, 13),
        ("delete:nobody", 8, 13),
    ],
)
def test_each_button(van: Client, act: str, rows: int, ways: int) -> None:
    start(van)
    van.post(f"{SCIENCE}edit/", {**editing(van), "act": act})
    table = draft().table
    assert (len(table.rows), sum(len(row.ways) for row in table.rows)) == (rows, ways)
    assert sum(len(row.asked) for row in table.rows) == (1 if act.startswith("add-asked") else 0)


def test_what_is_typed_is_checked_and_nothing_is_written(van: Client) -> None:
    start(van)
    form = editing(van)
    form["time.B3"], form["name.B4"], form["to.B4.1"] = ["6 ngày"], [""], [""]
    answer = van.post(f"{SCIENCE}edit/check/", form)
    told = " ".join(answer.content.decode().split())
    assert 'id="wrong-B4"' in told
    assert "Bước B4: chưa ghi trình tự" in told
    assert "chưa chọn đi tới bước nào" in told
    assert "<strong>16,5 ngày</strong>" in told
    assert "vượt 1,5 ngày" in told
    assert draft().revision == 1


def test_a_form_saved_unchanged_writes_nothing(van: Client) -> None:
    start(van)
    before = draft().table
    van.post(f"{SCIENCE}edit/", {**editing(van), "act": "save"})
    assert draft().table == before
    assert draft().revision == 1
    assert [entry.type for entry in ledger.stream(draft().row.stream)] == ["route_draft.started"]


def test_two_editors_merge_or_one_drops(van: Client, cast: Cast) -> None:
    start(van)
    form = editing(van)
    other = officer("van.vpub", MONDAY)
    dung = replace(other, id="user:7d9ab7ee-5d0e-4b61-9d38-0d5ad3ba0a01")
    opened = draft()
    row = opened.table.row("B2")
    assert row is not None
    theirs = replace(
        opened.table, rows=tuple(replace(r, time="1 ngày") if r.key == "B2" else r for r in opened.table.rows)
    )
    save_route_draft(theirs, 1, actor=dung, at=MONDAY)

    form["time.B3"], form["time.B2"] = ["4 ngày"], ["0,25 ngày"]
    answer = van.post(f"{SCIENCE}edit/", {**form, "act": "save"})
    assert answer.status_code == 409
    told = " ".join(answer.content.decode().split())
    assert "Bước B2, thời gian: 0,5 ngày → 1 ngày" in told
    assert "Bước B3, thời gian: 4,5 ngày → 4 ngày" in told
    assert 'name="choice.B2.time" value="theirs"' in told
    assert draft().revision == 2

    inputs = dict(re.findall(r'name="(revision|agreed|table)" value="([^"]*)"', told))
    merge = {name: value.replace("&quot;", '"').replace("&#x27;", "'") for name, value in inputs.items()}
    answer = van.post(f"{SCIENCE}edit/", {**merge, "act": "merge", "keep": "both", "choice.B2.time": "theirs"})
    assert answer.status_code == 302
    after = draft()
    assert after.revision == 3
    times = {row.key: row.time for row in after.table.rows}
    assert (times["B2"], times["B3"]) == ("1 ngày", "4 ngày")
    assert ledger.stream(after.row.stream)[-1].payload["merged"] is True


def test_whoever_comes_second_may_drop_his_changes(van: Client) -> None:
    start(van)
    form = editing(van)
    other = replace(officer("van.vpub", MONDAY), id="user:7d9ab7ee-5d0e-4b61-9d38-0d5ad3ba0a01")
    save_route_draft(replace(draft().table, name="Tên khác"), 1, actor=other, at=MONDAY)
    assert van.post(f"{SCIENCE}edit/", {**form, "name": "Tên của Vân", "act": "up:B3"}).status_code == 409
    van.post(f"{SCIENCE}edit/", {"act": "merge", "keep": "theirs"})
    assert (draft().table.name, draft().revision) == ("Tên khác", 2)
    assert van.post(f"{SCIENCE}edit/", {"act": "merge", "keep": "both", "table": "{}"}).status_code == 409


def test_ones_own_two_windows_are_merged_by_themselves_unless_they_contradict(van: Client) -> None:
    start(van)
    first, second = editing(van), editing(van)
    van.post(f"{SCIENCE}edit/", {**first, "time.B3": "4 ngày", "act": "save"})
    assert van.post(f"{SCIENCE}edit/", {**second, "time.B4": "1 ngày", "act": "save"}).status_code == 302
    times = {row.key: row.time for row in draft().table.rows}
    assert (times["B3"], times["B4"]) == ("4 ngày", "1 ngày")
    assert van.post(f"{SCIENCE}edit/", {**second, "time.B3": "2 ngày", "act": "save"}).status_code == 409


def test_a_merge_that_is_overtaken_again_is_asked_again(van: Client) -> None:
    start(van)
    van_actor = officer("van.vpub", MONDAY)
    other = replace(van_actor, id="user:7d9ab7ee-5d0e-4b61-9d38-0d5ad3ba0a01")
    table = draft().table
    save_route_draft(replace(table, name="1"), 1, actor=other, at=MONDAY)
    save_route_draft(replace(table, name="2"), 2, actor=other, at=MONDAY)
    again = save_route_draft(replace(table, name="3"), 1, actor=van_actor, at=MONDAY, agreed=2)
    assert isinstance(again, Overtaken)
    assert draft().table.name == "2"


def test_a_draft_becomes_a_version_and_running_dossiers_are_counted(van: Client) -> None:
    start(van)
    form = editing(van)
    form["time.B3"], form["symbol"], form["records"] = ["4 ngày"], ["QT.KHCN.01"], ["Tờ trình\nQuyết định\n\n"]
    assert van.post(f"{SCIENCE}edit/", {**form, "act": "publish"})["Location"] == f"{SCIENCE}publication/"
    gate = page(van, f"{SCIENCE}publication/")
    assert "Không còn điểm nào phải sửa" in gate
    assert "Bước B3, thời gian: 4,5 ngày → 4 ngày" in gate
    assert "0 hồ sơ đang chạy giữ nguyên" in gate
    answer = van.post(f"{SCIENCE}publication/", publication())
    assert answer.status_code == 302, answer.content.decode()
    published = queries.newest_route("ls-2487-group-1")
    assert published is not None
    assert (published.number, published.definition.version, published.decision) == (2, 2, "QĐ 99/QĐ-UBND")
    assert (published.definition.symbol, published.definition.records) == ("QT.KHCN.01", ("Tờ trình", "Quyết định"))
    assert route_drafts.find_open("ls-2487-group-1") is None
    assert RouteDraft.objects.get(code="ls-2487-group-1").state == "published"
    now = queries.route("ls-2487-group-1", MONDAY.date())
    assert now is not None
    assert now.number == 1, "a version with a future date waits for its day"
    told = page(van, SCIENCE)
    assert "Bản 2 đổi gì" in told
    assert van.get(f"{SCIENCE}publication/").status_code == 302
    assert van.get(f"{SCIENCE}edit/").status_code == 302


def test_steps_that_exceed_the_term_are_not_published(van: Client) -> None:
    start(van)
    van.post(f"{SCIENCE}edit/", {**editing(van), "time.B3": "6 ngày", "act": "save"})
    answer = van.post(f"{SCIENCE}publication/", publication())
    assert answer.status_code == 400
    told = answer.content.decode()
    assert "vượt thời hạn 15 ngày" in told
    assert queries.last_route_number("ls-2487-group-1") == 1
    assert draft().row.state == OPEN


def test_a_circle_and_a_unit_that_is_not_there_are_not_published(van: Client) -> None:
    start(van)
    form = editing(van)
    form["to.B6.0"], form["unit.B4"] = ["B5"], ["province.H37.NOWHERE"]
    van.post(f"{SCIENCE}edit/", {**form, "act": "save"})
    answer = van.post(f"{SCIENCE}publication/", publication())
    told = answer.content.decode()
    assert answer.status_code == 400
    assert "không đi tới được kết thúc" in told
    assert "không có đơn vị “H37.NOWHERE”" in told
    edited = page(van, f"{SCIENCE}edit/")
    assert "không có đơn vị “H37.NOWHERE”" in edited


def test_nobody_who_could_hold_a_step_is_a_doubt_beside_it(van: Client) -> None:
    start(van)
    van.post(f"{SCIENCE}edit/", {**editing(van), "unit.B4": "province.H37.SNGV", "act": "save"})
    assert "Bước B4: chưa ai giữ vai trò “Phụ trách phòng, trung tâm” ở nơi nào (Sở Ngoại vụ" in page(
        van, f"{SCIENCE}edit/"
    )
    assert van.post(f"{SCIENCE}publication/", publication()).status_code == 302, "posts may be given tomorrow"


def test_publishing_what_somebody_changed_meanwhile_is_refused(van: Client) -> None:
    start(van)
    old = publication()
    van.post(f"{SCIENCE}edit/", {**editing(van), "time.B3": "4 ngày", "act": "save"})
    answer = van.post(f"{SCIENCE}publication/", old)
    assert answer.status_code == 400
    assert "vừa được người khác sửa" in answer.content.decode()
    wrong_days = publication(public_date="19/07/2026")
    assert "trước ngày ký" in van.post(f"{SCIENCE}publication/", wrong_days).content.decode()
    assert van.post(f"{SCIENCE}publication/", publication(decision="")).status_code == 400


def test_a_draft_is_dropped_and_stays_readable(van: Client) -> None:
    start(van)
    row = draft().row
    assert van.post(f"{SCIENCE}edit/", {"act": "drop", "revision": "7"}).status_code == 409
    assert van.post(f"{SCIENCE}edit/", {"act": "drop", "revision": "1"})["Location"] == SCIENCE
    assert route_drafts.find_open("ls-2487-group-1") is None
    assert route_drafts.at_revision(row, 1) is not None
    start(van)
    assert draft().row.pk != row.pk


def test_saved_states_cannot_be_changed(van: Client) -> None:
    start(van)
    revision = RouteDraftRevision.objects.get()
    for attempt in (revision.save, revision.delete, lambda: RouteDraft.objects.update(state="x")):
        with pytest.raises(OutsideLedger):
            attempt()


def test_the_rows_equal_the_fold_of_their_entries(van: Client) -> None:
    start(van)
    van.post(f"{SCIENCE}edit/", {**editing(van), "time.B3": "4 ngày", "act": "save"})
    van.post(f"{SCIENCE}publication/", publication())
    damages = [damage.message for damage in verify.verify(lambda _: None).damages]
    assert damages == []
    with connection.cursor() as cursor:
        cursor.execute("update procedures_routedraft set revision = 9")
    damages = [damage.message for damage in verify.verify(lambda _: None).damages]
    assert len(damages) == 1
    assert "cột revision" in damages[0]
