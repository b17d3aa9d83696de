"""A mistake in the administrators' file stops no lodging; the doctor tells it, guards stay shut."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from motcua.core.signs.rules import WORDS, More
from motcua.dossiers import sign_rules


def test_every_sign_is_shipped_with_a_source_and_as_a_proposal() -> None:
    rules = sign_rules.rules()
    assert sign_rules.mistakes() == []
    assert set(rules.signs) == set(WORDS)
    assert all(rule.source for rule in rules.signs.values())
    assert rules.proposal


@pytest.fixture
def folder(tmp_path: Path, settings: pytest.FixtureRequest) -> Iterator[Path]:
    """Give a folder of definitions with no signs yet."""
    (tmp_path / "signs").mkdir()
    settings.DEFINITIONS = tmp_path  # type: ignore[attr-defined]
    sign_rules.rules.cache_clear()
    yield tmp_path / "signs" / "rules.yaml"
    sign_rules.rules.cache_clear()


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "signs: [",
        "version: 1",
        "version: one\nsigns: []\nreports: {answer_within: 10 working days, open_at_once: 3}",
        "version: 1\nsigns: [{code: lazy}]\nreports: {answer_within: 10 working days, open_at_once: 3}",
        "version: 1\nsigns: []\nreports: {answer_within: soon, open_at_once: 3}",
        "- a list",
    ],
)
def test_a_wrong_file_is_told_by_the_doctor_and_stops_nothing(folder: Path, text: str | None) -> None:
    if text is not None:
        folder.write_text(text, encoding="utf-8")
    assert [message.id for message in sign_rules.mistakes()] == ["dossiers.E001"]
    rules = sign_rules.rules()
    assert not rules.signs
    assert sign_rules.more_supplements("1.001193") == More(1, "")
    assert rules.relodged_days() == 0


def test_a_right_file_is_no_mistake(folder: Path) -> None:
    folder.write_text("version: 1\nsigns: []\nreports: {answer_within: 5 days, open_at_once: 1}", encoding="utf-8")
    assert sign_rules.mistakes() == []
    assert str(sign_rules.rules().answer_within) == "5 days"
