"""What follows the log: projectors never skip, reactions never stop each other, jobs run when due."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from motcua.ledger import failing, follow, models, read, sequencer, work
from motcua.ledger.follow import daily, every, projector, reaction, timetable
from motcua.ledger.read import Entry
from motcua.ledger.tests.things import change, found, make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("log")]
NOW = datetime(2026, 4, 29, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no other app's followers take part."""
    monkeypatch.setattr(follow, "_followers", {})
    monkeypatch.setattr(follow, "_jobs", {})


def standing(name: str) -> work.Standing:
    return next(one for one in work.status().standings if one.name == name)


def counting(version: int = 1, **more: Any) -> list[int | None]:
    seen: list[int | None] = []
    projector("facts", version=version, clear=seen.clear, **more)(lambda entry: seen.append(entry.position))
    return seen


def test_a_projector_sees_every_entry_once_in_order(at: datetime) -> None:
    seen = counting()
    for n in range(3):
        make(n, at=at)
    first = work.run_once(NOW)
    assert (first.sequenced, first.handled, first.idle) == (4, 4, False)
    assert seen == [1, 2, 3, 4]
    assert work.run_once(NOW).idle
    make(at=at)
    work.run_once(NOW)
    assert seen == [1, 2, 3, 4, 5]
    assert (standing("facts").position, standing("facts").behind) == (5, 0)


def test_a_projector_can_ask_for_some_types_only(at: datetime) -> None:
    seen = counting(types=["thing.changed"])
    change(found(make(at=at)), at=at)
    work.run_once(NOW)
    assert seen == [3]
    assert standing("facts").position == 3


