"""The chain of a stream: the vectors of ADR 0001, and that every change of any column breaks it."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.ledger.canonical_json import canonical_text
from motcua.core.ledger.chain import START, Break, Form, content_digest, entry_hash, first_break
from motcua.core.ledger.merkle import leaf, root

VECTORS = json.loads((Path(__file__).parents[4] / "docs" / "adr" / "0001-vectors.json").read_text())
AT = datetime(2026, 4, 29, 8, 30, tzinfo=UTC)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
FORMS = st.builds(
    Form,
    stream=TEXT,
    seq=st.integers(1, 10**6),
    type=TEXT,
    type_version=st.integers(1, 99),
    at=st.datetimes(min_value=datetime(2000, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    recorded_at=st.datetimes(min_value=datetime(2000, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    actor=TEXT,
    content_digest=st.none() | st.binary(min_size=32, max_size=32),
    leaf_salt=st.binary(min_size=32, max_size=32),
    payload=TEXT,
)


def chained(count: int) -> list[tuple[Form, bytes]]:
    entries, head = [], START
    for seq in range(1, count + 1):
        form = Form("dossier:1", seq, "dossier.moved", 1, AT, AT, "user:chi", None, bytes([seq]) * 32, f'{{"n":{seq}}}')
        head = entry_hash(head, form)
        entries.append((form, head))
    return entries


def read(vector: dict[str, Any]) -> Form:
    digest = vector["content_digest"]
    return Form(
        vector["stream"],
        vector["seq"],
        vector["type"],
        vector["type_version"],
        datetime.fromisoformat(vector["at"]),
        datetime.fromisoformat(vector["recorded_at"]),
        vector["actor"],
        bytes.fromhex(digest) if digest else None,
        bytes.fromhex(vector["leaf_salt"]),
        vector["payload"],
    )


def test_the_vectors_of_the_decision_record() -> None:
    previous, leaves = START, []
    for vector in VECTORS["stream"]:
        if vector["content"] is not None:
            body = canonical_text(vector["content"])
            assert content_digest(bytes.fromhex(vector["content_salt"]), body).hex() == vector["content_digest"]
        assert vector["previous"] == previous.hex()
        previous = entry_hash(previous, read(vector))
        assert previous.hex() == vector["hash"]
        leaves.append(leaf(bytes.fromhex(vector["leaf_salt"]), previous))
        assert leaves[-1].hex() == vector["leaf"]
    assert root(leaves).hex() == VECTORS["root"]


def test_the_preimage_is_what_the_record_says() -> None:
    vector = VECTORS["stream"][0]
    assert sha256(bytes.fromhex(vector["preimage"])).hexdigest() == vector["hash"]


def test_a_whole_chain_holds_and_each_damage_is_found_at_its_place() -> None:
    entries = chained(5)
    assert first_break(entries) is None
    assert first_break([]) is None
    assert first_break(entries[:2] + entries[3:]) == Break(3, "missing")
    assert first_break(entries[1:]) == Break(1, "missing")
    form, stored = entries[2]
    assert first_break([*entries[:2], (replace(form, payload="{}"), stored), *entries[3:]]) == Break(3, "changed")
    rewritten = replace(form, actor="user:khoa")
    again = (rewritten, entry_hash(entries[1][1], rewritten))
    assert first_break([*entries[:2], again, *entries[3:]]) == Break(4, "changed")


@given(FORMS, FORMS, st.sampled_from([field.name for field in fields(Form)]))
def test_every_column_counts(form: Form, other: Form, column: str) -> None:
    changed = replace(form, **{column: getattr(other, column)})
    assert (entry_hash(START, changed) == entry_hash(START, form)) == (changed == form)


@given(FORMS, st.binary(min_size=32, max_size=32))
def test_the_previous_hash_counts(form: Form, previous: bytes) -> None:
    assert (entry_hash(previous, form) == entry_hash(START, form)) == (previous == START)


def test_the_zone_of_a_time_does_not_count_but_it_must_have_one() -> None:
    (form, stored), *_ = chained(1)
    assert entry_hash(START, replace(form, at=AT.astimezone(timezone(timedelta(hours=7))))) == stored
    with pytest.raises(ValueError, match="zone"):
        entry_hash(START, replace(form, at=AT.replace(tzinfo=None)))


def test_lengths_are_checked() -> None:
    (form, _), *_ = chained(1)
    with pytest.raises(ValueError, match="32 bytes"):
        entry_hash(b"", form)
    with pytest.raises(ValueError, match="32 bytes"):
        content_digest(b"short", "{}")
