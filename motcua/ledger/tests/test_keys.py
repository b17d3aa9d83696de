"""A key is kept for its time: so long a repeat changes nothing; afterwards it is forgotten, and only then is it new."""

import hashlib
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine

from motcua.ledger import keys
from motcua.ledger.commit import Key, NewEntry, Subject, commit, once, repeated
from motcua.ledger.models import IdempotencyKey
from motcua.ledger.tests.things import Thing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("log")]
KEY = Key("form-1", "make", hashlib.sha256(b"a").digest())
SENT = datetime(2026, 4, 29, 8, 30, tzinfo=UTC)
HALF_A_YEAR = timedelta(days=180)


def send(at: datetime, key: Key = KEY) -> str:
    """Send the form that makes a thing, at a moment of the clock; return the id of what it made (first)."""

    def made() -> UUID:
        thing = uuid4()
        subject = Subject(Thing, thing, columns={"title": "Vật", "count": 1})
        commit(subject, [NewEntry("thing.made", {"count": 1})], actor="user:binh", at=at, key=key)
        return thing

    with time_machine.travel(at, tick=False):
        return str(once(key, "user:binh", made, lambda first: UUID(first["id"])))


def test_within_the_horizon_a_repeat_changes_nothing_and_after_it_the_request_is_new() -> None:
    first = send(SENT)
    almost = SENT + HALF_A_YEAR
    assert keys.forget(almost - HALF_A_YEAR) == 0
    assert send(almost) == first
    assert Thing.objects.count() == 1
    later = almost + timedelta(seconds=1)
    assert keys.forget(later - HALF_A_YEAR) == 1
    assert repeated(KEY, "user:binh") is None
    assert send(later) != first
    assert Thing.objects.count() == 2


def test_old_keys_go_in_batches_and_young_ones_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "BATCH", 2)
    for number in range(5):
        send(SENT + timedelta(hours=number), Key(f"form-{number}", "make", KEY.digest))
    send(SENT + HALF_A_YEAR, Key("young", "make", KEY.digest))
    assert keys.forget(SENT + timedelta(days=1)) == 5
    assert list(IdempotencyKey.objects.values_list("key", flat=True)) == ["young"]


def test_more_than_one_full_batch_goes() -> None:
    facts = {"action": "make", "digest": KEY.digest, "stream": "thing:1", "version": 1, "result": "{}"}
    rows = (
        IdempotencyKey(actor=f"user:{number % 7}", key=f"form-{number}", recorded_at=SENT, **facts)
        for number in range(2 * keys.BATCH + 1)
    )
    IdempotencyKey.objects.bulk_create(rows, batch_size=500)
    assert keys.forget(SENT + timedelta(days=1)) == 2 * keys.BATCH + 1
    assert not IdempotencyKey.objects.exists()
