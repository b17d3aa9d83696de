"""How long things are kept is data with a day from which it holds; a file that is wrong says where."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from motcua.core.worktime.vietnamese import LOCAL
from motcua.ledger import origin
from motcua.people import access, retention
from motcua.people.models import AccessRecord
from motcua.people.retention import BadRetention

AT = datetime(2026, 4, 29, 8, 30, tzinfo=UTC)
RULE = """
  - valid_from: {day}
    source: "Quyết định của tỉnh"
    drafts_days: {drafts}
    drafts_warning_days: 7
    access_log_years: 2
    keys_days: 180
"""


def write(settings: Settings, folder: Path, text: str) -> None:
    settings.DEFINITIONS = folder
    (folder / "retention").mkdir(exist_ok=True)
    (folder / "retention" / "rules.yaml").write_text(text, encoding="utf-8")


def test_the_rule_of_the_day_holds(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origin, "is_demo", lambda: False)
    later = RULE.format(day="2026-05-01", drafts=60)
    write(settings, tmp_path, "rules:" + RULE.format(day="2026-01-01", drafts=90) + later)
    rule = retention.on(AT)
    assert rule is not None
    assert rule.drafts_days == 90
    rule = retention.on(datetime(2026, 4, 30, 17, 0, tzinfo=UTC))  # midnight in Vietnam
    assert rule is not None
    assert rule.drafts_days == 60
    assert retention.on(datetime(2025, 1, 1, tzinfo=UTC)) is None


def test_what_nobody_verified_holds_in_a_demonstration_only(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(settings, tmp_path, "rules:" + RULE.format(day="2026-01-01", drafts=90) + "    unverified: true\n")
    monkeypatch.setattr(origin, "is_demo", lambda: True)
    assert retention.on(AT) is not None
    monkeypatch.setattr(origin, "is_demo", lambda: False)
    assert retention.on(AT) is None


def test_without_a_file_nothing_is_deleted(settings: Settings, tmp_path: Path) -> None:
    settings.DEFINITIONS = tmp_path
    assert retention.rules() == ()


def test_every_mistake_is_told_with_its_line(settings: Settings, tmp_path: Path) -> None:
    write(settings, tmp_path, "rules:" + RULE.format(day="2026-01-01", drafts=3) + "    kept: 4\n")
    with pytest.raises(BadRetention) as wrong:
        retention.rules()
    assert retention.promised(AT) is None, "a page tells nothing, and opens"
    assert "dòng 4" in str(wrong.value)
    assert "“drafts_days” phải là số nguyên từ 30 trở lên" in str(wrong.value)
    assert "Không có trường “kept” ở đây" in str(wrong.value)
    write(settings, tmp_path, "rules:" + RULE.format(day="2026-01-01", drafts=90).replace("s: 7", "s: 90"))
    with pytest.raises(BadRetention, match="Báo trước phải ngắn hơn"):
        retention.rules()
    write(settings, tmp_path, "rules:" + RULE.format(day="2026-01-01", drafts=200))
    with pytest.raises(BadRetention, match="Khóa phải giữ lâu hơn bản khai"):
        retention.rules()


def test_the_file_that_is_shipped_is_sound() -> None:
    (rule,) = retention.rules()
    assert (rule.drafts_days, rule.drafts_warning_days, rule.keys_days) == (90, 7, 180)
    assert rule.unverified


def test_years_are_calendar_years() -> None:
    leap = datetime(2028, 2, 29, 9, 0, tzinfo=LOCAL)
    assert retention.years_before(leap, 2) == datetime(2026, 2, 28, 9, 0, tzinfo=LOCAL)
    assert retention.years_before(AT, 2) == datetime(2024, 4, 29, 8, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_the_access_log_is_shortened_some_lines_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "BATCH", 2)
    for year in (2023, 2023, 2023, 2024, 2026):
        AccessRecord.objects.create(actor="user:chi", subject="dossier:x", what="dossier", at=AT.replace(year=year))
    assert access.forget(retention.years_before(AT, 2)) == 3
    assert sorted(row.at.year for row in AccessRecord.objects.all()) == [2024, 2026]
