"""Pieces of stories: a dossier lodged, received, walked along its route by whoever holds each step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from motcua.dossiers.actions.claim import claim
from motcua.dossiers.actions.decide import decide
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.route import route
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.lodgement import Lodgement
from motcua.dossiers.reading import read
from motcua.dossiers.tests.lodging import birth
from tests.cast import Cast, on

LODGED, RECEIVED = on("2026-04-18", "21:10"), on("2026-04-20", "08:05")


def new_key() -> str:
    """Return a fresh idempotency key, as a form carries it."""
    return str(uuid4())


def lodged(cast: Cast, lodgement: Lodgement | None = None, at: datetime = LODGED) -> UUID:
    """Let An lodge."""
    return submit(lodgement or birth(), actor=cast.an, at=at, key=new_key()).dossier_id


def received(cast: Cast, at: datetime = RECEIVED) -> UUID:
    """Let An lodge and Bình receive."""
    id_ = lodged(cast)
    receive(id_, actor=cast.binh, at=at, key=new_key())
    return id_


def minutes(since: datetime) -> Iterator[datetime]:
    """Yield moments five minutes apart."""
    while True:
        since += timedelta(minutes=5)
        yield since


def walk(id_: UUID, cast: Cast, *, until: str, since: datetime = RECEIVED, number: str = "45/2026") -> None:
    """Let everybody do their step until one of kind ``until`` is open."""
    people = {"handler": cast.chi, "head": cast.dung, "coordinator": cast.dung, "leader": cast.nam, "clerk": cast.lan}
    for at in minutes(since):
        now = read(id_).now
        if now.step_kind == until:
            return
        actor = people[now.step_role]
        claim(id_, actor=actor, at=at, key=new_key(), assignee=actor.id)
        if now.step_kind == "decide":
            decide(id_, actor=actor, at=at, key=new_key(), outcome="granted", number=number)
        else:
            route(id_, actor=actor, at=at, key=new_key(), outcome="forward")
