"""A table that officials write: moved, renumbered and checked, it means the route that it says."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from motcua.core.process import rows
from motcua.core.process.merge import CELLS, HEAD
from motcua.core.process.review import Limit, review
from motcua.core.process.route import END, Outcome, Route, problems
from motcua.core.process.table import NEXT, Row, Table, Way, from_route, to_route
from motcua.core.process.tests.law import ROUTE
from motcua.core.process.tests.routes import routes
from motcua.core.worktime import Term

TABLE = from_route(ROUTE)
ORDER_ONLY = (
    "Bước cuối phải là trả kết quả",
    "đứng sau quyết định nên không được trả lại",
    "kết thúc hồ sơ mà không trả",
)


def way(code: str, to: str = NEXT) -> Way:
    return Way(code, code, to)


def edges(table: Table) -> set[tuple[str, str, str]]:
    """Name each way that leads to a certain row, by keys."""
    return {(row.key, one.code, one.to) for row in table.rows for one in row.ways if one.to != NEXT}


def test_what_leads_to_the_step_below_leads_to_the_next_row() -> None:
    assert [[one.to for one in row.ways] for row in TABLE.rows[2:5]] == [[NEXT], [NEXT, "B3"], [NEXT, "B3"]]
    assert to_route(TABLE) == (ROUTE, [])


@given(routes())
def test_a_route_comes_back_from_its_table(route: Route) -> None:
    assert problems(route) == []
    assert to_route(from_route(route), route.version) == (route, [])
    assert review(from_route(route)).sound


@given(routes(), st.data())
def test_moving_a_row_keeps_what_leads_where_and_everything_stays_reachable(route: Route, data: st.DataObject) -> None:
    before = from_route(route)
    key = data.draw(st.sampled_from([row.key for row in before.rows]))
    by = data.draw(st.integers(-len(before.rows), len(before.rows)))
    after = rows.move(before, key, by)
    assert edges(after) == edges(before)
    assert {row.key for row in after.rows} == {row.key for row in before.rows}
    assert [row.code for row in after.rows] == [f"B{n}" for n in range(1, len(after.rows) + 1)]
    moved, found = to_route(after)
    assert moved is not None, found
    for _, message in problems(moved):
        assert any(words in message for words in ORDER_ONLY), message


@given(routes(), st.data())
def test_reordering_the_work_before_the_decision_keeps_the_route_sound(route: Route, data: st.DataObject) -> None:
    table = from_route(route)
    decision = next(n for n, row in enumerate(table.rows) if row.decides)
    keys = data.draw(st.permutations([row.key for row in table.rows[1:decision]]))
    for place, key in enumerate(keys, start=1):
        table = rows.move(table, key, place - table.place(key))
    moved, _ = to_route(table)
    assert moved is not None
    assert problems(moved) == []


@given(routes(), st.integers(0, 11), st.integers(1, 5))
def test_a_row_moved_there_and_back_changes_nothing(route: Route, place: int, by: int) -> None:
    before = from_route(route)
    place = min(place, len(before.rows) - 1)
    by = min(by, len(before.rows) - 1 - place)
    key = before.rows[place].key
    assert rows.move(rows.move(before, key, by), key, -by) == before


def test_a_row_between_two_takes_the_way_from_the_one_to_the_other() -> None:
    after = rows.insert(TABLE, 3, "new")
    assert [row.code for row in after.rows] == [f"B{n}" for n in range(1, 9)]
    assert after.target(after.rows[2], after.rows[2].ways[0]) == "new"
    assert after.target(after.rows[3], after.rows[3].ways[0]) == "B4"
    assert after.rows[4].ways[1].to == "B3", "back to the same row as before, whatever its number"


def test_rows_with_codes_of_their_own_keep_them() -> None:
    own = replace(TABLE, rows=(replace(TABLE.rows[0], code="TN"), *TABLE.rows[1:]))
    assert [row.code for row in rows.move(own, "B4", -1).rows] == ["TN", "B2", "B4", "B3", "B5", "B6", "B7"]
    assert rows.insert(own, 1, "new").rows[1].code == "B8"


def test_what_led_to_a_deleted_row_leads_to_where_it_led() -> None:
    after = rows.delete(TABLE, "B3")
    assert [row.key for row in after.rows] == ["B1", "B2", "B4", "B5", "B6", "B7"]
    assert [row.code for row in after.rows] == ["B1", "B2", "B3", "B4", "B5", "B6"]
    route, found = to_route(after)
    assert route is not None, found
    assert [out.to for out in route.step("B4").outcomes] == ["B5", "B3"], "back went to B3, then to what followed it"
    assert rows.delete(TABLE, "gone") is TABLE


@given(routes(), st.data())
def test_no_way_ever_hangs_in_the_air(route: Route, data: st.DataObject) -> None:
    table = from_route(route)
    for n in range(data.draw(st.integers(1, 6))):
        keys = [row.key for row in table.rows]
        verb = data.draw(st.sampled_from(["insert", "delete", "move", "way", "no way"]))
        key = data.draw(st.sampled_from(keys)) if keys else ""
        if verb == "insert":
            table = rows.insert(table, data.draw(st.integers(0, 12)), f"new{n}")
        elif verb == "delete":
            table = rows.delete(table, key)
        elif verb == "move":
            table = rows.move(table, key, data.draw(st.integers(-3, 3)))
        elif verb == "way":
            table = rows.add_way(table, key)
        else:
            table = rows.drop_way(table, key, 0)
        keys = [row.key for row in table.rows]
        assert all(one.to in {*keys, NEXT, END} for row in table.rows for one in row.ways)
        assert all(len({one.code for one in row.ways}) == len(row.ways) for row in table.rows)
        assert len({row.code for row in table.rows}) == len(table.rows)


def test_everything_that_cannot_be_read_is_told_at_once_beside_its_row() -> None:
    bad = (
        replace(TABLE.rows[0], name=" ", time="sớm"),
        replace(TABLE.rows[1], role="", unit="", time=""),
        replace(TABLE.rows[2], asked=(replace(TABLE.rows[2].asked[0], answer_within="không tính", name=""),)),
        replace(TABLE.rows[3], ways=(way("a", ""), Way("a", "", "nowhere"))),
        *TABLE.rows[4:],
    )
    route, found = to_route(replace(TABLE, rows=bad, source=""))
    assert route is None
    assert {(f.key, f.column) for f in found} == {
        ("", "source"), ("B1", "name"), ("B1", "time"), ("B2", "role"), ("B2", "unit"), ("B2", "time"),
        ("B3", "asked"), ("B4", "ways"),
    }  # fmt: skip
    assert any("Không đọc được thời hạn “sớm”" in f.message for f in found)
    assert sum(f.key == "B4" for f in found) == 5


def test_times_as_officials_write_them() -> None:
    for text, days in {
        "0,5 ngày": "1/2", "04 giờ": "1/2", "1/2 ngày": "1/2", "02 ngày làm việc": "2", "4 giờ làm việc": "1/2",
        "không tính": "0", "Không tính thời gian": "0", "-": "0",
    }.items():  # fmt: skip
        one = replace(TABLE, rows=(replace(TABLE.rows[0], time=text),))
        assert str(review(one).counted) == days, text


def test_the_sum_is_given_against_every_case_and_while_other_things_are_wrong() -> None:
    wrong = replace(TABLE, rows=(replace(TABLE.rows[0], name=""), *TABLE.rows[1:]))
    found = review(wrong, [Limit("Thường", Term.parse("3 days")), Limit("Nhanh", Term.parse("2 days"))])
    assert found.counted_vi == "3"
    assert [(one.name, one.fits, one.left_vi) for one in found.sums] == [("Thường", True, "0"), ("Nhanh", False, "1")]
    assert not found.sound
    assert [f.message for f in found.of("")] == [
        "Tổng thời gian các bước là 3 ngày, vượt thời hạn 2 ngày của «Nhanh» 1 ngày."
    ]


def test_a_circle_without_an_end_is_told_beside_each_row_in_it() -> None:
    circle = replace(TABLE.rows[5], ways=(way("forward", "B5"),))
    found = review(replace(TABLE, rows=(*TABLE.rows[:5], circle, TABLE.rows[6])))
    told = {f.key: f.message for f in found.findings if "không đi tới được kết thúc" in f.message}
    assert "B6" in told
    assert not found.sound


def test_a_decision_has_one_way_to_grant_and_one_to_reject() -> None:
    row = replace(TABLE.rows[4], ways=(way("approve"), way("reject"), way("other"), way("back", "B3")))
    found = review(replace(TABLE, rows=(*TABLE.rows[:4], row, *TABLE.rows[5:])))
    assert [f.message for f in found.of("B5")] == [
        "Bước B5: quyết định chỉ có một lối chấp thuận và một lối từ chối; «other» không dùng được."
    ]
    marked = rows.rejects(replace(row, ways=(way("approve"), way("other"))), [1])
    assert [one.code for one in marked.ways] == ["approve", "reject"]
    assert [one.code for one in rows.rejects(marked, []).ways] == ["approve", "approve_2"]


def test_ending_without_returning_and_pausing_while_counting_are_wrong_and_a_counted_return_is_doubtful() -> None:
    early = replace(TABLE.rows[1], ways=(*TABLE.rows[1].ways, way("stop", END)))
    pausing = replace(TABLE.rows[2], pauses="tax")
    counted = replace(TABLE.rows[6], time="1 ngày")
    found = review(replace(TABLE, rows=(TABLE.rows[0], early, pausing, *TABLE.rows[3:6], counted)))
    assert {(f.key, f.column, f.blocking) for f in found.findings} == {
        ("B2", "ways", True), ("B3", "time", True), ("B7", "time", False)
    }  # fmt: skip


def test_a_part_of_a_calendar_day_is_doubtful_because_it_falls_on_the_day_after() -> None:
    for text, doubtful in {"0,5 ngày": True, "4,5 ngày": True, "2 ngày": False, "0,5 ngày làm việc": False}.items():
        found = review(replace(TABLE, rows=(replace(TABLE.rows[0], time=text), *TABLE.rows[1:])))
        assert [f.blocking for f in found.of("B1")] == ([False] if doubtful else []), text


def test_an_empty_table_says_what_to_begin_with() -> None:
    found = review(Table("x", "X", "QĐ"))
    assert [f.message for f in found.findings] == [
        "Quy trình chưa có bước nào: thêm ít nhất bước tiếp nhận và bước trả kết quả."
    ]
    begun = rows.insert(Table("x", "X", "QĐ"), 0, "k")
    assert (begun.rows[0].code, begun.rows[0].kind) == ("B1", "receive")


def test_who_is_asked_is_added_and_taken_away() -> None:
    more = rows.add_asked(TABLE, "B3")
    assert [one.code for one in more.rows[2].asked] == ["police", "opinion"]
    assert rows.drop_asked(more, "B3", 1) == TABLE


def test_every_cell_of_a_row_and_of_the_head_can_be_merged_and_told() -> None:
    assert set(CELLS) == set(Row.__slots__) - {"key", "code"}
    assert set(HEAD) == set(Table.__slots__) - {"code", "rows"}


def test_a_second_way_to_the_same_step_may_be_a_rejection() -> None:
    route = replace(ROUTE.steps[4], outcomes=(Outcome("approve", "Ký", "B6"), Outcome("reject", "Không", "B6")))
    table = from_route(replace(ROUTE, steps=(*ROUTE.steps[:4], route, *ROUTE.steps[5:])))
    assert [one.to for one in table.rows[4].ways] == [NEXT, NEXT]
    assert review(table).sound
