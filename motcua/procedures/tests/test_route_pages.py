"""Vân writes, tries, publishes and prints a route; others read it, and outsiders find no page."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from motcua.core.process import bpmn_reading
from motcua.core.process.table import from_route
from motcua.core.refusal import Refused
from motcua.ledger import read as ledger
from motcua.ledger.streams import OutsideLedger
from motcua.procedures import queries, route_drafts
from motcua.procedures.actions.drop_route_draft import drop_route_draft
from motcua.procedures.actions.save_route_draft import Overtaken, save_route_draft
from motcua.procedures.actions.start_route_draft import start_route_draft
from motcua.procedures.models import Route as RouteModel
from motcua.procedures.models import RouteDraft, RouteDraftRevision
from motcua.procedures.models.route_drafts import OPEN
from motcua.procedures.tests.test_annex import DECISION, HEAD, STEPS, TITLE, as_csv
from motcua.procedures.web.officer.routes import skeleton
from tests.cast import Cast, officer, on

MONDAY = on("2026-07-20", "08:05")
HOME = "/registry/routes/"
SCIENCE = f"{HOME}ls-2487-group-1/"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def clock(cast: Cast) -> Any:
    """Stop the clock on a Monday in July 2026; a test moves it on."""
    with time_machine.travel(MONDAY, tick=False) as moved:
        yield moved


@pytest.fixture
def van(cast: Cast, clock: Any) -> Client:
    """Vân of the province's office at her screen."""
    client = Client()
    client.force_login(cast.user(officer("van.vpub", MONDAY)), backend=BACKEND)
    return client


@pytest.fixture
def screen(cast: Cast, clock: Any) -> Callable[[Any], Client]:
    def logged_in(who: Any) -> Client:
        client = Client()
        client.force_login(cast.user(who), backend=BACKEND)
        return client

    return logged_in


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return " ".join(answer.content.decode().split())


def fields(html: str) -> dict[str, list[str]]:
    """Return what a browser would send of the editor's form."""
    form = html[html.index('id="route-form"') : html.index("</form>", html.index('id="route-form"'))]
    found: dict[str, list[str]] = {}

    def take(name: str, value: str) -> None:
        found.setdefault(name, []).append(value.replace("&amp;", "&").replace("&#x27;", "'").replace("&quot;", '"'))

    for tag in re.findall(r"<input\b[^>]*>", form):
        name, value = re.search(r'\bname="([^"]*)"', tag), re.search(r'\bvalue="([^"]*)"', tag)
        kind = re.search(r'\btype="([^"]*)"', tag)
        if name and not (kind and kind[1] in {"checkbox", "radio"} and " checked" not in tag):
            take(name[1], value[1] if value else "on")
    for name, inside in re.findall(r'<textarea\b[^>]*\bname="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        take(name, inside)
    for name, inside in re.findall(r'<select\b[^>]*\bname="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inside) or re.search(r'<option value="([^"]*)"', inside)
        take(name, chosen[1] if chosen else "")
    found.pop("csrfmiddlewaretoken", None)
    return found


def editing(client: Client, address: str = f"{SCIENCE}edit/") -> dict[str, list[str]]:
    return fields(page(client, address))


def start(client: Client) -> None:
    answer = client.post(f"{SCIENCE}edit/", {"act": "start"})
    assert answer.status_code == 302
    assert answer["Location"] == f"{SCIENCE}edit/"


def draft(code: str = "ls-2487-group-1") -> route_drafts.Opened:
    found = route_drafts.find_open(code)
    assert found is not None
    return found


def test_van_sees_all_routes_and_what_each_is_used_for(van: Client) -> None:
    listed = page(van, HOME)
    assert "Một cửa liên thông khoa học và công nghệ" in listed
    assert f"{RouteModel.objects.count()} quy trình" in listed
    assert "1 quy trình" in page(van, f"{HOME}?q=ho+kinh+doanh")
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


def publication(**other: str) -> dict[str, str]:
    days = {"decision_date": "20/07/2026", "effective_date": "01/08/2026", "public_date": "21/07/2026"}
    return {"decision": "QĐ 99/QĐ-UBND", **days, "revision": str(draft().revision), **other}


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
    stream = RouteDraft.objects.get().stream
    entries = ledger.stream(stream)
    found: list[str] = []
    told = [type("T", (), {"type": e.type, "payload": e.payload, "position": e.position})() for e in entries]
    route_drafts.compared({stream.partition(":")[2]: told}, lambda text, position: found.append(text))
    assert found == []
    told[1].payload = {**told[1].payload, "digest": "0" * 64}
    route_drafts.compared({stream.partition(":")[2]: told[:2]}, lambda text, position: found.append(text))
    assert len(found) == 2, "the saved state and the draft's own columns"


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


def upload(client: Client, name: str, data: bytes, status: int = 200, which: str = "") -> str:
    answer = client.post(f"{HOME}import/", {"file": SimpleUploadedFile(name, data), "which": which})
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


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
