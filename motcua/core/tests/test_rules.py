"""Conditions: what they read, what they say, and that they never run anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core import rules
from motcua.core.rules import AllOf, AnyOf, Between, Condition, Finding, Is, Malformed, Not, Words, evaluate

WORDS = Words({"late": "Trẻ đã sinh quá 60 ngày?"}, {("late", "yes"): "Có"})

codes = st.sampled_from(["a", "b", "c"])
bounds = st.integers(-9, 9) | st.none()
leaf = st.builds(Is, codes, st.lists(codes, min_size=1, max_size=3).map(tuple)) | st.builds(
    Between, codes, bounds, st.integers(-9, 9)
)


def _grown(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.builds(AllOf, several) | st.builds(AnyOf, several) | st.builds(Not, parts)


conditions: st.SearchStrategy[Condition] = st.recursive(leaf, _grown, max_leaves=8)
answers = st.dictionaries(codes, st.sampled_from(["a", "b", "3", "-2", "x"]))


@given(conditions)
def test_a_condition_is_read_back_from_its_data(condition: Condition) -> None:
    assert rules.parse(rules.as_data(condition)) == condition


@given(conditions, answers)
def test_not_turns_the_answer_and_leaves_the_unknown(condition: Condition, given_answers: dict[str, str]) -> None:
    straight, turned = evaluate(condition, given_answers), evaluate(Not(condition), given_answers)
    assert turned.value is (None if straight.value is None else not straight.value)


@given(conditions, answers)
def test_an_answer_more_never_changes_what_was_certain(condition: Condition, given_answers: dict[str, str]) -> None:
    before = evaluate(condition, given_answers).value
    for question in "abc":
        after = evaluate(condition, {question: "a", **given_answers}).value
        assert before is None or after is before


@given(st.lists(conditions, min_size=1, max_size=3).map(tuple), answers)
def test_all_and_any_are_each_other_turned(parts: tuple[Condition, ...], given_answers: dict[str, str]) -> None:
    turned = AnyOf(tuple(Not(part) for part in parts))
    assert evaluate(Not(AllOf(parts)), given_answers).value is evaluate(turned, given_answers).value


def test_the_answer_says_why_in_words() -> None:
    assert evaluate(Is("late", ("yes",)), {"late": "yes"}, WORDS) == Finding(True, ("Trẻ đã sinh quá 60 ngày: Có",))
    assert evaluate(Is("late", ("yes",)), {}, WORDS) == Finding(None, ("Chưa biết: Trẻ đã sinh quá 60 ngày",))


@pytest.mark.parametrize(
    ("given_answer", "value"), [("74", False), ("75", True), ("80", True), (80, True), ("81", False), ("1.000", False)]
)
def test_numbers_lie_within_both_bounds(given_answer: str | int, value: bool) -> None:
    assert evaluate(Between("age", 75, 80), {"age": given_answer}).value is value


@pytest.mark.parametrize("text", ["", "abc", "1e3", "٣", "1,5", "9" * 40])
def test_what_is_no_number_leaves_it_unknown(text: str) -> None:
    assert evaluate(Between("age", 75), {"age": text}).value is None


@pytest.mark.parametrize(
    "data",
    [
        None,
        "__import__('os')",
        [],
        {},
        {"question": "a"},
        {"question": "", "is": "x"},
        {"question": "a", "is": []},
        {"question": "a", "is": 3},
        {"question": "a", "is": "x", "at_least": 1},
        {"question": "a", "at_least": True},
        {"question": "a", "at_least": "3"},
        {"question": "a", "eval": "1"},
        {"all": []},
        {"all": "x"},
        {"all": [{"question": "a", "is": "x"}], "any": []},
        {"not": []},
    ],
)
def test_anything_else_is_malformed(data: object) -> None:
    with pytest.raises(Malformed):
        rules.parse(data)


def test_the_questions_of_a_tree_are_known() -> None:
    tree = AllOf((Is("a", ("x",)), Not(AnyOf((Between("b", 1), Is("c", ("y",)))))))
    assert rules.questions_of(tree) == {"a", "b", "c"}
