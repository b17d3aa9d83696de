"""Vân takes over a list: reported first, written whole or not at all, and the same again changes nothing."""

import csv
import io
import json
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from motcua.core.procedure.bulk import heads
from motcua.core.procedure.bulk.tables import Item
from motcua.core.worktime import Term
from motcua.ledger import verify
from motcua.ledger.commit import LostRace, commit_many
from motcua.people.actor import Actor, Duty
from motcua.procedures import queries
from motcua.procedures.actions import apply_import as applying
from motcua.procedures.actions.apply_import import apply_import
from motcua.procedures.actions.check_import import check_import
from motcua.procedures.actions.confirm_import import confirm_import
from motcua.procedures.actions.drop_import import drop_import
from motcua.procedures.actions.receive_import import receive_import
from motcua.procedures.bulk import exporting
from motcua.procedures.bulk.checking import Report, check
from motcua.procedures.models import Draft, Import, ImportLine, ProcedureVersion
from motcua.procedures.tests.conftest import TODAY

NOW = datetime(2026, 7, 15, 2, tzinfo=UTC)
VAN = Actor("user:00000000-0000-0000-0000-00000000000f", "user", frozenset({Duty("H37.VP", "registrar")}))
pytestmark = pytest.mark.usefixtures("register")
HEAD = [
    "Mã TTHC",
    "Tên thủ tục hành chính",
    "Lĩnh vực",
    "Cấp",
    "Cơ quan thực hiện",
    "Thời hạn giải quyết",
    "Phí, lệ phí",
]


def quiet(_done: int, _total: int) -> None:
    """Hear nothing."""


def sheet(*lines: list[str], encoding: str = "utf-8-sig", separator: str = ",", head: list[str] | None = None) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([HEAD if head is None else head, *lines])
    return out.getvalue().encode(encoding)


def taken(data: bytes, name: str = "danh-muc.csv") -> Import:
    pk = receive_import(name, data, actor=VAN, at=NOW)
    check_import(pk, actor=VAN, at=NOW, tell=quiet)
    return Import.objects.get(pk=pk)


def written(row: Import, *, doubtful: bool = False) -> bool:
    confirm_import(row.pk, row.report, doubtful=doubtful, actor=VAN, at=NOW)
    return apply_import(row.pk, actor=VAN, at=NOW, tell=quiet)


def line(row: Import, number: int) -> ImportLine:
    return ImportLine.objects.get(owner=row, line=number, place__gt=0)


def said(row: Import, number: int, weight: str) -> list[str]:
    return [one["message"] for one in line(row, number).said["told"] if one["weight"] == weight]


def edited(change: object) -> bytes:
    """Return the JSON export with its procedures changed by a function."""
    data = json.loads(exporting.written(exporting.items(TODAY), "json"))
    for one in data["procedures"]:
        change(one)  # type: ignore[operator]
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def test_a_list_with_what_officials_know_becomes_drafts_and_the_same_again_changes_nothing() -> None:
    data = sheet(
        ["1.013.788 ", "Đăng ký một việc", "Hộ tịch", "Xã", "Ủy ban nhân dân cấp xã", "05 ngày làm việc", "Không"],
        ["2.111222", "Cấp một giấy", "Hộ tịch", "Cấp xã", "Ủy ban nhân dân cấp xã", "trong ngày", "8.000 đồng"],
    )
    row = taken(data)
    assert (row.drafts, row.refused, Draft.objects.count()) == (2, 0, 0)
    assert "được đọc là 1.013788" in said(row, 2, "note")[0]
    assert any("Trình tự thực hiện" in one["head"] for one in line(row, 2).said["told"])
    assert written(row)
    draft = Draft.objects.get(code="2.111222")
    document = json.loads(draft.revisions.get().document)
    assert document["cases"][0]["term"] == "same day"
    assert (document["fees"][0]["amount"], document["level"]) == (8000, "commune")
    assert {"title", "summary", "fees"} <= set(document["unverified"])
    again = taken(data)
    assert (again.unchanged, again.drafts) == (2, 0)
    assert verify.main(["--quiet"]) == 0


