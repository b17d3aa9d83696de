"""The register of entry types: forms, versions and sentences."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from motcua.ledger import registry
from motcua.ledger.read import Entry
from motcua.ledger.registry import BadEntry, EntryType, current_form, known, lookup, register, sentence

RECEIVED = EntryType(
    "story.received",
    version=3,
    required=frozenset({"code", "due"}),
    optional=frozenset({"unit", "papers"}),
    personal=("owner",),
    sentence="{actor} tiếp nhận hồ sơ {code} tại {unit}, hẹn trả {due}{papers}",
    upcast=lambda old, payload: {"due": payload["due_at"], "from": old},
)


@pytest.fixture(autouse=True)
def ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_types", {})
    register(RECEIVED)


def entry(**payload: Any) -> Entry:
    at = datetime(2026, 4, 29, tzinfo=UTC)
    return Entry(1, "story:1", 1, "story.received", 3, at, at, "user:binh", payload, b"", b"", None)


def test_a_type_is_registered_once() -> None:
    register(replace(RECEIVED))
    with pytest.raises(BadEntry, match="twice"):
        register(replace(RECEIVED, version=4))
    for bad in (EntryType("received"), EntryType("a.b", 0), EntryType("a.b", personal=("x",), optional=frozenset("x"))):
        with pytest.raises(BadEntry):
            register(bad)
    assert list(known()) == [lookup("story.received")] == [RECEIVED]


def test_older_payloads_are_brought_up_and_newer_ones_refused() -> None:
    assert current_form("story.received", 3, {"due": 1}) == {"due": 1}
    assert current_form("story.received", 1, {"due_at": 1}) == {"due": 1, "from": 1}
    assert current_form("gone.type", 9, {"x": 1}) == {"x": 1}
    with pytest.raises(BadEntry, match="version 4"):
        current_form("story.received", 4, {})


def test_the_sentence_tells_it_with_names_and_local_times() -> None:
    told = sentence(
        entry(code="H37-260429-0001", unit="06187", due="2026-05-08T10:00:00Z"),
        {"user:binh": "Bình", "06187": "phường Kỳ Lừa"},
    )
    assert told == "Bình tiếp nhận hồ sơ H37-260429-0001 tại phường Kỳ Lừa, hẹn trả 17:00 08/05/2026"


def test_the_sentence_survives_gaps_days_lists_and_braces() -> None:
    told = sentence(entry(code="{actor.__class__}", due="2026-05-08", papers=["a", "b"]), {})
    assert told == "user:binh tiếp nhận hồ sơ {actor.__class__} tại , hẹn trả 08/05/2026a, b"
    assert sentence(replace(entry(), type="gone.type"), {}) == "gone.type"
