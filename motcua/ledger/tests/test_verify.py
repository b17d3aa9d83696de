"""The ledger attacked with direct SQL, triggers taken away first: verify names the first damage."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection

from motcua.ledger import erase, models, read, sequencer, verify, work
from motcua.ledger.commit import Committed, Subject
from motcua.ledger.tests.things import Named, Thing, change, found, make
from motcua.ledger.verification.findings import Findings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("log")]


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def swap(one: int, other: int) -> None:
    for old, new in ((one, 99), (other, one), (99, other)):
        sql("UPDATE ledger_position SET position = %s WHERE position = %s", new, old)


def without_triggers() -> None:
    """Do what an attacker with the owner's rights does first."""
    if connection.vendor == "postgresql":
        for table in ("ledger_entry", "ledger_position"):
            sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    else:
        for table in ("ledger_entry", "ledger_position"):
            for verb in ("update", "delete", "replace"):
                sql(f"DROP TRIGGER {table}_no_{verb}")


def verified() -> Findings:
    return verify.verify(lambda _: None, [Thing, Named])


@pytest.fixture
def story(at: datetime) -> list[Committed]:
    """Three things, the second with four entries; all positioned, seen by a follower."""
    made = [make(n, at=at, content={"owner": f"Người {n}"}) for n in range(3)]
    change(found(made[1]), at=at, entries=3)
    sequencer.sequence()
    models.Follower.objects.create(name="facts", version=1, position=read.last_position())
    assert verified().damages == []
    return made


def test_a_whole_ledger_is_sound(story: list[Committed], capsys: pytest.CaptureFixture[str]) -> None:
    whole = verified()
    assert (whole.sound, whole.entries, whole.streams, whole.subjects, whole.positions) == (True, 7, 4, 3, 7)
    assert (whole.contents, whole.erased, whole.waiting, whole.origin) == (3, 0, 0, "demo")
    assert whole.first is None


