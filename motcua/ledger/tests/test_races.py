"""Many at once, on a committed database: one wins each step, nobody is lost, nothing is left half done."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.models import F

from motcua.core.refusal import Refused
from motcua.ledger import models, read, sequencer
from motcua.ledger.commit import Committed, Insert, Key, LostRace, NewEntry, Subject, commit, once, repeated, retrying
from motcua.ledger.tests.things import Part, Thing, change, found, make
from motcua.ledger.verify import verify
from tests.databases import FreshDatabase

pytestmark = pytest.mark.usefixtures("committed_log")
T = TypeVar("T")


def together(count: int, work: Callable[[int], T]) -> list[T]:
    """Run work in so many threads that begin at the same moment."""
    gate = threading.Barrier(count)

    def one(number: int) -> T:
        connection.ensure_connection()
        gate.wait()
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def sound() -> bool:
    return verify(lambda _: None, [Thing]).sound


def test_two_commits_of_the_same_reading_one_wins(at: datetime) -> None:
    made = make(at=at)
    thing = found(made)

    def attempt(number: int) -> bool:
        try:
            change(thing, at=at, children=[Insert(Part, {"thing_id": thing.pk, "name": str(number), "open": False})])
        except LostRace:
            return False
        return True

    assert sorted(together(4, attempt)) == [False, False, False, True]
    assert (found(made).version, Part.objects.count()) == (2, 1)
    assert sound()


def test_fifty_officers_on_one_stream_are_all_heard(at: datetime) -> None:
    made = make(at=at)

    def work(number: int) -> int:
        return retrying(lambda: change(found(made), at=at, columns={"count": number})).version

    assert sorted(together(50, work)) == list(range(2, 52))
    assert found(made).version == 51
    sequencer.sequence()
    places = [entry.position or 0 for entry in read.stream(made.stream)]
    assert places == sorted(places)
    assert sound()


def test_a_double_click_creates_once_and_both_get_the_same_answer(at: datetime) -> None:
    key = Key("form", "make", b"d" * 32)
    results = together(8, lambda number: make(number, at=at, key=key, result={"first": number}))
    assert len({str(made.result) for made in results}) == 1
    assert len({made.head for made in results}) == 1
    assert sorted(made.repeated for made in results) == [False] + [True] * 7
    assert Thing.objects.count() == 1
    assert sound()


def test_a_double_click_that_takes_a_number_takes_one(at: datetime) -> None:
    made, key = make(at=at), Key("form", "change", b"d" * 32)
    models.Job.objects.create(name="counter")

    def attempt() -> object:
        with transaction.atomic():
            thing = found(made)
            if thing.version > 1:
                raise Refused("already_done", "Việc này đã làm rồi.")
            models.Job.objects.filter(name="counter").update(failures=F("failures") + 1)
            number = models.Job.objects.get(name="counter").failures
            return change(thing, at=at, key=key, result={"number": number}).result

    assert together(8, lambda _: once(key, "user:chi", attempt, lambda first: first)) == [{"number": 1}] * 8
    assert (models.Job.objects.get(name="counter").failures, found(made).version) == (1, 2)


def test_a_double_click_on_a_change_is_one_change(at: datetime) -> None:
    made, key = make(at=at), Key("form", "change", b"d" * 32)
    thing = found(made)
    results = together(6, lambda number: change(thing, at=at, key=key))
    assert {result.version for result in results} == {2}
    assert len(read.stream(made.stream)) == 2


def test_the_same_key_for_different_things_at_once_is_refused_for_all_but_one(at: datetime) -> None:
    things = [make(number, at=at) for number in range(6)]

    def work(number: int) -> str:
        key = Key("form", "change", bytes([number]) * 32)

        def attempt() -> Committed:
            repeated(key, "user:chi")
            return change(found(things[number]), at=at, key=key)

        try:
            retrying(attempt)
        except Refused as refused:
            return refused.code
        return "won"

    assert sorted(together(6, work)) == ["key_reused"] * 5 + ["won"]
    assert models.Entry.objects.filter(type="thing.changed").count() == 1
    assert sound()


def test_a_number_taken_in_a_lost_transaction_is_given_back(at: datetime) -> None:
    made = make(at=at)
    models.Job.objects.create(name="counter")

    def work(_: int) -> None:
        def attempt() -> None:
            thing = found(made)
            with transaction.atomic():
                row = models.Job.objects.select_for_update().get(name="counter")
                models.Job.objects.filter(name="counter").update(failures=row.failures + 1)
                change(thing, at=at)

        retrying(attempt)

    together(10, work)
    assert models.Job.objects.get(name="counter").failures == 10
    assert found(made).version == 11


def test_positions_stay_gapless_while_many_write_and_two_sequence(at: datetime) -> None:
    stop = threading.Event()

    def sequence(_: int) -> int:
        given = 0
        while not stop.is_set():
            given += sequencer.sequence()
        return given

    def write(number: int) -> int:
        for _ in range(15):
            made = make(at=at)
            change(found(made), at=at, entries=2)
        return 0

    def work(number: int) -> int:
        if number < 2:
            return sequence(number)
        try:
            return write(number)
        finally:
            done.append(number)
            if len(done) == 4:
                stop.set()

    done: list[int] = []
    given = sum(together(6, work)) + sequencer.sequence()
    assert given == models.Entry.objects.count() == 4 * 15 * 3 + 1
    found_now = verify(lambda _: None, [Thing])
    assert (found_now.damages, found_now.waiting, found_now.positions) == ([], 0, given)


KILLED = """
import os, sys
import django
django.setup()
from datetime import datetime, UTC
from uuid import UUID
from motcua.ledger.commit import Insert
from motcua.ledger.tests.things import Part, change, make, found
while True:
    made = make(1, at=datetime.now(UTC))
    thing = found(made)
    change(thing, at=datetime.now(UTC), entries=3, children=[Insert(Part, {"thing_id": thing.pk, "name": "x"})])
    sys.stdout.write(".")
    sys.stdout.flush()
