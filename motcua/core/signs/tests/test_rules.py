"""The file of thresholds: what is shipped is whole, what is wrong in it is told."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from motcua.core.signs.rules import WORDS, BadRules, parse

SHIPPED = Path(__file__).parents[4] / "definitions" / "signs" / "rules.yaml"


def shipped() -> Any:
    """Return the shipped file as plain data."""
    return YAML(typ="safe").load(SHIPPED.read_text(encoding="utf-8"))


def test_every_sign_is_shipped_with_a_source_and_as_a_proposal() -> None:
    rules = parse(shipped())
    assert set(rules.signs) == set(WORDS)
    assert all(rule.source for rule in rules.signs.values())
    assert rules.proposal
    assert rules.relodged_days() == 10
    assert str(rules.answer_within) == "10 working days"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d["signs"].append({"code": "lazy"}), "lazy"),
        (lambda d: d["signs"][0].update(weeks=2), "weeks"),
        (lambda d: d["signs"][0].update(minutes=-1), "negative"),
        (lambda d: d["more_supplements"].append({"procedure": "1.000656", "most": 2}), "legal source"),
    ],
)
def test_a_mistake_in_the_file_is_told(change: Any, said: str) -> None:
    data = deepcopy(shipped())
    change(data)
    with pytest.raises(BadRules, match=said):
        parse(data)


def test_a_sign_that_is_left_out_is_off() -> None:
    data = deepcopy(shipped())
    data["signs"] = [row for row in data["signs"] if row["code"] != "rush"]
    assert "rush" not in parse(data).signs