ATTACKS: dict[str, tuple[Callable[[str], None], str, int]] = {
    "payload": (
        lambda s: sql("UPDATE ledger_entry SET payload = '{\"count\":9}' WHERE stream = %s AND seq = 2", s),
        "Bản ghi số 2 của chuỗi {stream} (vị trí 5) đã bị sửa",
        5,
    ),
    "actor": (
        lambda s: sql("UPDATE ledger_entry SET actor = 'user:khoa' WHERE stream = %s AND seq = 1", s),
        "Bản ghi số 1 của chuỗi {stream} (vị trí 3) đã bị sửa",
        3,
    ),
    "time": (
        lambda s: sql("UPDATE ledger_entry SET at = '2026-01-01 00:00:00+00' WHERE stream = %s AND seq = 4", s),
        "Bản ghi số 4 của chuỗi {stream} (vị trí 7) đã bị sửa",
        7,
    ),
    "salt": (
        lambda s: sql("UPDATE ledger_entry SET leaf_salt = hash WHERE stream = %s AND seq = 3", s),
        "Bản ghi số 3 của chuỗi {stream} (vị trí 6) đã bị sửa",
        6,
    ),
    "middle removed": (
        lambda s: sql("DELETE FROM ledger_entry WHERE stream = %s AND seq = 2", s),
        "Vị trí 5 của sổ cái không còn bản ghi",
        5,
    ),
    "position removed": (
        lambda s: sql("DELETE FROM ledger_position WHERE position = 4"),
        "Sổ cái thiếu vị trí từ 4 đến 4",
        4,
    ),
    "positions swapped": (
        lambda s: swap(5, 6),
        "vị trí không theo thứ tự",
        5,
    ),
    "content": (
        lambda s: sql('UPDATE ledger_content SET body = \'{"owner":"Khoa"}\' WHERE stream = %s', s),
        "Bản ghi số 1 của chuỗi {stream} (vị trí 3): nội dung cá nhân không khớp",
        3,
    ),
    "content removed": (
        lambda s: sql("DELETE FROM ledger_content WHERE stream = %s", s),
        "Bản ghi số 1 của chuỗi {stream} (vị trí 3): nội dung cá nhân bị mất",
        3,
    ),
    "row changed": (
        lambda s: sql("UPDATE ledger_tests_thing SET version = 3 WHERE version = 4"),
        "Dòng dữ liệu của chuỗi {stream} (phiên bản 3) không khớp",
        7,
    ),
    "row removed": (
        lambda s: sql("DELETE FROM ledger_tests_thing WHERE version = 4"),
        "Chuỗi {stream} không còn dòng dữ liệu",
        7,
    ),
    "opening removed": (
        lambda s: sql("DELETE FROM ledger_entry WHERE stream = 'log'"),
        "Sổ cái chưa được mở hoặc bản ghi mở sổ đã bị xóa",
        1,
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_named(story: list[Committed], attack: str) -> None:
    without_triggers()
    how, message, position = ATTACKS[attack]
    how(story[1].stream)
    first = verified().first
    assert first is not None
    assert message.format(stream=story[1].stream) in first.message
    assert first.position == position


def test_the_last_entry_removed_with_its_row_set_back(story: list[Committed], at: datetime) -> None:
    thing = found(story[1])
    before = read.stream(thing.stream)[-2]
    without_triggers()
    sql("DELETE FROM ledger_entry WHERE stream = %s AND seq = 4", thing.stream)
    sql("UPDATE ledger_tests_thing SET version = 3, head = %s WHERE version = 4", before.hash)
    first = verified().first
    assert first is not None
    assert "Vị trí 7 của sổ cái không còn bản ghi" in first.message


def test_a_whole_stream_removed_leaves_its_positions(story: list[Committed]) -> None:
    without_triggers()
    stream = story[1].stream
    sql("DELETE FROM ledger_entry WHERE stream = %s", stream)
    sql("DELETE FROM ledger_content WHERE stream = %s", stream)
    sql("DELETE FROM ledger_tests_thing WHERE version = 4")
    messages = [damage.message for damage in verified().damages]
    assert next(m for m in messages if "không còn bản ghi" in m).startswith("Vị trí 3")


def test_the_logs_end_cut_off_with_its_positions_is_seen_by_its_followers(story: list[Committed]) -> None:
    without_triggers()
    last = story[2].stream
    sql("DELETE FROM ledger_position WHERE position > 4")
    sql("DELETE FROM ledger_entry WHERE stream = %s AND seq > 1", story[1].stream)
    head = read.stream(story[1].stream)[-1].hash
    sql("UPDATE ledger_tests_thing SET version = 1, head = %s WHERE version = 4", head)
    first = verified().first
    assert last
    assert first is not None
    assert "“facts” đã xử lý đến vị trí 7 nhưng sổ cái chỉ còn đến 4" in first.message


def test_an_entry_forged_at_the_end_of_a_stream_does_not_match_its_row(story: list[Committed]) -> None:
    sql(
        "INSERT INTO ledger_entry (stream, seq, type, type_version, at, recorded_at, actor, payload, hash, leaf_salt) "
        "SELECT stream, 5, type, 1, at, at, 'user:khoa', payload, hash, leaf_salt FROM ledger_entry "
        "WHERE stream = %s AND seq = 4",
        story[1].stream,
    )
    assert "Bản ghi số 5" in " ".join(damage.message for damage in verified().damages)


def test_rows_and_contents_without_entries_are_found(story: list[Committed]) -> None:
    sql("INSERT INTO ledger_content (stream, seq, salt, body) VALUES ('thing:x', 1, %s, '{}')", b"1" * 32)
    sql("INSERT INTO ledger_tests_named (id, version, head, code) VALUES (%s, 1, %s, 'H37')", "0" * 31 + "1", b"1" * 32)
    messages = " ".join(damage.message for damage in verified().damages)
    assert "Nội dung cá nhân số 1 của chuỗi thing:x không có bản ghi" in messages
    assert "Dòng dữ liệu của chuỗi named:H37 không có bản ghi" in messages


def test_missing_triggers_alone_are_a_damage(story: list[Committed]) -> None:
    without_triggers()
    result = verified()
    assert result.first is not None
    assert "Khóa ledger_entry" in result.first.message


def test_erased_contents_are_explained_by_their_entry(story: list[Committed], at: datetime) -> None:
    thing = found(story[1])
    digest = models.Entry.objects.get(stream=thing.stream, seq=1).content_digest
    erase.erase(Subject.of(thing), [1], ground="citizen_request", actor="user:ha", at=at)
    assert read.content(thing.stream, 1) is None
    assert models.Entry.objects.get(stream=thing.stream, seq=1).content_digest == digest
    result = verified()
    assert (result.damages, result.contents, result.erased, result.waiting) == ([], 2, 1, 1)


def test_the_command_tells_it_and_its_exit_code_says_it(
    story: list[Committed], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "streamed_models", lambda: [Thing])
    assert verify.main([]) == 0
    told = capsys.readouterr().out
    assert "demo (bản trình diễn)" in told
    assert "✓ Sổ cái nguyên vẹn." in told
    without_triggers()
    sql("UPDATE ledger_entry SET payload = '{}' WHERE stream = %s AND seq = 2", story[1].stream)
    assert verify.main(["--quiet"]) == 1
    told = capsys.readouterr().out
    assert f"✗ Sổ cái KHÔNG nguyên vẹn. Hư hại đầu tiên: Bản ghi số 2 của chuỗi {story[1].stream}" in told


def test_thousands_of_damages_are_counted_but_not_kept() -> None:
    result = Findings()
    for position in range(5000, 0, -1):
        result.damage("x", position)
    assert (result.damaged, result.first and result.first.position) == (5000, 1)
    assert len(result.damages) <= 200
    assert "4980 hư hại khác" in list(verify.told(result))[-1]
    assert work.status() is not None


@pytest.mark.parametrize("column", ["hash", "seq", "leaf_salt", "at", "content_digest"])
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite stores a value of another type")
def test_unreadable_values_are_damage_not_a_crash(story: list[Committed], column: str) -> None:
    without_triggers()
    sql(f"UPDATE ledger_entry SET {column} = 'x' WHERE stream = %s AND seq = 2", story[1].stream)
    result = verified()
    assert story[1].stream in " ".join(damage.message for damage in result.damages)
