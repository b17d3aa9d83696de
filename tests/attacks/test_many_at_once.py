"""Fifty on one dossier, eight counters at once, one form sent eight times: all are answered, nothing is doubled."""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

import pytest
from django.db import connection, connections

from motcua.core.refusal import Refused
from motcua.documents import numbers
from motcua.dossiers.actions.answer_consultation import answer_consultation
from motcua.dossiers.actions.claim import claim
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.decide import decide
from motcua.dossiers.actions.pay import pay
from motcua.dossiers.actions.receive import enter, receive
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.route import route
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.lodgement import Lodgement
from motcua.dossiers.models import Dossier, Payment, Slip
from motcua.dossiers.reading import read
from motcua.dossiers.tests.lodging import birth
from motcua.dossiers.tests.stories import lodged
from motcua.ledger import verify, work
from motcua.ledger.commit import Key
from motcua.ledger.models import Entry
from motcua.people.actions.posts import assign_post
from motcua.people.actor import Actor, system
from motcua.people.models import Post
from tests.attacks.pages import account
from tests.attacks.walking import START, cases, entered, holder, key, lodgement, walk
from tests.cast import Cast, on

T = TypeVar("T")
NOW = on("2026-04-20", "09:30")


def together(works: Sequence[Callable[[], T]]) -> list[T | Refused]:
    """Run all of these at the same moment; a refusal is an answer, any other exception fails the test."""
    gate = threading.Barrier(len(works))

    def one(do: Callable[[], T]) -> T | Refused:
        connection.ensure_connection()
        gate.wait()
        try:
            return do()
        except Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


def whole() -> None:
    work.run_once(NOW + timedelta(days=100))
    assert [d.message for d in verify.verify(lambda _: None).damages] == []


def codes(answers: list[object]) -> Counter[str]:
    return Counter(a.code if isinstance(a, Refused) else "done" for a in answers)


def test_fifty_clients_on_one_dossier(cast: Cast) -> None:
    """Claims, routes, decisions, payments and stops of everybody at once: the dossier moves one way only."""
    version, definition, case = next(cases("1.013225"))
    id_ = entered(lodgement(version, definition, case, "06187"))
    walk(id_, until="B3")
    now = read(id_).now
    at = START + timedelta(days=1)
    handlers = [holder("handler", now.step_unit, at), cast.chi, cast.giang, cast.khoa]
    cashier, counter = holder("cashier", now.reception_unit, at), holder("receiver", now.reception_unit, at)

    paying = key()

    def acts_of(who: Actor) -> list[Callable[[], object]]:
        return [
            lambda: claim(id_, actor=who, at=at, key=key(), assignee=who.id),
            lambda: route(id_, actor=who, at=at, key=key(), outcome="forward", step_seq=now.step_seq),
            lambda: pay(id_, actor=cashier, at=at, key=paying, amount=100_000, method="cash", receipt="1/26"),
            lambda: decide(id_, actor=who, at=at, key=key(), outcome="granted", number="1"),
            lambda: receive(id_, actor=counter, at=at, key=key()),
            lambda: consult(id_, actor=who, at=at, key=key(), code="opinions", question="Hỏi"),
            lambda: stop(id_, actor=counter, at=at, key=key(), way="counter", reason="Đổi ý"),
        ]

    acts = [acts_of(handlers[n % 4])[n % 7] for n in range(50)]
    answers = together(acts)
    assert codes(list(answers))["busy"] == 0, codes(list(answers))
    types = Counter(Entry.objects.filter(stream=f"dossier:{id_}").values_list("type", flat=True))
    assert types["dossier.stopped"] == 1
    assert types["dossier.consultation_asked"] <= 1
    assert Payment.objects.filter(dossier_id=id_).count() <= 1
    assert Slip.objects.filter(dossier_id=id_, kind="stop").count() == 1
    whole()


def test_fifty_claims_of_the_same_step_have_one_holder(cast: Cast) -> None:
    id_ = lodged(cast)
    receive(id_, actor=cast.binh, at=on("2026-04-20", "08:05"), key=key())
    other = holder("handler", "06187.VP", NOW)
    both = [cast.chi, other if other.id != cast.chi.id else cast.chi]
    answers = together(
        [partial(claim, id_, actor=both[n % 2], at=NOW, key=key(), assignee=both[n % 2].id) for n in range(50)]
    )
    assert codes(list(answers))["busy"] == 0
    assert Entry.objects.filter(stream=f"dossier:{id_}", type="dossier.claimed").count() == 1
    whole()


def test_one_form_sent_sixteen_times_at_once(cast: Cast) -> None:
    """Lodging, receiving, entering, refusing: one key, one dossier, one slip, sixteen times the same answer."""
    what, once = birth(), key()
    first = together([lambda: submit(what, actor=cast.an, at=NOW, key=once) for _ in range(16)])
    assert len({a.dossier_id for a in first if not isinstance(a, Refused)}) == 1, codes(list(first))
    assert codes(list(first)) == {"done": 16}
    id_ = Dossier.objects.get().pk
    receiving = key()
    again = together([lambda: receive(id_, actor=cast.binh, at=NOW, key=receiving) for _ in range(16)])
    assert codes(list(again)) == {"done": 16}
    assert Slip.objects.count() == 1
    entering = key()
    counter = brought()
    more = together([lambda: enter(counter, actor=cast.binh, at=NOW, key=entering) for _ in range(16)])
    assert codes(list(more)) == {"done": 16}
    assert Dossier.objects.count() == 2
    refusing, third = key(), lodged(cast)
    last = together(
        [
            lambda: refuse(third, actor=cast.binh, at=NOW, key=refusing, ground="not_competent", reason="Nhầm nơi")
            for _ in range(16)
        ]
    )
    assert codes(list(last)) == {"done": 16}
    assert Slip.objects.filter(kind="refusal").count() == 1
    whole()


