"""Each sign at its threshold and just below; the trail survives being stored; entries of any order never break it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.process.events import moment
from motcua.core.signs.rules import parse
from motcua.core.signs.tests.test_rules import written
from motcua.core.signs.trail import MOVES, Reception, Told, Trail, from_data, rush, walk

RULES = parse(written())
START = datetime(2026, 4, 20, 1, 0, tzinfo=UTC)
PLACES = {"procedure": "1.001193", "reception_unit": "06187.TTPVHCC", "competent_unit": "06187"}


def at(minutes: int) -> datetime:
    """Return a moment some minutes after the start."""
    return START + timedelta(minutes=minutes)


def received(minutes: int = 0, **more: Any) -> tuple[str, int, dict[str, Any]]:
    """Return a reception with a due date ten days on."""
    due = moment(at(minutes) + timedelta(days=10))
    step = {"step_unit": "06187.VHXH", "step_due": moment(at(minutes + 600)), "step": "B2"}
    return "dossier.received", minutes, {**PLACES, "channel": 1, "due": due, "term": "10 days", **step, **more}


def submitted(channel: int, check: int = 480) -> tuple[str, int, dict[str, Any]]:
    """Return a lodging from outside at the start."""
    return "dossier.submitted", 0, {**PLACES, "channel": channel, "check_by": moment(at(check))}


def signs(*entries: tuple[str, int, dict[str, Any]], recorded: int = 0) -> list[str]:
    """Walk entries, storing the trail in between, and return the codes of the signs that they give."""
    trail, found = Trail(), []
    for seq, (kind, minutes, payload) in enumerate(entries, start=1):
        told = Told(kind, seq, at(minutes), at(minutes + recorded), payload)
        trail, seen = walk(from_data(json.loads(json.dumps(trail.as_data()))), told, RULES)
        found += [one.code for one in seen]
    return found


def routed(minutes: int, *, back: bool = False, due: int = 2000) -> tuple[str, int, dict[str, Any]]:
    """Return a step taken, forwards or back."""
    return "dossier.routed", minutes, {"step_unit": "06187.VHXH", "step_due": moment(at(due)), "back": back}


DECIDED = {"outcome": "granted", "electronic": True, "number": "1"}
ASKED = {"consultation_code": "L1", "unit": "H37.SKHCN", "answer_by": moment(at(900)), "silence": "none"}


@pytest.mark.parametrize(
    ("entries", "recorded", "expected"),
    [
        ([received(60, ticket_at=moment(at(0)))], 0, ["waited"]),
        ([received(59, ticket_at=moment(at(0)))], 0, []),
        ([submitted(2), received(481, channel=2)], 0, ["portal"]),
        ([submitted(2), received(480, channel=2)], 0, []),
        ([submitted(3), received(1440, channel=3)], 0, ["posted"]),
        ([received(1440, channel=3, posted_at=moment(at(0)))], 0, ["posted"]),
        ([submitted(3), received(1439, channel=3)], 0, []),
        ([received(), ("dossier.decided", 30, DECIDED)], 0, ["at_once"]),
        ([received(), ("dossier.decided", 31, DECIDED)], 0, []),
        ([received(term="9 days"), ("dossier.decided", 30, DECIDED)], 0, []),
        ([received(term="4 working hours"), ("dossier.decided", 1, DECIDED)], 0, []),
        ([received(), ("dossier.supplement_asked", 12960, {"count": 1, "due": None})], 0, ["late_supplement"]),
        ([received(), ("dossier.supplement_asked", 12959, {"count": 1, "due": None})], 0, []),
        ([received(), ("dossier.supplement_asked", 9, {"count": 2, "due": None})], 0, ["second_supplement"]),
        ([received(after_refusal="x")], 0, ["relodged"]),
        ([received(), ("dossier.suspended", 9, {"ground": "tax", "paper": " ", "due": None})], 0, ["no_paper"]),
        ([received(), ("dossier.suspended", 9, {"ground": "tax", "paper": "12/TB", "due": None})], 0, []),
        ([received()], 5, ["late_entry"]),
        ([received()], 4, []),
        ([received(late=True)], 0, ["late_entry"]),
        ([received(), routed(100, back=True)], 0, []),
        ([received(), routed(100, back=True), routed(200), routed(300, back=True)], 0, ["sent_back"]),
        ([received(), routed(540, back=True)], 0, ["sent_back"]),
        ([received(), routed(539, back=True)], 0, []),
        (
            [received(), ("dossier.consultation_asked", 9, ASKED), ("dossier.decided", 60, DECIDED)],
            0,
            ["before_opinion"],
        ),
        ([received(), ("dossier.corrected", 9, {"fields": ["applicant.name"], "ground": "typing"})], 0, ["corrected"]),
    ],
)
def test_a_sign_is_seen_at_its_threshold_and_not_below(entries: Any, recorded: int, expected: list[str]) -> None:
    assert signs(*entries, recorded=recorded) == expected


def test_an_opinion_written_down_after_the_result_is_a_sign_even_with_an_earlier_time_of_its_own() -> None:
    opinion = {"consultation": 2, "unit": "H37.SKHCN", "verdict": "agree", "late": True}
    trail = Trail()
    for kind, minutes, recorded, payload in (
        ("dossier.consultation_asked", 9, 9, ASKED),
        ("dossier.consultation_answered", 50, 70, opinion),
    ):
        trail, _ = walk(trail, Told(kind, 2, at(minutes), at(recorded), payload), RULES)
    _, early = walk(trail, Told("dossier.decided", 3, at(60), at(71), DECIDED), RULES)
    assert "before_opinion" in [one.code for one in early]
    decided, fine = walk(trail, Told("dossier.decided", 3, at(71), at(71), DECIDED), RULES)
    assert fine == ()
    answered = Told("dossier.consultation_answered", 4, at(80), at(80), opinion)
    assert [one.code for one in walk(decided, answered, RULES)[1]] == ["before_opinion"]


def test_an_opinion_that_came_late_is_no_entry_made_late() -> None:
    opinion = {"consultation": 2, "unit": "H37.SKHCN", "verdict": "agree", "late": True}
    entries = received(), ("dossier.consultation_asked", 9, ASKED), ("dossier.consultation_answered", 99, opinion)
    assert signs(*entries) == []


@given(st.lists(st.integers(0, 600), max_size=60), st.integers(0, 600))
def test_a_rush_marks_all_or_none_of_those_after_the_hour(minutes: list[int], hour: int) -> None:
    rule = RULES.signs["rush"]
    day = tuple(Reception(str(n), at(minute)) for n, minute in enumerate(minutes))
    late = tuple(one for one in day if one.at >= at(hour))
    found = rush(day, at(hour), rule)
    assert found in ((), late)
    assert bool(found) == (len(late) >= rule.number and 100 * len(late) >= rule.percent * len(day))


@given(st.lists(st.tuples(st.sampled_from(sorted(MOVES)), st.integers(0, 20000)), max_size=12))
def test_entries_in_any_order_never_break_the_trail(steps: list[tuple[str, int]]) -> None:
    whole = {
        **received()[2], **ASKED, **DECIDED, "check_by": moment(at(480)), "count": 1, "items": [], "paper": "",
        "ground": "x", "fields": [], "consultation": 1, "back": True, "after_refusal": "",
    }  # fmt: skip
    known = set(RULES.signs)
    assert set(signs(*((kind, minutes, whole) for kind, minutes in steps))) <= known
