"""One dossier passes through the door: An lodges, Bình receives, everybody does their step, An has the paper."""

from __future__ import annotations

from uuid import UUID, uuid4

from motcua.core.process.events import Event
from motcua.core.process.fold import NAMES, fold
from motcua.dossiers.actions.claim import claim
from motcua.dossiers.actions.decide import decide
from motcua.dossiers.actions.rate import rate
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.route import route
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.models import Dossier, DueDate, Slip
from motcua.dossiers.reading import read
from motcua.dossiers.tests.lodging import birth
from motcua.ledger import read as ledger
from motcua.worklist.models import WorkItem
from tests.cast import Cast, on


def new_key() -> str:
    return str(uuid4())


def test_one_dossier_passes_through_the_door(cast: Cast) -> None:
    done = submit(birth(), actor=cast.an, at=on("2026-04-18", "21:10"), key=new_key())
    id_ = done.dossier_id
    assert read(id_).now.check_by == on("2026-04-20", "17:00")

    received = receive(id_, actor=cast.binh, at=on("2026-04-20", "08:05"), key=new_key())
    assert received.result["slip"].endswith("/TTPVHCC")
    assert read(id_).now.due_at == on("2026-04-20", "17:00")
    assert DueDate.objects.get(dossier_id=id_).trace["trace"]
    assert Slip.objects.get(dossier_id=id_).kind == "receipt"

    minute = 10
    people = {"handler": cast.chi, "head": cast.dung, "leader": cast.nam, "clerk": cast.lan, "coordinator": cast.dung}
    while read(id_).now.step_kind != "return":
        now, at = read(id_).now, on("2026-04-20", f"09:{minute}")
        actor = people[now.step_role]
        claim(id_, actor=actor, at=at, key=new_key(), assignee=actor.id)
        if now.state == "in_progress" and now.step_kind == "decide":
            decide(id_, actor=actor, at=at, key=new_key(), outcome="granted", number="45/2026")
        else:
            route(id_, actor=actor, at=at, key=new_key(), outcome="forward")
        minute += 5
    return_result(id_, actor=cast.binh, at=on("2026-04-20", "16:00"), key=new_key(), way="counter")
    rate(id_, actor=cast.an, at=on("2026-04-20", "19:00"), key=new_key(), score=5)

    now = read(id_).now
    assert (now.state, now.outcome, now.rating) == ("returned", "granted", 5)
    assert not WorkItem.objects.filter(subject_id=id_, closed_at=None).exists()
    assert_equals_fold(id_)


def assert_equals_fold(id_: UUID) -> None:
    stored = Dossier.objects.get(pk=id_)
    entries = ledger.stream(f"dossier:{id_}")
    contents = ledger.contents(f"dossier:{id_}")
    events = [Event(e.type, e.seq, e.at, e.actor, e.payload, contents.get(e.seq)) for e in entries]
    folded, found = fold(events), read(stored.pk)
    assert {name: getattr(found.now, name) for name in NAMES} == {name: getattr(folded, name) for name in NAMES}