def test_eight_counters_at_once_leave_no_gap(cast: Cast) -> None:
    """Eighty dossiers, a third of them refused: codes unique and dense, slip numbers dense."""
    good, bad = brought(), brought(papers=[])

    def sit(number: int) -> int:
        done = 0
        for n in range(10):
            if (number + n) % 3:
                enter(good, actor=cast.binh, at=NOW, key=key())
                done += 1
            else:
                with pytest.raises(Refused, match="components_missing"):
                    enter(bad, actor=cast.binh, at=NOW, key=key())
        return done

    works = [partial(sit, n) for n in range(8)]
    answers = together(works)
    assert not [a for a in answers if isinstance(a, Refused)], codes(list(answers))
    given = sorted(Dossier.objects.values_list("code", flat=True))
    assert [int(code[-4:]) for code in given] == list(range(1, len(given) + 1))
    slips = sorted(int(number.split("/")[0]) for number in Slip.objects.values_list("number", flat=True))
    assert slips == list(range(1, len(given) + 1))
    assert numbers.last("06187.TTPVHCC", numbers.RECEIPT, 2026) == len(given)
    whole()


def brought(**changes: Any) -> Lodgement:
    """Return a birth registration as it lies on the counter of Kỳ Lừa."""
    version, definition, case = next(cases("1.001193"))
    return lodgement(version, definition, case, "06187", **changes)


def test_a_code_typed_in_advance_does_not_stop_the_counter(cast: Cast) -> None:
    """A foreign code that looks like our own number of later today must not block that number's turn for good."""
    first = enter(brought(), actor=cast.binh, at=NOW, key=key()).code
    following = f"{first[:-4]}0002"
    with contextlib.suppress(Refused):
        enter(brought(code=following), actor=cast.binh, at=NOW, key=key())
    for _ in range(3):
        enter(brought(), actor=cast.binh, at=NOW, key=key())
    assert Dossier.objects.filter(code__startswith=first[:-4]).count() in {4, 5}
    whole()


def test_two_answers_to_two_opinions_and_a_silence_at_once(cast: Cast) -> None:
    version, definition, case = next(cases("1.013225"))
    id_ = entered(lodgement(version, definition, case, "06187"))
    walk(id_, until="B3")
    at = START + timedelta(days=1)
    handler = holder("handler", read(id_).now.step_unit, at)
    consult(id_, actor=handler, at=at, key=key(), code="opinions", question="Hỏi")
    asked = read(id_).now.pending[0][0]
    other = holder("handler", "H37.SXD", at)
    silent = system("timetable")
    answers = together(
        [
            *[lambda: answer_consultation(id_, actor=other, at=at, key=key(), consultation=asked, verdict="agree")] * 8,
            *[lambda: answer_consultation(id_, actor=silent, at=at, key=key(), consultation=asked, verdict="silence")]
            * 8,
        ]
    )
    assert codes(list(answers)) == {"done": 1, "answered_before": 15}
    whole()


def test_the_last_step_is_done_once(cast: Cast) -> None:
    """Paying the same fee twice, returning twice, deciding twice: one of each."""
    version, definition, case = next(cases("1.013225"))
    id_ = entered(lodgement(version, definition, case, "06187"))
    walk(id_, until="B5")
    now, at = read(id_).now, START + timedelta(days=2)
    leader = holder("leader", now.step_unit, at)
    if route_decides(id_):
        both = together([lambda: decide(id_, actor=leader, at=at, key=key(), outcome="granted", number="1/QĐ")] * 10)
        assert codes(list(both))["done"] == 1
    owed = read(id_).now.fee_due or 0
    cashier = holder("cashier", now.reception_unit, at)
    if owed:
        paid = together([lambda: pay(id_, actor=cashier, at=at, key=key(), amount=owed, method="cash")] * 10)
        assert codes(list(paid)) == {"done": 1, "paid_already": 9}
    for step in iter(lambda: read(id_).now, None):
        if step.step_kind == "return":
            break
        actor = holder(step.step_role, step.step_unit, at)
        route(id_, actor=actor, at=at, key=key(), outcome="forward")
    desk = holder("returner", now.return_unit, at)
    back = together([lambda: return_result(id_, actor=desk, at=at, key=key(), way="counter")] * 10)
    assert codes(list(back))["done"] == 1
    whole()


def route_decides(id_: UUID) -> bool:
    return read(id_).now.step_kind == "decide"


def test_a_post_is_given_once_by_two_clicks(cast: Cast) -> None:
    admin = holder("administrator", "H37", NOW)
    asked = Key(key(), "assign_post", b"d" * 32)
    day = NOW.date()

    def give() -> Post:
        return assign_post(
            user=account(cast.khoa), unit="06187.VP", role="handler", valid_from=day, actor=admin, at=NOW, key=asked
        )

    answers = together([give for _ in range(8)])
    assert len({a.pk for a in answers if isinstance(a, Post)}) == 1
    assert codes(list(answers)) == {"done": 8}
    whole()