def test_a_new_version_builds_everything_again(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.ledger.projecting.BATCH", 2)
    seen = counting()
    for n in range(5):
        make(n, at=at)
    work.run_once(NOW)
    follow._followers["facts"] = replace(follow._followers["facts"], version=2)
    work.run_once(NOW)
    assert seen == [1, 2, 3, 4, 5, 6]
    assert models.Follower.objects.get(name="facts").version == 2


def test_a_failing_projector_stays_where_it_is_and_stops_nobody(at: datetime) -> None:
    broken = [True]

    def handle(entry: Entry) -> None:
        if broken[0] and entry.position == 2:
            raise RuntimeError("không tính được")

    projector("a.facts", version=1, clear=lambda: None)(handle)
    seen = counting()
    make(at=at)
    work.run_once(NOW)
    assert seen == [1, 2]
    stuck = standing("a.facts")
    assert (stuck.position, stuck.failures, stuck.error) == (0, 1, "RuntimeError: không tính được")
    assert stuck.retry_at == NOW + timedelta(seconds=5)
    assert not work.status().healthy
    broken[0] = False
    work.run_once(NOW + timedelta(seconds=4))
    assert standing("a.facts").position == 0
    work.run_once(NOW + timedelta(seconds=5))
    assert (standing("a.facts").position, standing("a.facts").failures) == (2, 0)
    assert work.status().healthy


def test_a_reaction_handles_what_comes_after_it_was_installed(at: datetime) -> None:
    make(at=at)
    sequencer.sequence()
    heard: list[tuple[int | None, str]] = []
    reaction("mail", types=["thing.made"])(lambda entry, key: heard.append((entry.position, key)))
    work.run_once(NOW)
    assert heard == []
    change(found(make(at=at)), at=at)
    work.run_once(NOW)
    work.run_once(NOW)
    assert heard == [(3, "mail@3")]
    assert standing("mail").position == 4


def test_a_poisoned_entry_parks_its_stream_and_the_rest_goes_on(at: datetime) -> None:
    heard: list[int | None] = []
    poison = {2}

    def handle(entry: Entry, key: str) -> None:
        if entry.position in poison:
            raise ConnectionError("máy chủ thư không trả lời")
        heard.append(entry.position)

    reaction("mail", types=["thing.made", "thing.changed"])(handle)
    sick, well = make(at=at), make(at=at)
    change(found(sick), at=at)
    change(found(well), at=at)
    work.run_once(NOW)
    assert heard == [3, 5]
    assert standing("mail").position == 5
    parked = next(one for one in work.status().standings if one.kind == "parked")
    assert (parked.position, parked.failures, parked.error) == (2, 1, "ConnectionError: máy chủ thư không trả lời")

    change(found(sick), at=at)
    work.run_once(NOW + timedelta(seconds=5))
    assert heard == [3, 5]
    assert models.Parked.objects.get(position=2).failures == 2
    poison.clear()
    work.run_once(NOW + timedelta(seconds=6))
    assert heard == [3, 5]
    work.run_once(NOW + timedelta(minutes=1))
    assert heard == [3, 5, 2, 4, 6]
    assert not models.Parked.objects.exists()
    assert work.status().healthy


def test_a_reaction_that_another_worker_moves_stops(at: datetime) -> None:
    heard: list[int | None] = []

    def handle(entry: Entry, key: str) -> None:
        heard.append(entry.position)
        models.Follower.objects.filter(name="mail").update(position=99)

    reaction("mail", types=["thing.made"])(handle)
    for n in range(3):
        make(n, at=at)
    work.run_once(NOW)
    assert heard == [2]
    assert models.Follower.objects.get(name="mail").position == 99


def test_pauses_grow_to_an_hour() -> None:
    assert [failing.pause(n).total_seconds() for n in (1, 2, 3, 10, 11, 99)] == [5, 10, 20, 2560, 3600, 3600]


def test_jobs_run_when_due(at: datetime) -> None:
    ran: list[tuple[str, datetime]] = []
    timetable("hourly", every(timedelta(hours=1)))(lambda now: ran.append(("hourly", now)))
    timetable("daily", daily(time(17, 0)))(lambda now: ran.append(("daily", now)))
    for minutes in range(0, 25 * 60, 30):
        work.run_once(NOW + timedelta(minutes=minutes))
    assert [now for name, now in ran if name == "hourly"] == [NOW + timedelta(hours=n) for n in range(25)]
    assert [now for name, now in ran if name == "daily"] == [NOW + timedelta(hours=1)]  # 17:00 in Hà Nội
    work.run_once(NOW + timedelta(hours=25))
    assert ("daily", NOW + timedelta(hours=25)) in ran


def test_a_failing_job_is_tried_again_and_stops_nobody() -> None:
    broken = [True]

    def run(now: datetime) -> None:
        if broken[0]:
            raise RuntimeError("lịch trống")

    timetable("a", every(timedelta(days=1)))(run)
    timetable("b", every(timedelta(days=1)))(lambda now: None)
    assert work.run_once(NOW).jobs == 1
    assert (standing("a").failures, standing("a").error) == (1, "RuntimeError: lịch trống")
    assert standing("a").last_run is None
    broken[0] = False
    assert work.run_once(NOW + timedelta(seconds=4)).jobs == 0
    assert work.run_once(NOW + timedelta(seconds=5)).jobs == 1
    assert standing("a").last_run == NOW + timedelta(seconds=5)


def test_names_are_used_once() -> None:
    counting()
    with pytest.raises(ValueError, match="two followers"):
        counting()
    timetable("job", every(timedelta(days=1)))(print)
    with pytest.raises(ValueError, match="two jobs"):
        timetable("job", every(timedelta(days=1)))(repr)


def test_reading_by_position_in_batches(at: datetime) -> None:
    for n in range(7):
        make(n, at=at)
    assert read.by_position(0) == []
    sequencer.sequence()
    got = [entry.position for start in range(0, 9, 3) for entry in read.by_position(start, limit=3)]
    assert got == list(range(1, 9))


def test_the_sequencer_works_in_batches_and_never_gives_twice(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sequencer, "BATCH", 3)
    for n in range(7):
        make(n, at=at)
    assert sequencer.waiting() == 8
    assert sequencer.sequence() == 8
    assert sequencer.sequence(full=True) == 0
    pairs = list(models.Position.objects.order_by("position").values_list("position", "entry_id"))
    assert [position for position, _ in pairs] == list(range(1, 9))
    assert [entry for _, entry in pairs] == sorted(entry for _, entry in pairs)
