"""Many clients on one dossier at the same moment: every opinion is heard, one decides, one receipt, one holder."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar
from uuid import UUID, uuid4

import pytest
from django.db import connection

from motcua.core.process.fold import Snapshot
from motcua.core.process.route import Consultation, Route
from motcua.core.refusal import Refused
from motcua.core.worktime import Term
from motcua.dossiers import law
from motcua.dossiers.actions.answer_consultation import answer_consultation
from motcua.dossiers.actions.claim import claim
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.decide import decide
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.route import route
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.change import Done
from motcua.dossiers.models import Slip
from motcua.dossiers.reading import read
from motcua.dossiers.tests.lodging import birth
from motcua.ledger import read as ledger
from motcua.people import actor as actors
from motcua.people.actor import Actor, Duty
from tests.cast import Cast, on
from tests.soak.sound import assert_sound

T = TypeVar("T")
DAY = "2026-04-20"
few_and_fifty = pytest.mark.parametrize("clients", [12, pytest.param(50, marks=pytest.mark.soak)])


def together(acts: list[Callable[[], T]]) -> list[T | Refused]:
    """Run the acts in threads that begin at the same moment; a refusal is an answer, anything else fails the test."""
    gate = threading.Barrier(len(acts))

    def one(act: Callable[[], T]) -> T | Refused:
        connection.ensure_connection()
        gate.wait()
        try:
            return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def done(answers: list[Done | Refused]) -> list[Done]:
    return [answer for answer in answers if isinstance(answer, Done)]


def codes(answers: list[Done | Refused]) -> set[str]:
    return {answer.code for answer in answers if isinstance(answer, Refused)}


def key() -> str:
    return str(uuid4())


def lodged(cast: Cast) -> UUID:
    return submit(birth(), actor=cast.an, at=on("2026-04-18"), key=key()).dossier_id


def officer(unit: str, role: str = "handler") -> Actor:
    return actors.person(uuid4(), [Duty(unit, role)])


@few_and_fifty
def test_one_receipt_for_many_clicks_and_one_for_many_receivers(cast: Cast, clients: int) -> None:
    id_, same = lodged(cast), key()
    answers = together([lambda: receive(id_, actor=cast.binh, at=on(DAY), key=same) for _ in range(clients)])
    assert {answer.result["slip"] for answer in done(answers)} == {"01/TTPVHCC"}
    assert len(done(answers)) == clients
    other = lodged(cast)
    answers = together([lambda: receive(other, actor=cast.binh, at=on(DAY), key=key()) for _ in range(clients)])
    assert (len(done(answers)), codes(answers)) == (1, {"not_received"})
    assert sorted(Slip.objects.values_list("number", flat=True)) == ["01/TTPVHCC", "02/TTPVHCC"]
    assert_sound()


@few_and_fifty
def test_one_of_many_officers_holds_the_step(cast: Cast, clients: int) -> None:
    id_ = receive(lodged(cast), actor=cast.binh, at=on(DAY), key=key()).dossier_id
    crowd = [officer("06187.VP") for _ in range(clients)]

    def claims(who: Actor) -> Callable[[], Done]:
        return lambda: claim(id_, actor=who, at=on(DAY), key=key(), assignee=who.id)

    answers = together([claims(who) for who in crowd])
    assert len(done(answers)) == 1
    assert read(id_).now.assignee in {who.id for who in crowd}
    assert_sound()


@few_and_fifty
def test_every_opinion_is_heard_and_one_decides(cast: Cast, clients: int, monkeypatch: pytest.MonkeyPatch) -> None:
    units = [f"office{n}" for n in range(clients)]
    asked = tuple(Consultation(u, u, f"province.{u}", Term.parse("3 working days"), "none") for u in units)
    original = law.route_of

    def asking(dossier: Snapshot) -> Route:
        found = original(dossier)
        return replace(found, steps=tuple(replace(s, consultations=asked) for s in found.steps))

    monkeypatch.setattr(law, "route_of", asking)
    id_ = receive(lodged(cast), actor=cast.binh, at=on(DAY), key=key()).dossier_id
    for unit in units:
        consult(id_, actor=cast.chi, at=on(DAY, "09:05"), key=key(), code=unit, question="Đề nghị cho ý kiến.")
    numbers = {unit: number for number, unit, _ in read(id_).now.pending}

    def answers_for(unit: str) -> Callable[[], Done]:
        who, number = officer(unit), numbers[unit]
        return lambda: answer_consultation(
            id_, actor=who, at=on(DAY, "10:00"), key=key(), consultation=number, verdict="agree"
        )

    def forward() -> Done:
        return route(id_, actor=cast.chi, at=on(DAY, "10:00"), key=key(), outcome="forward")

    answers = together([answers_for(unit) for unit in units])
    assert len(done(answers)) == clients, codes(answers)
    assert not read(id_).now.pending
    forward()

    def decides(number: int) -> Callable[[], Done]:
        return lambda: decide(
            id_, actor=cast.nam, at=on(DAY, "10:30"), key=key(), outcome="granted", number=f"{number}/2026"
        )

    decisions = together([decides(number) for number in range(clients)])
    assert (len(done(decisions)), codes(decisions) - {"busy", "forbidden"}) == (1, set())
    types = [entry.type for entry in ledger.stream(f"dossier:{id_}")]
    assert types.count("dossier.decided") == 1
    assert types.count("dossier.consultation_answered") == clients
    assert_sound()
