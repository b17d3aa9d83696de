"""`motcua due`: one by one, as JSON, in batches; with and without a database."""

import io
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from motcua.core.refusal import Refused
from motcua.worktime import books, ports
from motcua.worktime.books import StoredBook, files, open_book
from motcua.worktime.due_command import LONGEST_LINE, batch, main
from motcua.worktime.files import FileBook
from motcua.worktime.load import load
from motcua.worktime.tests.conftest import LOADER, STARTED

ASK = ["--term", "3 working days", "--received", "2026-04-29T15:30"]


def answers(questions: Iterable[Any]) -> tuple[list[dict[str, Any]], int]:
    """Answer a batch of questions (texts as they are, everything else as JSON)."""
    lines = "\n".join(q if isinstance(q, str) else json.dumps(q) for q in questions)
    out = io.StringIO()
    code = batch(io.StringIO(lines), out, files())
    return [json.loads(line) for line in out.getvalue().splitlines()], code


@pytest.mark.usefixtures("no_database")
def test_without_a_database_the_files_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASK, "--explain"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Hẹn trả: 17:00 Thứ Tư 06/05/2026\nNhận 15:30 Thứ Tư 29/04. Luật cho 3 ngày làm việc.")
    assert "Thứ Năm 30/04/2026: nghỉ lễ (Ngày Chiến thắng 30/4), không tính. [Điều 112 Bộ luật Lao động 2019]" in said


