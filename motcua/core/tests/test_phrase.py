"""Phrases: Vietnamese by themselves, and whole again after they were stored."""

import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.phrase import Listing, Money, Phrase, Value, marked, named, to_data
from motcua.core.phrase_data import from_data, phrase_from
from motcua.core.refusal import Refused
from motcua.core.worktime import Term
from motcua.core.worktime.facts import Day, Length, Moment, OfficeTime, Weekday

WEDNESDAY = Day(date(2026, 5, 6))
TERMS = st.builds(
    Term,
    st.fractions(min_value=Fraction(1, 100), max_value=3000, max_denominator=100),
    st.sampled_from(["working_days", "working_hours", "days"]),
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.text(max_size=20),
        st.integers(),
        st.dates().map(Day),
        st.integers(0, 6).map(Weekday),
        st.builds(Moment, st.dates().map(Day), st.integers(0, 86400)),
        st.integers(0, 10**6).map(OfficeTime),
        st.integers(0, 10**12).map(Money),
        TERMS.map(Length),
        st.builds(named, st.text(max_size=20), st.sampled_from(["", "verb"])),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: Listing(tuple(items), "; ")),
        st.dictionaries(st.sampled_from("abc"), inner, max_size=3).map(
            lambda facts: Phrase("".join(f"{{{name}}} " for name in facts), **facts)
        ),
    ),
    max_leaves=6,
)


def test_a_phrase_is_its_vietnamese() -> None:
    said = Phrase("Hẹn trả {at}, còn {owed}, sau {term}.", at=Moment(WEDNESDAY, 61200), owed=Money(12000), term=Length(
        Term.parse("15 working days")))  # fmt: skip
    assert str(said) == f"{said}" == "Hẹn trả 17:00 Thứ Tư 06/05/2026, còn 12.000 đ, sau 15 ngày làm việc."
    assert str(Listing((WEDNESDAY, OfficeTime(12000), 3, "x"), " · ")) == "Thứ Tư 06/05/2026 · 3 giờ 20 phút · 3 · x"


def test_facts_are_never_read_as_places() -> None:
    assert str(Phrase("Không có “{code}”.", code="{code.__class__} {0} %s")) == "Không có “{code.__class__} {0} %s”."
    assert str(Phrase("phải có dạng {from: …}")) == "phải có dạng {from: …}"
    assert str(named("Lễ {x}")) == "Lễ {x}"


def test_homonyms_are_told_apart_by_their_context() -> None:
    assert named("tiếp nhận", "verb") != named("tiếp nhận")
    assert named("tiếp nhận", "verb") == named(marked("tiếp nhận", "verb"), "verb")
    assert len({Phrase("a {x}", x=1), Phrase("a {x}", x=1), Phrase("a {x}", x=2)}) == 2


@given(VALUES)
def test_what_is_stored_comes_back_whole(value: Value) -> None:
    data = json.loads(json.dumps(to_data(value)))
    again = from_data(data)
    assert again == value
    assert str(again) == str(value)


@pytest.mark.parametrize(
    "data",
    [None, True, 1.5, [], {}, {"who": 1}, {"day": "06/05/2026"}, {"day": 7}, {"moment": ["2026-05-06"]}, {"term": "x"},
     {"list": 3}, {"phrase": "a {x}", "facts": {"x": None}}, {"phrase": "a", "facts": 3}],
)  # fmt: skip
def test_what_was_damaged_is_not_a_phrase(data: Any) -> None:
    with pytest.raises(ValueError, match="not a stored phrase"):
        from_data(data)


def test_only_a_phrase_is_a_phrase() -> None:
    assert phrase_from({"phrase": "Đã rút."}) == Phrase("Đã rút.")
    with pytest.raises(ValueError, match="not a stored phrase"):
        phrase_from("Đã rút.")


def test_a_refusal_keeps_its_sentences_as_phrases_and_in_vietnamese() -> None:
    owed = Refused("owed", Phrase("Còn {money} chưa nộp.", money=Money(8000)), "Thu tiền trước.")
    assert (owed.message, owed.hint) == ("Còn 8.000 đ chưa nộp.", "Thu tiền trước.")
    assert (owed.said.template, owed.advised) == ("Còn {money} chưa nộp.", named("Thu tiền trước."))
    assert str(owed) == "owed: Còn 8.000 đ chưa nộp."