"""


def test_a_process_killed_in_the_middle_leaves_whole_commits(committed_log: FreshDatabase) -> None:
    for _ in range(2):
        worker = subprocess.Popen(
            [sys.executable, "-c", KILLED],
            stdout=subprocess.PIPE,
            env={**os.environ, "DATABASE_URL": committed_log.url},
        )
        assert worker.stdout is not None
        worker.stdout.read(5)
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
    sequencer.sequence()
    result = verify(lambda _: None, [Thing])
    assert result.damages == []
    for version in Thing.objects.values_list("version", flat=True):
        assert version in {1, 4}
    assert Thing.objects.filter(version=4).count() == Part.objects.count() >= 10 - 2


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer, so no entry can come late")
def test_a_late_transaction_far_behind_is_positioned_without_breaking_order(at: datetime) -> None:
    made = make(at=at)
    entered, finish = threading.Event(), threading.Event()

    def slow(number: int) -> None:
        if number == 0:
            with transaction.atomic():
                change(found(made), at=at)
                entered.set()
                assert finish.wait(20)
            return
        entered.wait(20)
        for _ in range(5):
            make(at=at)
        assert sequencer.sequence(full=True) == 7
        assert sequencer.waiting() == 0
        finish.set()

    together(2, slow)
    assert sequencer.sequence(full=True) == 1
    assert [entry.position for entry in read.stream(made.stream)] == [2, 8]
    assert sound()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="about two sessions of PostgreSQL")
def test_a_transaction_that_began_earlier_and_wrote_later_keeps_the_streams_order(at: datetime) -> None:
    """Its transaction id is lower than that of the entry before it: positions must not follow transaction ids."""
    made = make(at=at)
    began, wrote = threading.Event(), threading.Event()

    def work(number: int) -> None:
        if number == 0:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT pg_current_xact_id()")
                began.set()
                assert wrote.wait(20)
                change(found(made), at=at)
            return
        assert began.wait(20)
        change(found(made), at=at)
        wrote.set()

    together(2, work)
    sequencer.sequence()
    places = [entry.position or 0 for entry in read.stream(made.stream)]
    assert places == sorted(places)


def test_commit_in_autocommit_is_durable_at_once(at: datetime) -> None:
    pk = uuid4()
    commit(Subject(Thing, pk, columns={"title": "x"}), [NewEntry("thing.made", {"count": 1})], actor="user:an", at=at)
    seen = together(1, lambda _: Thing.objects.get(pk=pk).version)
    assert seen == [1]
