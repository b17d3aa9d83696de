"""Canonical JSON: the vectors of RFC 8785, what is refused, and that one value has one text."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from enum import IntEnum, StrEnum
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.ledger import NotCanonical, canonical, canonical_text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
LEAVES = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=20)


class Colour(StrEnum):
    RED = "đỏ"


class Level(IntEnum):
    FULL = 2


def test_the_sorting_example_of_rfc_8785() -> None:
    value = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }
    order = [line.split(" ")[0] for line in json.loads(canonical(value)).values()]
    assert order == ["Carriage", "One", "Control", "Latin", "Euro", "Emoji:", "Hebrew"]


def test_the_escapes_of_rfc_8785() -> None:
    value = {"string": '\u20ac$\u000f\nA\'B"\\\\"/', "literals": [None, True, False]}
    expected = '{"literals":[null,true,false],"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    assert canonical_text(value) == expected
    assert canonical_text("\x00\x08\t\n\x0c\r\x1f\x7f") == '"\\u0000\\b\\t\\n\\f\\r\\u001f\x7f"'
    assert canonical({"tên": "Lạng Sơn"}) == '{"tên":"Lạng Sơn"}'.encode()


def test_moments_are_told_in_utc() -> None:
    local = datetime(2026, 4, 29, 15, 30, tzinfo=timezone(timedelta(hours=7)))
    assert canonical([local, local.replace(microsecond=1500), date(2026, 4, 29)]) == (
        b'["2026-04-29T08:30:00Z","2026-04-29T08:30:00.001500Z","2026-04-29"]'
    )
    assert canonical(UUID(int=1)) == b'"00000000-0000-0000-0000-000000000001"'
    assert canonical([Colour.RED, (1, 2), datetime(2026, 1, 1, tzinfo=UTC)]) == (
        '["đỏ",[1,2],"2026-01-01T00:00:00Z"]'.encode()
    )


@pytest.mark.parametrize(
    ("value", "named"),
    [
        (1.0, "float"),
        ({"a": [1, float("nan")]}, r"\$\.a\[1\]: float"),
        (2**53, "beyond"),
        (-(2**53), "beyond"),
        ({1: "x"}, "1 is no text"),
        ({"a": {None: 1}}, r"\$\.a: the key None"),
        (datetime(2026, 1, 1), "zone"),  # noqa: DTZ001
        ({"x": "\ud800"}, "surrogate"),
        ({"\ud800": 1}, "surrogate"),
        ({1, 2}, "set"),
        (b"x", "bytes"),
        (Level.FULL, "Level"),
    ],
)
def test_what_has_no_canonical_form_is_refused_with_its_place(value: Any, named: str) -> None:
    with pytest.raises(NotCanonical, match=named):
        canonical(value)


@given(VALUES)
def test_reading_it_back_gives_the_value_and_the_same_text(value: Any) -> None:
    text = canonical_text(value)
    assert json.loads(text) == value
    assert canonical_text(json.loads(text)) == text


@given(st.dictionaries(TEXTS, LEAVES, min_size=2), st.randoms())
def test_the_order_of_keys_does_not_matter(value: dict[str, Any], chance: Any) -> None:
    keys = list(value)
    chance.shuffle(keys)
    assert canonical({key: value[key] for key in keys}) == canonical(value)
