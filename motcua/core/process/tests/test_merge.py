"""Vân and a colleague wrote the same table: nothing of either is lost, and what both touched is asked."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from motcua.core.process import rows
from motcua.core.process.merge import changes, merge
from motcua.core.process.route import Route
from motcua.core.process.rows import changed
from motcua.core.process.table import Row, Table, from_route
from motcua.core.process.tests.law import ROUTE
from motcua.core.process.tests.routes import routes

BASE = from_route(ROUTE)


def with_cell(table: Table, key: str, **cells: object) -> Table:
    row = table.row(key)
    assert row is not None
    return changed(table, replace(row, **cells))  # type: ignore[arg-type]


def row(table: Table, key: str) -> Row:
    found = table.row(key)
    assert found is not None
    return found


def test_two_cells_of_one_row_are_both_kept() -> None:
    made = merge(BASE, with_cell(BASE, "B3", time="2 ngày"), with_cell(BASE, "B3", result="Tờ trình"))
    assert made.conflicts == ()
    assert (row(made.table, "B3").time, row(made.table, "B3").result) == ("2 ngày", "Tờ trình")


def test_the_same_cell_is_asked_and_mine_stands_until_it_is_chosen() -> None:
    theirs, mine = with_cell(BASE, "B3", time="2 ngày"), with_cell(BASE, "B3", time="3 ngày")
    made = merge(BASE, theirs, mine)
    assert [(c.id, c.where, c.theirs, c.mine) for c in made.conflicts] == [
        ("B3.time", "Bước B3, thời gian", "2 ngày", "3 ngày")
    ]
    assert row(made.table, "B3").time == "3 ngày"
    assert row(merge(BASE, theirs, mine, {"B3.time": "theirs"}).table, "B3").time == "2 ngày"


def test_a_row_that_one_inserts_and_one_that_the_other_moves() -> None:
    theirs = rows.insert(BASE, 3, "new")
    mine = rows.move(BASE, "B6", -2)
    made = merge(BASE, theirs, mine)
    assert made.conflicts == ()
    assert [one.key for one in made.table.rows] == ["B1", "B2", "B3", "new", "B6", "B4", "B5", "B7"]
    assert [one.code for one in made.table.rows] == [f"B{n}" for n in range(1, 9)]


def test_both_insert_a_row_at_the_same_place() -> None:
    made = merge(BASE, rows.insert(BASE, 1, "theirs"), rows.insert(BASE, 1, "mine"))
    assert made.conflicts == ()
    assert {one.key for one in made.table.rows[1:3]} == {"theirs", "mine"}


def test_a_row_deleted_here_and_changed_there_is_asked() -> None:
    gone, edited = rows.delete(BASE, "B4"), with_cell(BASE, "B4", name="Khác")
    made = merge(BASE, gone, edited)
    assert [(c.id, c.theirs, c.mine) for c in made.conflicts] == [("B4.row", "xóa", "sửa")]
    assert row(made.table, "B4").name == "Khác"
    taken = merge(BASE, gone, edited, {"B4.row": "theirs"}).table
    assert taken.row("B4") is None
    assert merge(BASE, gone, BASE).table.row("B4") is None, "whoever touched nothing does not bring it back"


def test_a_way_to_a_row_that_the_other_deleted_leads_to_the_row_below() -> None:
    mine = with_cell(BASE, "B5", ways=(row(BASE, "B5").ways[0], replace(row(BASE, "B5").ways[1], to="B4")))
    made = merge(BASE, rows.delete(BASE, "B4"), mine, {"B4.row": "theirs"})
    keys = {one.key for one in made.table.rows}
    assert all(way.to in keys | {"next", "end"} for one in made.table.rows for way in one.ways)


def test_two_orders_are_asked_whole() -> None:
    theirs, mine = rows.move(BASE, "B3", 1), rows.move(BASE, "B6", -2)
    made = merge(BASE, theirs, mine)
    assert [c.id for c in made.conflicts] == [".order"]
    assert [one.key for one in made.table.rows] == [one.key for one in mine.rows]
    taken = merge(BASE, theirs, mine, {".order": "theirs"}).table
    assert [one.key for one in taken.rows] == [one.key for one in theirs.rows]


def edited(table: Table, data: st.DataObject, who: str) -> Table:
    for n in range(data.draw(st.integers(0, 4))):
        key = data.draw(st.sampled_from([one.key for one in table.rows]))
        verb = data.draw(st.sampled_from(["time", "name", "insert", "delete", "move", "head"]))
        if verb in {"time", "name"}:
            table = with_cell(table, key, **{verb: f"{who} {n}"})
        elif verb == "insert":
            table = rows.insert(table, data.draw(st.integers(0, 12)), f"{who}{n}")
        elif verb == "move":
            table = rows.move(table, key, data.draw(st.integers(-2, 2)))
        elif verb == "head":
            table = replace(table, name=f"{who} {n}")
        elif len(table.rows) > 1:
            table = rows.delete(table, key)
    return table


@given(routes(most=6), st.data())
def test_a_merge_with_nothing_is_the_other_and_loses_no_new_row(route: Route, data: st.DataObject) -> None:
    base = from_route(route)
    theirs, mine = edited(base, data, "theirs"), edited(base, data, "mine")
    assert merge(base, theirs, base).table == theirs
    assert merge(base, base, mine).table == mine
    assert merge(base, mine, mine).table == mine
    both = merge(base, theirs, mine).table
    keys = {one.key for one in both.rows}
    new = {one.key for side in (theirs, mine) for one in side.rows} - {one.key for one in base.rows}
    assert new <= keys
    assert len(keys) == len(both.rows)
    assert all(way.to in keys | {"next", "end"} for one in both.rows for way in one.ways)


def test_changes_are_told_in_words() -> None:
    after = rows.move(with_cell(rows.delete(BASE, "B2"), "B3", time="2 ngày", role="head"), "B6", -1)
    after = rows.insert(replace(after, name="Tên mới", records=("Sổ",)), 1, "n")
    labels = {"handler": "Thụ lý hồ sơ", "head": "Phụ trách phòng"}
    assert changes(BASE, after, lambda _, value: labels.get(value, value)) == [
        "Tên quy trình: Quy trình thử → Tên mới",
        "Hồ sơ lưu: (trống) → Sổ",
        "Bỏ bước B2 «Bước B2»",
        "Thêm bước B2",
        "Bước B3, vai trò: Thụ lý hồ sơ → Phụ trách phòng",
        "Bước B3, thời gian: 1 ngày làm việc → 2 ngày",
        "Đổi thứ tự các bước: Bước B1 → B2 → Bước B3 → Bước B4 → Bước B6 → Bước B5 → Bước B7",
    ]
    assert changes(BASE, BASE) == []


def test_ways_and_opinions_are_told_as_people_read_them() -> None:
    after = with_cell(BASE, "B4", ways=row(BASE, "B4").ways[:1])
    assert changes(BASE, rows.drop_asked(after, "B3", 0)) == [
        "Bước B3, lấy ý kiến: Công an (1 ngày làm việc) → (không)",
        "Bước B4, lối ra: «Chuyển» → bước sau; «Trả lại» → B3 → «Chuyển» → bước sau",
    ]