def test_ten_errors_in_one_file_are_all_told_with_line_and_column() -> None:
    data = sheet(
        ["abc12345x", "Một", "Hộ tịch", "Xã", "UBND", "5 ngày", ""],
        ["1.222222", "Hai", "Hộ tịch", "Huyện", "UBND", "5 ngày làm vệc", ""],
        ["1.333333", "Ba", "Hộ tịch", "Cấp xa", "UBND", "năm ngày", ""],
        ["1.444444", "Bốn", "Hộ tịch", "Cấp tinnh", "UBND", "5 ngày", ""],
        ["1.555555", "Năm", "Hộ tịch", "Xã", "UBND", "0 ngày", ""],
        ["1.666666", "Sáu", "Hộ tịch", "Xã", "UBND", "5 ngày", ""],
        ["1.666.666", "Sáu nữa", "Hộ tịch", "Xã", "UBND", "5 ngày", ""],
        ["", "Bảy", "Hộ tịch", "Xã", "UBND", "5 ngày", "", ""],
        ["1.00065", "Tám", "Hộ tich", "Xã", "UBND", "5 ngày", ""],
    )
    row = taken(data)
    wrong = {
        (one.line, told["head"])
        for one in row.lines.filter(place__gt=0)
        for told in one.said["told"]
        if told["weight"] == "wrong"
    }
    assert wrong == {
        (2, "Mã thủ tục"), (3, "Cấp giải quyết"), (3, "Thời hạn giải quyết"), (4, "Thời hạn giải quyết"),
        (5, "Cấp giải quyết"), (6, "Thời hạn giải quyết"), (7, "Mã thủ tục"), (8, "Mã thủ tục"), (9, "Mã thủ tục"),
    }  # fmt: skip
    near = {told["near"] for one in row.lines.filter(place__gt=0) for told in one.said["told"]}
    assert {"Cấp tỉnh", "5 ngày làm việc", "1.000650"} <= near
    assert "trùng với dòng 8" in said(row, 7, "wrong")[0]
    assert "bảng tính đã bỏ số 0" in said(row, 10, "doubt")[0]


def test_what_differs_is_told_in_words_and_only_that_is_written() -> None:
    def longer(one: dict[str, object]) -> None:
        if one["code"] == "1.001612":
            one["cases"][0]["term"] = "5 working days"  # type: ignore[index]
            one["publication"] |= {"decision": "QĐ 9/QĐ-UBND", "effective_date": "2026-08-01"}  # type: ignore[operator]

    row = taken(edited(longer), "so.json")
    assert (row.changed, row.new, row.refused) == (1, 0, 0)
    (found,) = row.lines.filter(status="changed")
    assert any("từ 3 ngày làm việc lên 5 ngày làm việc" in change for change in found.said["changes"])
    assert any("Quyết định công bố: " in change for change in found.said["changes"])
    assert written(row)
    version = queries.published("1.001612", date(2026, 8, 1))
    assert version is not None
    assert (version.decision, str(version.definition.cases[0].term)) == ("QĐ 9/QĐ-UBND", "5 working days")
    assert taken(edited(longer), "so.json").changed == 0
    assert verify.main(["--quiet"]) == 0


def test_nothing_is_written_when_one_line_loses_its_race(monkeypatch: pytest.MonkeyPatch) -> None:
    row = taken(edited(lambda one: one.update(summary=f"{one['summary']} Sửa.")), "so.json")
    before = ProcedureVersion.objects.count()
    assert row.changed > 20
    real = commit_many

    def torn(changes: list[object], **kwargs: object) -> object:
        real(changes[:20], **kwargs)  # type: ignore[arg-type]
        raise LostRace("procedure:1.000656")

    monkeypatch.setattr(applying, "commit_many", torn)
    with pytest.raises(Exception, match=r"Nhiều người|written meanwhile"):
        written(row)
    assert ProcedureVersion.objects.count() == before
    monkeypatch.setattr(applying, "commit_many", real)
    assert apply_import(row.pk, actor=VAN, at=NOW, tell=quiet)
    assert not apply_import(row.pk, actor=VAN, at=NOW, tell=quiet)
    assert ProcedureVersion.objects.count() == before + row.changed


def test_a_report_that_was_overtaken_is_made_again_and_nothing_is_written() -> None:
    def shorter(one: dict[str, object]) -> None:
        if one["code"] == "1.001612":
            one["summary"] = "Lời khác."

    first, second = taken(edited(shorter), "so.json"), taken(edited(shorter), "so.json")
    assert written(first)
    confirm_import(second.pk, second.report, doubtful=False, actor=VAN, at=NOW)
    assert not apply_import(second.pk, actor=VAN, at=NOW, tell=quiet)
    again = Import.objects.get(pk=second.pk)
    assert (again.state, again.overtaken, again.changed) == ("checked", True, 0)


def test_a_file_dropped_while_it_is_checked_keeps_no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*given: Any) -> Report:
        drop_import(pk, actor=VAN, at=NOW)
        return check(*given)

    pk = receive_import("so.json", edited(lambda _one: None), actor=VAN, at=NOW)
    monkeypatch.setattr("motcua.procedures.actions.check_import.check", slow)
    check_import(pk, actor=VAN, at=NOW, tell=quiet)
    assert Import.objects.get(pk=pk).state == "dropped"
    assert not ImportLine.objects.filter(owner=pk).exists()


def test_doubtful_lines_are_written_only_when_they_are_taken() -> None:
    data = sheet(
        ["2.111222", "Cấp giấy", "Hộ tịhc", "Xã", "UBND", "5 ngày làm việc kể từ ngày nhận đủ", "Không"],
        ["2.333444", "Cấp thẻ", "Hộ tịch", "Xã", "UBND", "5 ngày làm việc", "Không"],
    )
    row = taken(data)
    assert (row.drafts, row.doubtful) == (2, 1)
    assert {one["near"] for one in line(row, 2).said["told"]} >= {"Hộ tịch", "5 ngày làm việc"}
    assert written(row)
    assert not Draft.objects.filter(code="2.111222").exists()
    assert written(taken(data), doubtful=True)
    assert Draft.objects.filter(code="2.111222").count() == Draft.objects.filter(code="2.333444").count() == 1


