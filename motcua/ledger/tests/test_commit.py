"""One door: what a commit writes, what it refuses, and who wins."""

import hashlib
from datetime import date, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.core.ledger.chain import START, Form, entry_hash
from motcua.core.refusal import Refused
from motcua.ledger import models, read
from motcua.ledger.commit import (
    Change,
    Delete,
    Insert,
    Key,
    LostRace,
    NewEntry,
    Subject,
    Update,
    commit,
    commit_many,
    once,
    repeated,
    retrying,
)
from motcua.ledger.registry import BadEntry
from motcua.ledger.tests.things import Named, Part, Thing, change, found, make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("log")]


def key(value: str = "form-1", content: str = "a", action: str = "make") -> Key:
    return Key(value, action, hashlib.sha256(content.encode()).digest())


def test_creation_writes_row_entry_and_chain(at: datetime) -> None:
    made = make(3, at=at, content={"owner": "Nguyễn Văn An"})
    thing = found(made)
    assert (thing.version, bytes(thing.head), thing.title, thing.extra, thing.day) == (1, made.head, "Vật", {}, None)
    (entry,) = read.stream(made.stream)
    assert (entry.seq, entry.type, entry.actor, entry.at, entry.payload) == (
        1,
        "thing.made",
        "user:binh",
        at,
        {"count": 3},
    )
    row = models.Entry.objects.get(stream=made.stream)
    assert row.content_digest is not None
    form = Form(
        row.stream,
        1,
        "thing.made",
        1,
        row.at,
        row.recorded_at,
        row.actor,
        bytes(row.content_digest),
        bytes(row.leaf_salt),
        row.payload,
    )
    assert entry_hash(START, form) == made.head == bytes(row.hash)
    assert read.content(made.stream, 1) == {"owner": "Nguyễn Văn An"}
    assert "An" not in row.payload


def test_several_entries_raise_the_version_and_follow_each_other(at: datetime) -> None:
    made = make(at=at)
    changed = change(found(made), at=at, entries=3)
    assert changed.version == 4
    assert [entry.seq for entry in read.stream(made.stream)] == [1, 2, 3, 4]
    ids = list(models.Entry.objects.filter(stream=made.stream).order_by("seq").values_list("id", flat=True))
    assert ids == sorted(ids)
    assert bytes(found(made).head) == changed.head == read.stream(made.stream)[-1].hash


def test_two_officers_at_once_only_one_wins_and_nothing_else_is_written(at: datetime) -> None:
    made = make(at=at)
    as_chi_read, as_dung_read = found(made), found(made)
    change(as_chi_read, at=at)
    with pytest.raises(LostRace):
        change(as_dung_read, at=at, children=[Insert(Part, {"thing_id": as_dung_read.pk, "name": "x"})], key=key())
    assert not Part.objects.exists()
    assert not models.IdempotencyKey.objects.exists()
    assert len(read.stream(made.stream)) == 2


def test_a_lost_race_leaves_the_callers_transaction_usable(at: datetime) -> None:
    made = make(at=at)
    stale = found(made)
    change(stale, at=at)
    with transaction.atomic():
        with pytest.raises(LostRace):
            change(stale, at=at)
        assert change(found(made), at=at).version == 3


def test_retrying_decides_again_and_gives_up_after_three(at: datetime) -> None:
    made = make(at=at)
    stale = [found(made)]
    change(stale[0], at=at)

    def attempt() -> int:
        thing = stale.pop() if stale else found(made)
        return change(thing, at=at).version

    assert retrying(attempt) == 3

    def hopeless() -> None:
        tries.append(1)
        raise LostRace(made.stream)

    tries: list[int] = []
    with pytest.raises(Refused) as refused:
        retrying(hopeless)
    assert (refused.value.code, len(tries)) == ("busy", 3)


def test_the_same_key_returns_the_first_result_and_other_content_is_refused(at: datetime) -> None:
    assert repeated(key(), "visitor") is None
    made = make(at=at, actor="visitor", key=key(), result={"code": "H37-1"})
    assert repeated(key(), "visitor") == {"code": "H37-1"}
    for other in (key(content="b"), key(action="other")):
        with pytest.raises(Refused) as refused:
            repeated(other, "visitor")
        assert refused.value.code == "key_reused"
    assert repeated(key(), "user:khoa") is None
    with pytest.raises(LostRace):  # inside the test's transaction; test_races has the repeat in autocommit
        make(at=at, actor="visitor", key=key())
    assert Thing.objects.count() == 1
    assert made.result == {"code": "H37-1"}


