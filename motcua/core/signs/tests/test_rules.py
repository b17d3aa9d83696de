"""The administrators' data of signs: read as it is written, what is wrong in it is told."""

from copy import deepcopy
from typing import Any

import pytest

from motcua.core.signs.rules import WORDS, BadRules, parse

LIMITS: dict[str, dict[str, Any]] = {
    "waited": {"minutes": 60},
    "posted": {"hours": 24},
    "at_once": {"days": 10, "minutes": 30},
    "rush": {"after": "16:45", "number": 8, "percent": 40},
    "late_supplement": {"percent": 90},
    "relodged": {"days": 10},
    "late_entry": {"minutes": 5},
    "sent_back": {"number": 2, "percent": 90},
    "till": {"number": 1},
}


def written() -> Any:
    """Return a file with every sign, as plain data."""
    return {
        "version": 1,
        "proposal": True,
        "signs": [{"code": code, "source": "x", **LIMITS.get(code, {})} for code in WORDS],
        "more_supplements": [],
        "reports": {"answer_within": "10 working days", "open_at_once": 3},
    }


def test_the_data_are_read_as_they_are_written() -> None:
    rules = parse(written())
    assert set(rules.signs) == set(WORDS)
    assert rules.relodged_days() == 10
    assert str(rules.answer_within) == "10 working days"
    assert rules.signs["rush"].after.hour == 16


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
    data = deepcopy(written())
    change(data)
    with pytest.raises(BadRules, match=said):
        parse(data)


def test_a_sign_that_is_left_out_is_off() -> None:
    data = deepcopy(written())
    data["signs"] = [row for row in data["signs"] if row["code"] != "rush"]
    assert "rush" not in parse(data).signs