def test_versions_before_the_newest_and_repealed_or_overlapping_ones_are_refused() -> None:
    def early(one: dict[str, object]) -> None:
        one["publication"] |= {"effective_date": "2020-01-01", "valid_to": "2030-01-01"}  # type: ignore[operator]

    row = taken(edited(early), "so.json")
    assert row.refused == row.lines.filter(place__gt=0).count()
    assert any("chọn ngày sau đó" in text for one in row.lines.filter(place=1) for text in said(row, one.line, "wrong"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_files_of_any_program_are_read(encoding: str, separator: str) -> None:
    text = sheet(["2.111222", "Cấp giấy", "Hộ tịch", "Xã", "UBND xã", "5 ngày", "Không"], separator=separator).decode()
    text = text.removeprefix("\ufeff")
    data = windows_1258(text) if encoding == "cp1258" else text.encode(encoding)
    row = taken(data)
    assert (row.drafts, row.refused) == (1, 0)
    assert row.lines.get(line=2).name == "Cấp giấy"


def windows_1258(text: str) -> bytes:
    """Write Vietnamese as Windows-1258 has it: letters with their shape, tones apart."""
    out = b""
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", letter)
            tones = "".join(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
            shape = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tones))
            out += shape.encode("cp1258") + tones.encode("cp1258")
    return out


def as_others(item: Item, number: int) -> Item:
    """Return a version as that of another procedure, without what names the first."""
    definition = item.definition
    cases = tuple(replace(case, national_code="", components=()) for case in definition.cases)
    papers = tuple(paper for paper in definition.components if paper.kind != "earlier_result")
    other = replace(definition, code=f"3.{900000 + number:06}", cases=cases, components=papers)
    return Item(other, item.publication)


@pytest.mark.parametrize("form", exporting.FORMATS)
def test_an_export_of_what_an_export_has_filled_is_the_same_file(form: str) -> None:
    made = [as_others(item, n) for n, item in enumerate(exporting.items(TODAY))]
    codes = {item.definition.code for item in made}
    data = exporting.written(made, form)
    row = taken(data, f"so.{form}")
    assert (row.new, row.refused, row.drafts) == (len(made), 0, 0)
    assert written(row, doubtful=True)
    again = exporting.items(TODAY, codes)
    assert again == made
    if form != "xlsx":  # a workbook holds the moment of its making
        assert exporting.written(again, form) == data
    assert taken(data, f"so.{form}").unchanged == len(made)


def test_versions_that_wait_are_exported_and_find_their_parts_again() -> None:
    item = next(item for item in exporting.items(TODAY) if item.definition.code == "1.001612")
    later = replace(item.publication, decision="QĐ 9/QĐ-UBND", effective_date=date(2026, 9, 1))
    cases = tuple(replace(case, term=Term.parse("7 working days")) for case in item.definition.cases)
    data = exporting.written([item, Item(replace(item.definition, cases=cases), later)], "zip")
    row = taken(data, "so.zip")
    assert (row.unchanged, row.changed) == (1, 1)
    assert written(row)
    both = exporting.items(TODAY, {"1.001612"})
    assert [str(one.definition.cases[0].term) for one in both] == ["3 working days", "7 working days"]
    assert exporting.written(both, "zip") == data


def test_only_procedure_control_imports() -> None:
    khoa = Actor("user:00000000-0000-0000-0000-00000000000a", "user", frozenset())
    with pytest.raises(Exception, match="kiểm soát thủ tục"):
        receive_import("a.csv", sheet(), actor=khoa, at=NOW)
    assert UUID(int=0) not in set(Import.objects.values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("value", "refused"),
    [
        (r'"a\u0000b"', 1),
        (r'"a\ud800b"', 1),
        (r'{"a\u0000": 1}', 1),
        ("9" * 400, 1),
        ("[" * 900 + "]" * 900, 1),
        ("9" * 5000, 0),
        ("[" * 100_000 + "]" * 100_000, 0),
    ],
    ids=["nul", "half a pair", "a name", "large", "deep", "endless", "bottomless"],
)
def test_what_no_database_keeps_refuses_its_line_or_the_file_and_leaves_nothing_working(
    value: str, refused: int
) -> None:
    text = f'[{{"code": "2.111222", "name": {value}}}, {{"code": "2.111333", "name": "Việc"}}]'
    row = taken(text.encode(), "danh-muc.json")
    assert (row.works, row.refused, row.drafts) == (False, refused, refused)
    assert row.state == ("checked" if refused else "unreadable")
    one_cell = sheet(["2.111222", "Việc", "[" * 100_000], head=["Mã TTHC", "Tên thủ tục", heads.WHOLE])
    assert taken(one_cell).refused == 1
