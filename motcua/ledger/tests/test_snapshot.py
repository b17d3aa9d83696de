"""Verification reads one snapshot and stops nobody."""

from datetime import datetime

from motcua.ledger import models
from motcua.ledger.tests.test_races import together
from motcua.ledger.tests.things import Thing, make
from motcua.ledger.verification.snapshot import snapshot
from motcua.ledger.verify import verify
from tests.databases import FreshDatabase


def test_writing_goes_on_and_is_not_seen(committed_log: FreshDatabase, at: datetime) -> None:
    make(at=at)
    with snapshot():
        assert models.Entry.objects.count() == 2
        together(3, lambda number: make(number, at=at))
        assert models.Entry.objects.count() == 2
    assert models.Entry.objects.count() == 5
    result = verify(lambda _: None, [Thing])
    assert (result.damages, result.entries, result.waiting) == ([], 5, 5)