@pytest.mark.usefixtures("no_database")
def test_a_code_brings_its_term_and_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["1.001193/on_time", "--received", "2026-03-03T15:01", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["due"], said["rules"]) == ("2026-03-04T17:00:00+07:00", "same-day-1500")
    assert main(["9.999999", "--received", "2026-03-03T15:01"]) == 1
    assert "Không có thủ tục nào mang mã “9.999999”." in capsys.readouterr().err
    assert main(["1.001193/nowhere", "--received", "2026-03-03T15:01", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "unknown_procedure"


@pytest.mark.usefixtures("no_database")
def test_two_appointments_and_an_open_pause_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    term = ["--term", "4.5 + 3 working days", "--received", "2026-03-02T10:00", "--rules", "land-registration"]
    assert main(term) == 0
    assert (
        "Lần hẹn thứ nhất (gửi phiếu chuyển thông tin nghĩa vụ tài chính): 11:30 Thứ Hai 09/03/2026"
        in capsys.readouterr().out
    )
    assert main([*ASK, "--pause", "2026-05-04T09:00/"]) == 0
    assert capsys.readouterr().out.startswith("Thời hạn đang tạm dừng, chưa có ngày hẹn trả.")
    assert main([*ASK, "--pause", "2026-05-04T09:00/2026-05-04T10:00"]) == 0
    assert "17:00 Thứ Năm 07/05/2026" in capsys.readouterr().out


@pytest.mark.usefixtures("no_database")
def test_misuse_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["--received", "2026-04-29T15:30"]) == 2
    assert "--term" in capsys.readouterr().err
    assert main(["--batch", str(tmp_path / "none")]) == 2
    assert main(["--term", "3 weeks", "--received", "2026-04-29T15:30"]) == 1
    assert "Ghi ví dụ" in capsys.readouterr().err


@pytest.mark.usefixtures("no_database")
def test_a_batch_comes_from_a_file_or_from_standard_input(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = json.dumps({"term": "3 working days", "unit": "H37", "received": "2026-04-29T15:30"})
    (tmp_path / "ask.jsonl").write_text(f"\ufeff{line}\n\n{line}\n")
    assert main(["--batch", str(tmp_path / "ask.jsonl")]) == 0
    said = [json.loads(text) for text in capsys.readouterr().out.splitlines()]
    assert [(row["line"], row["due"]) for row in said] == [(n, "2026-05-06T17:00:00+07:00") for n in (1, 3)]
    monkeypatch.setattr("sys.stdin", io.StringIO(line))
    assert main(["--batch", "-"]) == 0


def test_a_bad_line_gets_an_error_and_the_rest_goes_on() -> None:
    good = {"id": 7, "term": "1 day", "received": "2026-03-02T10:00", "expected": "x"}
    bad: list[tuple[Any, str]] = [
        ("not json", "bad_json"),
        ("[1, 2]", "bad_json"),
        ('{"term": "' + "x" * LONGEST_LINE + '"}', "too_long"),
        ({"received": "2026-03-02T10:00"}, "no_term"),
        ({"term": "1 day"}, "bad_time"),
        ({"term": "1 day", "received": "hôm nay"}, "bad_time"),
        ({"term": "1 day", "received": "0001-01-01T00:00+23:00"}, "bad_time"),
        ({"term": "1 day", "received": "2030-03-02T10:00"}, "outside_calendar"),
        ({"term": "1 day", "received": "2026-03-02T10:00", "rules": "none"}, "no_rules"),
        ({"term": "1 day", "received": "2026-03-02T10:00", "rules": 7}, "bad_rules"),
        ({"term": "1 day", "received": "2026-03-02T10:00", "rules": {"receipt_cutof": 1}}, "bad_definition"),
        ({"term": "1 day", "received": "2026-03-02T10:00", "pauses": "always"}, "bad_pause"),
        ({"term": "1 day", "received": "2026-03-02T10:00", "pauses": [["2026-03-03T10:00"]]}, "bad_pause"),
        ({"term": "1 day", "received": "2026-03-02T10:00", "pauses": [["2026-03-03", "2026-03-02"]]}, "bad_pause"),
        ({"term": "1 day", "received": "2026-03-02T10:00", "events": "x"}, "bad_event"),
        ({"term": "1 day", "received": "2026-03-02T10:00", "events": [{"kind": "ended"}]}, "bad_event"),
        ({"code": "9.999999", "received": "2026-03-02T10:00"}, "unknown_procedure"),
    ]
    said, code = answers([good, *(question for question, _ in bad), good])
    assert code == 1
    assert [row["line"] for row in said] == list(range(1, len(bad) + 3))
    assert [row["error"]["code"] for row in said[1:-1]] == [expected for _, expected in bad]
    assert all(row["error"]["message"] for row in said[1:-1])
    for row in (said[0], said[-1]):
        assert (row["id"], row["due"], row["ignored"]) == (7, "2026-03-03T17:00:00+07:00", ["expected"])
        assert row["trace"][0]["text"] == "Nhận hồ sơ lúc 10:00 Thứ Hai 02/03/2026."


def test_pauses_in_any_order_that_overlap_or_lie_before_the_receipt() -> None:
    ask = {"term": "3 working days", "received": "2026-03-02T10:00"}
    tidy = [["2026-03-03T09:00", "2026-03-05T10:00"]]
    untidy = [
        ["2026-03-04T09:00", "2026-03-05T10:00"],
        ["2026-02-01T09:00", "2026-02-02T10:00"],
        ["2026-03-03T09:00", "2026-03-04T09:00"],
        ["2026-03-03T10:00", "2026-03-03T11:00"],
    ]
    covering = [["2026-03-01T09:00", "2026-03-02T16:00"]]
    open_end = [
        ["2026-03-04T09:00", None],
        ["2026-03-05T09:00", "2026-03-06T09:00"],
        ["2026-03-03T09:00", "2026-03-04T10:00"],
    ]
    said, code = answers([{**ask, "pauses": p} for p in (tidy, untidy, covering, open_end, [])])
    assert code == 0
    dues = ["2026-03-10T17:00:00+07:00"] * 2 + ["2026-03-05T17:00:00+07:00", None, "2026-03-05T17:00:00+07:00"]
    assert [row["due"] for row in said] == dues
    assert said[3]["running"] is False


def test_rules_by_id_by_parameters_and_on_top_of_an_id() -> None:
    ask = {"term": "1 working day", "received": "2026-03-04T17:10"}
    rules = [
        "decree-297-2025",
        {"receipt_cutoff": "17:00"},
        {"id": "decree-297-2025", "receipt_cutoff": "18:00"},
        "",
        None,
    ]
    said, _ = answers([{**ask, "rules": chosen} for chosen in rules])
    assert [row["due"][8:10] for row in said] == ["06", "06", "06", "05", "05"]


def test_moments_may_carry_an_offset() -> None:
    said, _ = answers([{"term": "1 working day", "received": "2026-03-02T20:00Z"}])
    assert (said[0]["received"], said[0]["due"]) == ("2026-03-03T03:00:00+07:00", "2026-03-04T17:00:00+07:00")


@pytest.mark.django_db
def test_with_published_calendars_the_database_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(open_book(), FileBook)
    assert load(Path(settings.DEFINITIONS), STARTED, LOADER).ok
    book = open_book()
    assert isinstance(book, StoredBook)
    assert book.calendar_for("H37").version == "vn:1+H37:1"
    assert book.rules("default", date(2026, 1, 1)).id == "default"
    assert book.rules("decree-297-2025", date(2024, 1, 1)).receipt_last_minutes == 60
    with pytest.raises(Refused, match="Không có bộ quy tắc"):
        book.rules("none", date(2026, 1, 1))
    with pytest.raises(Refused, match="Không có thủ tục"):
        book.term_for("1.001193", date(2026, 1, 1))
    assert book.offered(date(2026, 1, 1)) == []
    monkeypatch.setattr(ports, "_sources", [])
    assert book.term_for("1.001193/on_time", date(2026, 1, 1)).rules == "same-day-1500"
    assert book.offered(date(2026, 1, 1))


def test_files_answer_for_parts_of_units_and_refuse_without_hours(tmp_path: Path) -> None:
    book = FileBook(Path(settings.DEFINITIONS))
    assert book.calendar_for("06187.TTPVHCC").code == "H37"
    with pytest.raises(Refused, match="Không có lịch làm việc"):
        FileBook(tmp_path).calendar_for("H37")
    assert books.files() is books.files()


def test_letters_that_have_no_utf_8_do_not_break_a_batch() -> None:
    said, code = answers(['{"id": "\\ud800", "code": "\\udfff", "received": "2026-03-02T10:00"}'])
    assert code == 1
    assert said[0]["error"]["code"] == "unknown_procedure"
