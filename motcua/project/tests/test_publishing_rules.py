"""The rules of publishing are read like every other set: all errors at once with their lines, nothing half taken."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from motcua.people.actor import system
from motcua.procedures.load_publishing import load
from motcua.project.commands.definitions import SETS
from tests.databases import FreshDatabase

AT = datetime(2026, 7, 15, tzinfo=UTC)
RULES = Path(settings.DEFINITIONS) / "publishing" / "rules.yaml"


def test_the_shipped_rules_are_sound_and_a_set_like_the_others(lang_son: FreshDatabase) -> None:
    report = load(RULES.parent, AT, system("install"))
    assert (report.problems, report.withheld) == ((), ())
    assert "motcua.procedures.load_publishing" in [one.loader for one in SETS]


def test_everything_wrong_is_told_with_its_line(tmp_path: Path, lang_son: FreshDatabase) -> None:
    text = RULES.read_text().replace("keeper: H37.VP", "keeper: H37.KHONG").replace("four_eyes: true", "four_eyes: 3")
    (tmp_path / "rules.yaml").write_text(text)
    told = [str(one) for one in load(tmp_path, AT, system("install")).problems]
    assert any("four_eyes" in line for line in told)
    text = text.replace("four_eyes: 3", "four_eyes: true").replace(
        "{unit: H37, role: leader}", "{unit: H9, role: emperor}"
    )
    (tmp_path / "rules.yaml").write_text(text)
    told = [str(one) for one in load(tmp_path, AT, system("install")).problems]
    assert len(told) == 3
    for words in ("H37.KHONG", "H9", "emperor"):
        line = next(n for n, written in enumerate(text.splitlines(), 1) if words in written)
        assert any(words in one and f"dòng {line}" in one for one in told), (words, told)


def test_a_clock_that_nobody_verified_is_named_outside_a_demonstration(
    lang_son: FreshDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua.ledger.origin.is_demo", lambda: False)
    assert ["e_process" in str(one) for one in load(RULES.parent, AT, system("install")).withheld] == [True]
