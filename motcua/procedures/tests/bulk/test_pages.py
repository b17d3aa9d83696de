"""Vân takes in a list at her screen: the file, the bar, the report, the confirmation; others see nothing of it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.ledger.work import run_once
from motcua.people.actor import Actor
from motcua.procedures.models import Draft, Import
from motcua.procedures.tests.bulk.test_importing import sheet
from motcua.procedures.tests.officer.conftest import CHI, VAN

pytestmark = pytest.mark.usefixtures("register")
NOW = datetime(2026, 7, 15, 2, tzinfo=UTC)
As = Callable[[Actor], Client]
LIST = sheet(
    ["2.111222", "Cấp giấy thử", "Hộ tịch", "Xã", "Ủy ban nhân dân cấp xã", "05 ngày làm việc", "Không"],
    ["1.00065", "Đăng ký thử", "Hộ tịch", "Huyện", "Ủy ban nhân dân cấp xã", "trong ngày", "Không"],
)


def send(van: Client, data: bytes = LIST, name: str = "danh mục.csv", key: str = "", **more: str) -> Any:
    given = {"file": SimpleUploadedFile(name, data), "idempotency_key": key or str(uuid4()), **more}
    return van.post("/registry/imports/", given)


def page(van: Client, address: str) -> str:
    return van.get(address).content.decode()


def test_a_list_goes_from_the_file_to_drafts(as_: As) -> None:
    van = as_(VAN)
    run_once(NOW)
    key = str(uuid4())
    sent = send(van, key=key)
    assert sent.status_code == 302
    assert send(van, key=key)["Location"] == sent["Location"]
    assert Import.objects.count() == 1
    waiting = page(van, sent["Location"])
    assert "Đang kiểm tra" in waiting
    assert "<progress" in waiting
    assert 'http-equiv="refresh"' in waiting
    run_once(NOW)
    assert van.get(f"{sent['Location']}progress/")["HX-Refresh"] == "true"
    found = page(van, sent["Location"])
    for words in ("Cấp giấy thử", "được đọc là 1.000650", "Cấp giải quyết", "Ghi 1 dòng vào sổ", "từ chối"):
        assert words in found
    assert "Cấp giấy thử" not in page(van, f"{sent['Location']}?show=refused")
    row = Import.objects.get()
    for _again in range(2):
        van.post(f"{sent['Location']}confirmation/", {"report": row.report})
    run_once(NOW)
    assert "1 bản nháp" in page(van, sent["Location"])
    assert Draft.objects.filter(code="2.111222").count() == 1
    assert "danh mục.csv" in page(van, "/registry/imports/")


def test_a_stale_report_is_not_confirmed_and_a_dropped_file_writes_nothing(as_: As) -> None:
    van = as_(VAN)
    run_once(NOW)
    address = send(van)["Location"]
    run_once(NOW)
    answer = van.post(f"{address}confirmation/", {"report": "0" * 64}, follow=True)
    assert "Báo cáo vừa được lập lại" in answer.content.decode()
    van.post(f"{address}withdrawal/")
    run_once(NOW)
    row = Import.objects.select_related("file").get()
    assert (row.state, bytes(row.file.data), Draft.objects.count()) == ("dropped", b"", 0)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", b"  \n", "Tệp trống"),
        ("a.pdf", b"%PDF-1.7", "không phải danh sách"),
        ("a.xls", b"\xd0\xcf\x11\xe0rest", "Excel đời cũ"),
        ("a.xlsx", b"PK\x03\x04cut", "bị hỏng hoặc tải lên chưa hết"),
    ],
)
def test_a_file_of_another_kind_is_refused_at_once(as_: As, name: str, data: bytes, words: str) -> None:
    answer = send(as_(VAN), data, name)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Import.objects.exists()


def test_half_a_decision_is_asked_for_and_the_rest_kept(as_: As) -> None:
    answer = send(as_(VAN), decision="QĐ 9/QĐ-UBND")
    body = answer.content.decode()
    assert answer.status_code == 400
    assert "Ghi đủ quyết định và các ngày" in body
    assert "QĐ 9/QĐ-UBND" in body


def test_a_file_without_a_list_is_told_after_reading(as_: As) -> None:
    van = as_(VAN)
    run_once(NOW)
    address = send(van, b"one,two\n1,2\n")["Location"]
    run_once(NOW)
    assert "Không thấy dòng tiêu đề" in page(van, address)


@pytest.mark.parametrize("form", ["xlsx", "zip", "csv", "json"])
def test_the_list_that_is_shown_is_exported(as_: As, form: str) -> None:
    van = as_(VAN)
    every, some = (van.get(f"/registry/export/{form}/{query}") for query in ("", "?level=province"))
    assert (every.status_code, some.status_code) == (200, 200)
    assert len(some.content) < len(every.content)
    assert every["Content-Disposition"].endswith(f'.{form}"')
    assert van.get("/registry/export/exe/").status_code == 404


def test_others_see_nothing_of_it(as_: As) -> None:
    chi = as_(CHI)
    for address in ("/registry/imports/", "/registry/export/json/", f"/registry/imports/{uuid4()}/"):
        assert chi.get(address).status_code == 404


def test_no_page_reads_the_file_itself(as_: As) -> None:
    van = as_(VAN)
    one = send(van)["Location"]
    with CaptureQueriesContext(connection) as asked:
        for address in ("/registry/imports/", one, f"{one}progress/"):
            assert van.get(address).status_code == 200
    assert any("procedures_importfile" in query["sql"] for query in asked)
    assert not any('"procedures_importfile"."data"' in query["sql"] for query in asked)
