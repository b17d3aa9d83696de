"""Two editors of one draft: what does not overlap merges by itself, what does is asked, nothing typed is lost."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.procedure.merge import GONE, ORDER, changes, merge

BASE: dict[str, Any] = {
    "name": "Đăng ký khai sinh",
    "sets": 1,
    "express": False,
    "sequence": ["Nộp hồ sơ", "Kiểm tra", "Trả kết quả"],
    "publication": {"decision": "", "effective_date": None},
    "cases": [
        {"code": "late", "name": "Quá hạn", "term": "5 working days", "when": {"question": "age", "is": "old"}},
        {"code": "usual", "name": "Thông thường", "term": "same day", "when": None},
    ],
    "results": [{"code": "paper", "validity": {"amount": 6, "unit": "months"}}],
    "legal_bases": [{"act": "Luật 60/2014/QH13", "article": "Điều 13"}, {"act": "Nghị định 123/2015/NĐ-CP"}],
}


def changed(**parts: Any) -> dict[str, Any]:
    return deepcopy(BASE) | parts


def case(position: int, **parts: Any) -> dict[str, Any]:
    cases = deepcopy(BASE["cases"])
    cases[position] |= parts
    return changed(cases=cases)


def test_different_fields_merge_by_themselves() -> None:
    made = merge(BASE, changed(name="Khai sinh"), changed(sets=2))
    assert made.conflicts == ()
    assert made.value == changed(name="Khai sinh", sets=2)


def test_fields_of_one_item_merge_by_themselves() -> None:
    made = merge(BASE, case(0, name="Khai sinh quá hạn"), case(0, term="8 working days"))
    assert made.conflicts == ()
    assert made.value["cases"][0] == {**BASE["cases"][0], "name": "Khai sinh quá hạn", "term": "8 working days"}


def test_parts_of_the_publication_merge_by_themselves() -> None:
    theirs = changed(publication={"decision": "QĐ 1", "effective_date": None})
    mine = changed(publication={"decision": "", "effective_date": "2026-09-01"})
    assert merge(BASE, theirs, mine).value["publication"] == {"decision": "QĐ 1", "effective_date": "2026-09-01"}


def test_the_same_field_is_asked_and_the_choice_stays() -> None:
    theirs, mine = case(1, name="Đúng hạn"), case(1, name="Bình thường")
    made = merge(BASE, theirs, mine)
    (conflict,) = made.conflicts
    assert conflict.id == "cases/usual/name"
    assert (conflict.base, conflict.theirs, conflict.mine) == ("Thông thường", "Đúng hạn", "Bình thường")
    assert made.undecided({}) == (conflict,)
    assert made.undecided({conflict.id: "mine"}) == ()
    assert merge(BASE, theirs, mine, {conflict.id: "theirs"}).value == theirs
    assert merge(BASE, theirs, mine, {conflict.id: "mine"}).value == mine


def test_a_condition_and_a_validity_are_one_value() -> None:
    theirs = case(0, when={"question": "age", "is": "late"})
    mine = case(0, when={"question": "place", "is": "old"})
    (conflict,) = merge(BASE, theirs, mine).conflicts
    assert conflict.steps == ("cases", "late", "when")
    theirs = changed(results=[{"code": "paper", "validity": {"amount": 12, "unit": "months"}}])
    mine = changed(results=[{"code": "paper", "validity": {"amount": 1, "unit": "years"}}])
    made = merge(BASE, theirs, mine, {"results/paper/validity": "theirs"})
    assert made.value["results"][0]["validity"] == {"amount": 12, "unit": "months"}


def test_one_takes_an_item_out_and_the_other_changes_it() -> None:
    out = changed(cases=BASE["cases"][1:])
    made = merge(BASE, out, case(0, term="8 working days"))
    (conflict,) = made.conflicts
    assert conflict.theirs is GONE
    assert [item["code"] for item in made.value["cases"]] == ["late", "usual"]
    assert merge(BASE, out, case(0, term="8 working days"), {conflict.id: "theirs"}).value == out
    assert merge(BASE, out, changed(sets=2)).value == out | {"sets": 2}


def test_both_add_different_items_and_each_stays_where_it_was_put() -> None:
    first, last = {"code": "a", "name": "A"}, {"code": "z", "name": "Z"}
    made = merge(BASE, changed(cases=[first, *BASE["cases"]]), changed(cases=[*BASE["cases"], last]))
    assert made.conflicts == ()
    assert [item["code"] for item in made.value["cases"]] == ["a", "late", "usual", "z"]


def test_both_add_an_item_with_the_same_code() -> None:
    theirs = changed(cases=[*BASE["cases"], {"code": "new", "name": "Mới", "term": "1 working days"}])
    mine = changed(cases=[*BASE["cases"], {"code": "new", "name": "Mới", "term": "2 working days"}])
    (conflict,) = merge(BASE, theirs, mine).conflicts
    assert conflict.id == "cases/new/term"


def test_one_moves_and_the_other_changes() -> None:
    moved = changed(cases=BASE["cases"][::-1])
    made = merge(BASE, moved, case(0, term="8 working days"))
    assert made.conflicts == ()
    assert [(item["code"], item["term"]) for item in made.value["cases"]] == [
        ("usual", "same day"),
        ("late", "8 working days"),
    ]


def test_both_move_in_different_ways() -> None:
    a, b, c = ({"code": code} for code in "abc")
    made = merge({"x": [a, b, c]}, {"x": [b, a, c]}, {"x": [a, c, b]})
    (conflict,) = made.conflicts
    assert conflict.steps == ("x", ORDER)
    assert made.value["x"] == [a, c, b]
    assert merge({"x": [a, b, c]}, {"x": [b, a, c]}, {"x": [a, c, b]}, {"x/#order": "theirs"}).value["x"] == [b, a, c]


def test_lines_at_different_places_merge_by_themselves() -> None:
    theirs = changed(sequence=["Nộp hồ sơ tại quầy", "Kiểm tra", "Trả kết quả"])
    mine = changed(sequence=["Nộp hồ sơ", "Kiểm tra", "Trả kết quả", "Lưu hồ sơ"])
    made = merge(BASE, theirs, mine)
    assert made.conflicts == ()
    assert made.value["sequence"] == ["Nộp hồ sơ tại quầy", "Kiểm tra", "Trả kết quả", "Lưu hồ sơ"]


def test_lines_added_at_one_place_may_both_stay() -> None:
    theirs = changed(sequence=[*BASE["sequence"], "Lưu hồ sơ"])
    mine = changed(sequence=[*BASE["sequence"], "Đánh giá"])
    (conflict,) = merge(BASE, theirs, mine).conflicts
    assert conflict.both
    kept = merge(BASE, theirs, mine, {conflict.id: "both"})
    assert kept.value["sequence"] == [*BASE["sequence"], "Lưu hồ sơ", "Đánh giá"]
    assert kept.undecided({conflict.id: "both"}) == ()


def test_true_is_not_one() -> None:
    assert merge({"x": 1}, {"x": True}, {"x": 1}).value == {"x": True}
    assert merge({"x": [1]}, {"x": [1]}, {"x": [True]}).value["x"][0] is True


def test_changes_are_told_item_by_item() -> None:
    after = case(0, term="8 working days") | {"sets": 2, "sequence": ["Nộp hồ sơ"]}
    after["legal_bases"] = [*after["legal_bases"], {"act": "Nghị định 1/2026/NĐ-CP"}]
    told = [(change.path, change.kind) for change in changes(BASE, after)]
    assert told == [
        ("sets", "changed"),
        ("sequence", "changed"),
        ("cases.late.term", "changed"),
        ("legal_bases.Nghị định 1/2026/NĐ-CP", "added"),
    ]
    assert [change.kind for change in changes(BASE, changed(cases=BASE["cases"][::-1]))] == ["moved"]
    assert changes(BASE, deepcopy(BASE)) == ()


WORDS = st.text("abcđê ", min_size=1, max_size=4)
SCALARS = st.none() | st.booleans() | st.integers(0, 3) | WORDS
CONDITIONS = st.none() | st.fixed_dictionaries({"question": WORDS, "is": WORDS})
ITEMS = st.lists(
    st.fixed_dictionaries({"code": st.sampled_from("pqrstu"), "name": WORDS, "when": CONDITIONS}),
    max_size=4,
    unique_by=lambda item: str(item["code"]),
)
DOCUMENTS = st.fixed_dictionaries(
    {
        "name": WORDS,
        "sets": SCALARS,
        "publication": st.fixed_dictionaries({"decision": WORDS, "note": WORDS}),
        "lines": st.lists(WORDS, max_size=5),
        "items": ITEMS,
    },
    optional={"later": SCALARS},
)


def text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


@given(DOCUMENTS, DOCUMENTS)
def test_whoever_changed_nothing_gives_way(base: Any, other: Any) -> None:
    assert text(merge(base, other, base).value) == text(other)
    assert text(merge(base, base, other).value) == text(other)
    assert text(merge(base, other, other).value) == text(other)
    assert merge(base, other, base).conflicts == merge(base, other, other).conflicts == ()


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_a_merge_never_changes_what_it_was_given(base: Any, theirs: Any, mine: Any) -> None:
    before = text([base, theirs, mine])
    merge(base, theirs, mine)
    assert text([base, theirs, mine]) == before


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_who_came_second_does_not_matter(base: Any, theirs: Any, mine: Any) -> None:
    here, there = merge(base, theirs, mine), merge(base, mine, theirs)
    assert {c.id for c in here.conflicts if ORDER not in c.id} == {c.id for c in there.conflicts if ORDER not in c.id}
    mine_stays = merge(base, theirs, mine, {c.id: "mine" for c in here.conflicts})
    theirs_stays = merge(base, mine, theirs, {c.id: "theirs" for c in there.conflicts})
    assert by_code(mine_stays.value) == by_code(theirs_stays.value)


def by_code(document: Any) -> str:
    return text(document | {"items": sorted(document["items"], key=lambda item: item["code"])})


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_nothing_that_either_typed_is_lost(base: Any, theirs: Any, mine: Any) -> None:
    made = merge(base, theirs, mine)
    shown = text([made.value, [[c.theirs, c.mine] for c in made.conflicts]])
    for side in (theirs, mine):
        for word in words(side):
            assert word in words(base) or text(word) in shown


def words(value: Any) -> Iterator[str] | list[str]:
    if isinstance(value, dict):
        return [word for item in value.values() for word in words(item)]
    if isinstance(value, list):
        return [word for item in value for word in words(item)]
    return [value] if isinstance(value, str) else []


@given(DOCUMENTS, st.data())
def test_changes_of_different_parts_never_conflict(base: Any, data: st.DataObject) -> None:
    parts = data.draw(st.lists(st.booleans(), min_size=5, max_size=5))
    other = data.draw(DOCUMENTS), data.draw(DOCUMENTS)
    names = ("name", "sets", "publication", "lines", "items")
    theirs = {n: (other[0][n] if his else base[n]) for n, his in zip(names, parts, strict=True)}
    mine = {n: (base[n] if his else other[1][n]) for n, his in zip(names, parts, strict=True)}
    made = merge(base, theirs, mine)
    assert made.conflicts == ()
    assert text({n: made.value[n] for n in names}) == text(
        {n: (theirs if his else mine)[n] for n, his in zip(names, parts, strict=True)}
    )


@pytest.mark.parametrize("side", ["theirs", "mine"])
@given(base=DOCUMENTS, theirs=DOCUMENTS, mine=DOCUMENTS)
def test_every_conflict_can_be_decided(side: str, base: Any, theirs: Any, mine: Any) -> None:
    made = merge(base, theirs, mine)
    choices: Any = {conflict.id: side for conflict in made.conflicts}
    again = merge(base, theirs, mine, choices)
    assert again.undecided(choices) == ()
    assert [c.id for c in again.conflicts] == [c.id for c in made.conflicts]
