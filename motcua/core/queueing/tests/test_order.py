"""Nobody waits for ever: the order of two lines, whoever comes meanwhile."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.core.queueing.order import (
    CallingRule,
    InLine,
    ahead_of,
    call_order,
    next_in_line,
    place_behind,
    streak,
)

EIGHT = datetime(2026, 11, 24, 1, tzinfo=UTC)
RULES = st.builds(CallingRule, in_a_row=st.integers(1, 5), returned_after=st.integers(1, 5))
LINES = st.lists(st.booleans(), max_size=25)


def line(priorities: list[bool], first: int = 0) -> list[InLine]:
    return [InLine(str(n), EIGHT + timedelta(minutes=n), n, p) for n, p in enumerate(priorities, start=first)]


def test_priority_first_then_one_of_the_others_after_two() -> None:
    waiting = line([False, False, True, True, True, True, True])
    assert [one.number for one in call_order(waiting, 0, CallingRule(in_a_row=2))] == [2, 3, 0, 4, 5, 1, 6]


def test_nobody_waits_nobody_is_called() -> None:
    assert next_in_line([], 0, CallingRule()) is None


@given(LINES, st.integers(0, 5), RULES)
def test_everybody_is_called_once_and_each_line_keeps_its_order(
    priorities: list[bool], run: int, rule: CallingRule
) -> None:
    waiting = line(priorities)
    order = call_order(list(reversed(waiting)), run, rule)
    assert sorted(one.number for one in order) == [one.number for one in waiting]
    for kind in (True, False):
        numbers = [one.number for one in order if one.priority is kind]
        assert numbers == sorted(numbers)


@given(LINES, RULES)
def test_never_more_than_the_rule_in_a_row_while_another_waits(priorities: list[bool], rule: CallingRule) -> None:
    run, waiting = 0, line(priorities)
    while waiting:
        chosen = next_in_line(waiting, run, rule)
        assert chosen is not None
        if any(not one.priority for one in waiting):
            assert run + chosen.priority <= rule.in_a_row
        run = run + 1 if chosen.priority else 0
        waiting.remove(chosen)


@given(st.lists(st.lists(st.booleans(), max_size=4), min_size=1, max_size=12), RULES, st.data())
def test_nobody_starves_whoever_comes_meanwhile(
    arrivals: list[list[bool]], rule: CallingRule, data: st.DataObject
) -> None:
    """One of the others with p before him is called within (p + 1) * (in_a_row + 1) calls, however many come with
    priority; one with priority waits for at most one of the others per ``in_a_row`` before him, and one more."""
    start = line(data.draw(st.lists(st.booleans(), min_size=1, max_size=8)))
    me = data.draw(st.sampled_from(start))
    before = sum(one.priority == me.priority and one.number < me.number for one in start)
    limit = before + 2 + before // rule.in_a_row if me.priority else (before + 1) * (rule.in_a_row + 1)
    run, waiting, latest, made = 0, start, list[bool](), len(start)
    for turn in range(limit):
        comers = arrivals[turn % len(arrivals)]
        waiting = [*waiting, *line(comers, made)]
        made += len(comers)
        run = streak(reversed(latest), rule)
        chosen = next_in_line(waiting, run, rule)
        assert chosen is not None
        if chosen.ticket == me.ticket:
            return
        waiting.remove(chosen)
        latest.append(chosen.priority)
    raise AssertionError(f"not called within {limit} calls")


@given(LINES.filter(bool), st.integers(0, 3), RULES, st.data())
def test_people_before_me_are_those_called_before_me(
    priorities: list[bool], run: int, rule: CallingRule, data: st.DataObject
) -> None:
    waiting = line(priorities)
    me = data.draw(st.sampled_from(waiting))
    assert call_order(waiting, run, rule)[ahead_of(me.ticket, waiting, run, rule)] == me


@given(LINES, st.booleans(), RULES, st.data())
def test_who_comes_back_stands_behind_as_many_as_the_rule_says(
    priorities: list[bool], priority: bool, rule: CallingRule, data: st.DataObject
) -> None:
    waiting, now = line(priorities), EIGHT + timedelta(hours=2)
    place = place_behind(waiting, priority, now, rule)
    own = [one for one in waiting if one.priority == priority]
    back = InLine("back", place, data.draw(st.sampled_from([0, 999])), priority)
    order = sorted([*own, back], key=lambda one: one.key)
    assert order.index(back) == min(rule.returned_after, len(own))
    assert place <= now


def test_a_run_is_counted_from_the_latest_call() -> None:
    rule = CallingRule(in_a_row=3)
    assert streak([True, True, False, True], rule) == 2
    assert streak([False, True], rule) == 0
    assert streak([True] * 9, rule) == 3
