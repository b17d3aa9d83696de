"""Loading the files: again and again, all problems at once with their lines, nothing half."""

from datetime import timedelta
from pathlib import Path

import pytest

from motcua.core.refusal import Refused
from motcua.ledger import origin
from motcua.people.actor import VISITOR
from motcua.worktime.load import load
from motcua.worktime.models import StoredCalendar, StoredRules
from motcua.worktime.tests.conftest import LOADER, STARTED

pytestmark = pytest.mark.django_db


def test_a_second_load_changes_nothing_and_a_changed_file_only_itself(definitions: Path) -> None:
    first = load(definitions, STARTED, LOADER)
    assert first.ok
    assert first.created["calendar.published"] == 2
    assert first.created["rules.published"] == len(list((definitions / "rules").glob("*.yaml")))
    again = load(definitions / "calendars", STARTED, LOADER)
    assert (again.created.total(), again.unchanged) == (0, first.created.total())
    file = definitions / "rules" / "steps.yaml"
    file.write_text(file.read_text().replace("Bước của quy trình nội bộ", "Bước nội bộ"))
    changed = load(definitions, STARTED + timedelta(days=1), LOADER)
    assert dict(changed.created) == {"rules.published": 1}
    assert StoredRules.objects.get(code="steps").name == "Bước nội bộ"


def test_all_problems_come_at_once_with_file_and_line_and_nothing_is_written(definitions: Path) -> None:
    calendars, rules = definitions / "calendars", definitions / "rules"
    text = (calendars / "vn.yaml").read_text().replace("date: 2024-01-01", "date: 2024-01-32")
    (calendars / "vn.yaml").write_text(text)
    (calendars / "twice.yaml").write_text(
        (calendars / "H37.yaml").read_text().replace("days_from: vn", "days_from: cn")
    )
    (calendars / "broken.yaml").write_text("code: x\n  kind: [\n")
    (rules / "bad.yaml").write_text(
        "id: bad\nname: Sai\nvalid_from: 2026-01-01\nrules:\n  - {parameter: extensions, value: nhiều, source: a}\n"
    )
    (calendars / "list.yaml").write_text("- a\n- b\n")
    (calendars / "latin.yaml").write_bytes("name: Lạng".encode("utf-16"))
    report = load(definitions, STARTED, LOADER)
    found = {(problem.file, problem.line) for problem in report.problems}
    assert not report.ok
    line = text.splitlines().index(next(row for row in text.splitlines() if "2024-01-32" in row)) + 1
    assert ("calendars/vn.yaml", line) in found
    assert ("calendars/broken.yaml", 2) in found
    assert ("rules/bad.yaml", 5) in found
    assert {("calendars/list.yaml", 1), ("calendars/latin.yaml", 1)} <= found
    messages = "\n".join(str(problem) for problem in report.problems)
    assert "lịch H37 đã có ở calendars/H37.yaml" in messages
    assert "không có lịch nghỉ cn" in messages
    assert "đã là lịch dùng chung" in messages
    assert not StoredCalendar.objects.exists()


def test_a_real_province_gets_only_what_is_verified(definitions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origin, "is_demo", lambda: False)
    report = load(definitions, STARTED, LOADER)
    assert report.ok
    assert {problem.file for problem in report.withheld} == {
        "calendars/H37.yaml",
        "rules/decree-297-2025.yaml",
        "rules/decree-63-2024.yaml",
    }
    assert list(StoredCalendar.objects.values_list("code", flat=True)) == ["vn"]
    assert all("unverified" in problem.message for problem in report.withheld)


def test_not_everybody_loads(definitions: Path) -> None:
    with pytest.raises(Refused):
        load(definitions, STARTED, VISITOR)
