"""Walks dossiers of any procedure along their routes, each step by somebody who really holds it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from motcua.core.procedure.definition import Case, ProcedureDefinition
from motcua.core.process.route import Route
from motcua.core.process.states import State
from motcua.dossiers import places
from motcua.dossiers.actions.claim import claim
from motcua.dossiers.actions.decide import decide
from motcua.dossiers.actions.pay import pay
from motcua.dossiers.actions.receive import enter
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.route import route
from motcua.dossiers.law import route_of
from motcua.dossiers.lodgement import Handed, Lodgement, Person
from motcua.dossiers.reading import read
from motcua.people import actor as actors
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.procedures import queries as procedures
from tests.cast import on

COMMUNES = ("06187", "05977", "05983", "05986", "06541", "06184")
DAY = date(2026, 6, 1)
START = on("2026-06-01", "08:00")
CODES = (
    "1.000656", "1.000894", "1.001193", "1.001612", "1.013225", "1.014027", "1.014438", "1.115719", "2.000635",
    "2.000815",
)  # fmt: skip
SOMEBODY = Person(name="Hoàng Văn Thử", national_id="020190999955", phone="0900000955", address="Kỳ Lừa")


def key() -> str:
    """Return a fresh idempotency key."""
    return str(uuid4())


def cases(code: str, day: date = DAY) -> Iterator[tuple[str, ProcedureDefinition, Case]]:
    """Yield the version, definition and each case of a procedure in force."""
    published = procedures.published(code, day)
    assert published is not None, code
    for case in published.definition.cases:
        yield str(published.id), published.definition, case


def lodgement(version: str, definition: ProcedureDefinition, case: Case, commune: str, **changes: Any) -> Lodgement:
    """Return a dossier with every listed paper, brought to the commune's counter."""
    answers: dict[str, Any] = dict(changes.pop("answers", {}))
    place = commune if places.needs_place(definition, answers) else ""
    competent = places.competent_for(definition, answers, place, DAY)
    values: dict[str, Any] = {
        "procedure_version": version,
        "case": case.code,
        "competent_unit": competent,
        "channel": 1 if definition.channel("direct") else 2,
        "person": SOMEBODY,
        "answers": answers,
        "papers": [Handed(component.code, "paper", originals=1) for component in definition.components],
        "reception_unit": places.reception_for(competent, place),
    }
    return Lodgement(**{**values, **changes})


def holder(role: str, unit: str, at: datetime) -> Actor:
    """Return somebody who holds a role in a unit; an AssertionError where nobody does: a dead end."""
    found = people.holders(role, unit, at)
    assert found, f"nobody is {role} of {unit}"
    return actors.person(found[0].pk, people.duties_of(found[0].pk, at))


def entered(what: Lodgement, at: datetime = START) -> UUID:
    """Let the counter enter and accept it."""
    counter = holder("receiver", what.reception(), at)
    return enter(what, actor=counter, at=at, key=key()).dossier_id


def times(since: datetime) -> Iterator[datetime]:
    """Yield moments ten minutes apart."""
    while True:
        since += timedelta(minutes=10)
        yield since


def walk(id_: UUID, *, reject: bool = False, since: datetime = START, detours: bool = False, until: str = "") -> None:
    """Walk to the end; with ``detours`` take each way back once before going on."""
    taken: set[tuple[str, str]] = set()
    for count, at in enumerate(times(since)):
        now = read(id_).now
        if now.closed_at or (until and now.step == until):
            return
        assert count < 120, f"{now.code} goes round in circles at {now.step}"
        step = route_of(now).step(now.step)
        actor = holder(step.role, now.step_unit, at)
        if step.kind == "return":
            _return(id_, at)
            continue
        if now.state is not State.SUSPENDED:
            claim(id_, actor=actor, at=at, key=key(), assignee=actor.id)
        back = _way_back(route_of(now), now.step, taken) if detours and now.state is not State.DECIDED else None
        if back:
            taken.add((now.step, back))
            route(id_, actor=actor, at=at, key=key(), outcome=back, note="Cần sửa")
        elif step.decides and now.state is not State.DECIDED:
            outcome = "rejected" if reject else "granted"
            decide(id_, actor=actor, at=at, key=key(), outcome=outcome, number="9/QĐ", reason="Không đủ điều kiện")
        else:
            route(id_, actor=actor, at=at, key=key(), outcome=_forward(route_of(now), now.step))


def _return(id_: UUID, at: datetime) -> None:
    now = read(id_).now
    owed = (now.fee_due or 0) - now.fee_paid
    if owed > 0:
        cashier = holder("cashier", now.reception_unit, at)
        pay(id_, actor=cashier, at=at, key=key(), amount=owed, method="cash")
    return_result(id_, actor=holder("returner", now.return_unit, at), at=at, key=key(), way="counter")


def _forward(its: Route, code: str) -> str:
    ways = its.step(code).outcomes
    return next(out.code for out in ways if out.to == "end" or its.follows(out.to, code))


def _way_back(its: Route, code: str, taken: set[tuple[str, str]]) -> str | None:
    ways = [out.code for out in its.step(code).outcomes if out.to != "end" and not its.follows(out.to, code)]
    return next((way for way in ways if (code, way) not in taken), None)
