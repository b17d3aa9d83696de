"""Eight counters enter at the same moment, on the database of the run: no error, no number twice, none missing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from threading import Barrier

import pytest
from django.db import connections

from motcua.dossiers.actions.settle import Visit, settle
from motcua.dossiers.change import Done
from motcua.dossiers.models import Dossier, Payment
from motcua.dossiers.tests.desk.conftest import MONDAY
from motcua.dossiers.tests.desk.copies import SHOP, copies
from motcua.dossiers.tests.stories import new_key
from motcua.ledger import read as ledger
from motcua.people.actor import Actor, person
from motcua.people.models import Post
from motcua.people.queries import duties_of, holders
from tests.cast import Cast
from tests.databases import FreshDatabase

COUNTERS, ROUNDS = 8, 3


@pytest.fixture
def fresh_database(lang_son: FreshDatabase) -> FreshDatabase:
    """The counters commit for real, in a copy of Lạng Sơn."""
    return lang_son


def together(work: list[Callable[[], list[Done]]]) -> list[list[Done]]:
    """Start everybody at once."""
    barrier = Barrier(len(work))

    def one(run: Callable[[], list[Done]]) -> list[Done]:
        barrier.wait()
        try:
            return run()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(work)) as pool:
        return [future.result() for future in [pool.submit(one, run) for run in work]]


def counters(at: datetime) -> list[tuple[str, Actor]]:
    """Return eight desks: every receiver of a commune of the demo, those of Kỳ Lừa twice."""
    posts = Post.objects.filter(role="receiver", unit__code__endswith=".TTPVHCC").exclude(unit__code="H37.TTPVHCC")
    found = [
        (post.unit.code, person(post.user_id, duties_of(post.user_id, at)))
        for post in posts.select_related("unit").order_by("unit__code", "user__phone")
    ]
    return (found + [desk for desk in found if desk[0] == SHOP])[-COUNTERS:]


def test_eight_counters_at_once(cast: Cast) -> None:
    desks = counters(MONDAY)
    assert len(desks) == COUNTERS
    assert sum(unit == SHOP for unit, _ in desks) >= 4
    for turn in range(ROUNDS):
        at = MONDAY + timedelta(minutes=turn)
        together([partial(served, unit, actor, at) for unit, actor in desks])
    papers = COUNTERS * ROUNDS * 2
    assert Dossier.objects.count() == papers
    assert sum(Payment.objects.values_list("amount", flat=True)) == COUNTERS * ROUNDS * 26_000
    for unit in {unit for unit, _ in desks}:
        visits = sum(one == unit for one, _ in desks) * ROUNDS
        mine = Dossier.objects.filter(reception_unit=unit)
        decided = [ledger.stream(f"dossier:{pk}")[2].payload["number"] for pk in mine.values_list("pk", flat=True)]
        assert sorted(int(number.split(",")[0]) for number in decided) == list(range(1, visits * 2 + 1))
        receipts = set(Payment.objects.filter(unit=unit).values_list("receipt", flat=True))
        assert receipts == {f"AA/26 {number:07d}" for number in range(1, visits + 1)}


def served(unit: str, actor: Actor, at: datetime) -> list[Done]:
    """Settle two papers of one person at a desk."""
    commune = unit.split(".")[0]
    (signer, *_) = holders("leader", commune, at)
    papers = [copies(n, 3, reception_unit=unit, competent_unit=commune) for n in (2, 2)]
    papers[1] = replace(papers[1], answers={**papers[1].answers, "document.pages": 5, "document.copies": 2})
    return settle(Visit(papers, "cash", f"user:{signer.pk}"), actor=actor, at=at, key=new_key())
