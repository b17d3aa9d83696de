"""Custody adds up whatever happens: what came in is what is held and what left; nothing leaves twice."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.process.custody import Custody, Folder, custody, owed_from
from motcua.core.process.decide import custody as decide
from motcua.core.process.decide.custody import APPLICANT, IDENTITY, NEEDED, SHOWN, WHO, Collector, Standing
from motcua.core.process.decide.decision import Draft
from motcua.core.process.events import Event
from motcua.core.process.fold import Snapshot
from motcua.core.process.states import State
from motcua.core.refusal import Refused

NOW = datetime(2026, 4, 20, 1, tzinfo=UTC)
OPEN = Snapshot(state=State.IN_PROGRESS, reception_unit="A", return_unit="A", step_unit="B", code="X")
ME = Collector(APPLICANT, frozenset({IDENTITY}))
ONE = st.tuples(st.sampled_from(["take", "back", "keep"]), st.sampled_from("abc"), st.integers(1, 3))
ACTS = st.lists(ONE, max_size=25)


def events(drafts: list[Draft]) -> list[Event]:
    """Put drafts in order."""
    return [Event(d.type, n, NOW + timedelta(minutes=n), "user:1", d.payload) for n, d in enumerate(drafts, 1)]


@given(ACTS)
def test_whatever_is_asked_originals_add_up(acts: list[tuple[str, str, int]]) -> None:
    drafts: list[Draft] = []
    expected: Counter[str] = Counter()
    for act, code, count in acts:
        state = custody(events(drafts))
        try:
            if act == "take":
                drafts.append(decide.take(OPEN, NOW, custody=state, wanted={code: count}))
                expected[code] += count
            else:
                back, kept = ({code: count}, {}) if act == "back" else ({}, {code: count})
                drafts += decide.give_back(
                    OPEN, NOW, custody=state, back=back, kept=kept, collector=ME, standing=Standing(), desk={"A"}
                )
                expected[code] -= count
        except Refused:
            assert act != "take"
            assert state.held.get(code, 0) < count
        after = custody(events(drafts))
        assert after.held == {code: n for code, n in expected.items() if n}
        if drafts:
            assert drafts[-1].payload["left"] == after.owed


@pytest.mark.parametrize("who", WHO)
def test_each_collector_shows_what_the_rule_asks_and_no_less(who: str) -> None:
    known = Standing(authorised=True, mandate=True)
    full = Collector(who, frozenset(SHOWN), "Lê Văn Tư")
    decide.may_collect(full, known)
    for choice in NEEDED[who]:
        with pytest.raises(Refused) as lacking:
            decide.may_collect(replace(full, shown=full.shown - choice), known)
        assert lacking.value.code == "not_shown"


def test_only_papers_of_the_persons_own_are_owed() -> None:
    kinds = {"form": "declaration", "card": "issued_paper", "map": "drawing"}
    handed = [("form", "paper", 1), ("card", "paper", 2), ("map", "paper", 1), ("card", "file", 0)]
    assert owed_from(kinds, handed) == {"card": 2}


def test_a_folder_follows_its_step_and_goes_home_while_originals_are_owed() -> None:
    closed = replace(OPEN, closed_at=NOW, step_unit="")
    assert decide.target(OPEN, "A", 0) == "B"
    assert decide.target(OPEN, "B", 0) == ""
    assert decide.target(closed, "B", 1) == "A"
    assert decide.target(closed, "B", 0) == ""
    assert decide.target(closed, "A", 1) == ""


def test_a_folder_on_the_way_or_in_other_hands_is_not_given() -> None:
    lies = Folder("A", "user:1", NOW)
    asked = {"actor": "user:1", "to_unit": "B", "sheet": "s"}
    assert decide.send(OPEN, NOW, folder=lies, **asked).payload == {"sheet": "s", "unit": "A", "to_unit": "B"}
    for folder, code in (
        (replace(lies, sheet="t", to_unit="B"), "on_the_way"),
        (replace(lies, holder="user:2"), "not_in_hands"),
        (replace(lies, unit="B"), "same_unit"),
        (replace(lies, holder=""), "not_its_way"),
    ):
        with pytest.raises(Refused) as refused:
            decide.send(OPEN, NOW, folder=folder, **(asked if code != "not_its_way" else {**asked, "to_unit": "C"}))
        assert refused.value.code == code
    assert Custody().owed == 0