def test_a_request_is_answered_once_even_when_its_double_came_first_in_between(at: datetime) -> None:
    made = make(at=at)
    tries: list[int] = []

    def attempt() -> object:
        tries.append(1)
        thing = found(made)
        change(thing, at=at, key=key(action="receive"), result={"slip": 1})  # the double click, just before us
        raise Refused("already_received", "Hồ sơ đã được tiếp nhận.")

    def request() -> object:
        return once(key(action="receive"), "user:chi", attempt, lambda first: first)

    assert request() == {"slip": 1}
    assert request() == {"slip": 1}
    assert len(tries) == 1
    with pytest.raises(Refused, match="already_received"):
        once(key("form-2"), "user:chi", _refuse, lambda first: first)
    with pytest.raises(Refused, match="key_reused"):
        once(key(content="b", action="receive"), "user:chi", attempt, lambda first: first)
    assert once(None, "user:chi", lambda: 7, lambda _: 8) == 7


def _refuse() -> object:
    raise Refused("already_received", "Hồ sơ đã được tiếp nhận.")


def test_a_key_without_result_remembers_what_was_made(at: datetime) -> None:
    pk = uuid4()
    make(at=at, pk=pk, key=key())
    assert repeated(key(), "user:binh") == {"id": str(pk), "version": 1}


def test_an_update_with_a_used_key_writes_nothing(at: datetime) -> None:
    first, second = make(at=at), make(2, at=at)
    change(found(first), at=at, key=key())
    with pytest.raises(Refused, match="key_reused"):
        change(found(second), at=at, key=key(content="b"))
    assert found(second).version == 1


def test_creating_the_same_row_twice_loses(at: datetime) -> None:
    pk = uuid4()
    make(at=at, pk=pk)
    with pytest.raises(LostRace):
        make(at=at, pk=pk)


def test_a_stream_can_be_named_by_a_code(at: datetime) -> None:
    new = Subject(Named, uuid4(), columns={"code": "H37"}, name="H37")
    assert commit(new, [NewEntry("thing.changed", {})], actor="system:load", at=at).stream == "named:H37"
    row = Named.objects.get(code="H37")
    assert row.stream == "named:H37"
    assert commit(Subject.of(row), [NewEntry("thing.changed", {})], actor="system:load", at=at).version == 2
    again = Subject(Named, uuid4(), columns={"code": "H37"}, name="H37")
    with pytest.raises(LostRace):
        commit(again, [NewEntry("thing.changed", {})], actor="system:load", at=at)
    with pytest.raises(TypeError, match="name"):
        commit(Subject(Named, row.pk, 2, bytes(row.head)), [NewEntry("thing.changed", {})], actor="system:x", at=at)


def test_children_are_written_with_their_subject(at: datetime) -> None:
    pk = uuid4()
    made = make(at=at, pk=pk, children=[Insert(Part, {"thing_id": pk, "name": "bước 1"})])
    first = Part.objects.get()
    steps = [Update(Part, {"id": first.pk}, {"open": False}), Insert(Part, {"thing_id": pk, "name": "bước 2"})]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        change(found(made), at=at, children=steps)
    assert list(Part.objects.order_by("id").values_list("name", "open")) == [("bước 1", False), ("bước 2", True)]
    if connection.vendor == "postgresql":
        assert len(queries) == 2, "the read and one statement"
    change(found(made), at=at, children=[Delete(Part, {"thing_id": pk, "name": "bước 1"})])
    assert list(Part.objects.values_list("name", flat=True)) == ["bước 2"]


def test_children_that_build_on_each_other_are_written_in_order(at: datetime) -> None:
    pk = uuid4()
    own = {"thing_id": pk, "name": "tiếp nhận"}
    make(
        at=at,
        pk=pk,
        children=[
            Insert(Part, own),
            Update(Part, own, {"open": False}),
            Insert(Part, {"thing_id": pk, "name": "xử lý"}),
            Update(Part, {"thing_id": pk, "open": True}, {"name": "thẩm định"}),
            Delete(Part, own),
        ],
    )
    assert list(Part.objects.values_list("name", "open")) == [("thẩm định", True)]


def test_a_null_condition_finds_null(at: datetime) -> None:
    made = make(at=at)
    thing = found(made)
    with pytest.raises(TypeError, match="without a condition"):
        change(thing, at=at, children=[Delete(Part, {})])
    change(thing, at=at, children=[Update(models.Job, {"last_run": None}, {"error": "x"})])


def test_a_broken_child_breaks_everything(at: datetime) -> None:
    made = make(at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        change(found(made), at=at, children=[Insert(Part, {"thing_id": found(made).pk, "name": None})])
    assert found(made).version == 1
    assert len(read.stream(made.stream)) == 1


def test_wrong_columns_are_named(at: datetime) -> None:
    made = make(at=at)
    with pytest.raises(TypeError, match="colour"):
        change(found(made), at=at, columns={"colour": "red"})


def test_values_reach_the_database_in_their_types(at: datetime) -> None:
    made = make(at=at)
    change(
        found(made),
        at=at,
        columns={"day": date(2026, 4, 30), "extra": {"mức": [1, None]}, "count": None, "note": "100%s"},
    )
    thing = found(made)
    assert (thing.day, thing.extra, thing.count, thing.note) == (date(2026, 4, 30), {"mức": [1, None]}, None, "100%s")


def test_many_are_all_or_none(at: datetime) -> None:
    same = uuid4()

    def one(pk: object) -> Change:
        return Change(Subject(Thing, pk, columns={"title": "x"}), [NewEntry("thing.made", {"count": 1})])  # type: ignore[arg-type]

    assert len(commit_many((one(uuid4()) for _ in range(20)), actor="system:import", at=at)) == 20
    with pytest.raises(LostRace):
        commit_many([one(uuid4()), one(same), one(same)], actor="system:import", at=at)
    assert Thing.objects.count() == 20
    assert models.Entry.objects.filter(type="thing.made").count() == 20


@pytest.mark.parametrize("actor", ["", "Nguyễn Văn An", "An", "user:a b", "user:1\n"])
def test_an_actor_is_an_opaque_id(at: datetime, actor: str) -> None:
    with pytest.raises(TypeError, match="actor"):
        make(at=at, actor=actor)


def test_time_is_aware_and_kept_in_utc(at: datetime) -> None:
    local = at.astimezone(timezone(timedelta(hours=7)))
    assert read.stream(make(at=local).stream)[0].at == at
    with pytest.raises(TypeError, match="zone"):
        make(at=at.replace(tzinfo=None))


def test_a_commit_needs_an_entry(at: datetime) -> None:
    with pytest.raises(TypeError, match="no entry"):
        commit(Subject(Thing, uuid4()), [], actor="user:an", at=at)


def test_a_clock_set_back_is_refused_when_the_last_time_is_known(at: datetime) -> None:
    made = make(at=at)
    thing = found(made)
    subject = Subject(Thing, thing.pk, 1, bytes(thing.head), {}, last_at=at)
    with pytest.raises(Refused, match="earlier_than_last"):
        commit(subject, [NewEntry("thing.changed", {})], actor="user:chi", at=at - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("new", "named"),
    [
        (NewEntry("thing.unknown", {}), "thing.unknown"),
        (NewEntry("thing.made", {}), "count"),
        (NewEntry("thing.made", {"count": 1, "colour": 2}), "colour"),
        (NewEntry("thing.made", {"count": 1, "owner": "An"}), "personal"),
        (NewEntry("thing.made", {"count": 1}, {"phone": "09"}), "phone"),
        (NewEntry("thing.made", {"count": 1.5}), "float"),
        (NewEntry("thing.made", {"count": 1}, {"owner": {1: 2}}), "key"),
    ],
)
def test_an_entry_of_another_form_is_a_programming_error(at: datetime, new: NewEntry, named: str) -> None:
    with pytest.raises((BadEntry, TypeError), match=named):
        commit(Subject(Thing, uuid4(), columns={"title": "x"}), [new], actor="user:an", at=at)
    assert not Thing.objects.exists()
