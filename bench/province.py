"""Lạng Sơn for benches: the whole of `definitions/` loaded, its people, and dossiers that wait at their second step."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID, uuid4

import django

LOADED_AT = "2025-07-01T07:30:00+07:00"
RECEIVED_AT = datetime.fromisoformat("2026-04-20T08:00:00+07:00")


def connect(url: str) -> None:
    """Set Django up in this process for one database; another database takes another process."""
    os.environ["DATABASE_URL"] = url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings.prod")
    os.environ.setdefault("SECRET_KEY", "bench")
    django.setup()


def load() -> None:
    """Open the log as a demonstration and load units, calendars, procedures, routes and people."""
    from motcua.ledger import origin
    from motcua.ledger.opening import open_log
    from motcua.project.commands import definitions

    open_log(origin.DEMO, at=datetime.fromisoformat(LOADED_AT))
    definitions.load(datetime.fromisoformat(LOADED_AT), demo=True)


@cache
def published() -> tuple[str, str]:
    """Return the version and case of the birth registration in force."""
    from motcua.core.procedure.definition import choose_case
    from motcua.procedures import queries as procedures

    found = procedures.published("1.001193", RECEIVED_AT.date())
    assert found is not None
    case = choose_case(found.definition, ANSWERS).case
    assert case is not None
    return str(found.id), case.code


ANSWERS = {"child": "ordinary", "proof": "hospital", "late": "no", "lodger": "parent"}


@dataclass(frozen=True)
class People:
    """Who acts, with the duties they hold."""

    an: Any
    binh: Any
    chi: Any
    nam: Any
    lan: Any


@cache
def people() -> People:
    """Return the cast as actors."""
    from motcua.people import actor as actors
    from motcua.people import queries
    from motcua.people.models import User

    def officer(login: str) -> Any:
        account = User.objects.get(username=login)
        return actors.person(account.pk, queries.duties_of(account.pk, RECEIVED_AT))

    return People(*(officer(name) for name in ("an", "binh", "chi", "nam", "lan")))


def dossier() -> UUID:
    """Lodge and receive a birth registration through the real actions; it waits for Chi at step B2."""
    from motcua.dossiers.actions.receive import receive
    from motcua.dossiers.actions.submit import submit
    from motcua.dossiers.lodgement import Handed, Lodgement, Person

    version, case = published()
    lodged = Lodgement(
        procedure_version=version,
        case=case,
        competent_unit="06187",
        channel=2,
        person=Person("Hoàng Thị An", "020190999901", "0900000101", "", "khối 6, phường Kỳ Lừa"),
        answers=ANSWERS,
        papers=[Handed("birth_notice", "file", files=("0" * 64,))],
        reception_unit="06187.TTPVHCC",
    )
    at = RECEIVED_AT - timedelta(minutes=1)
    done = submit(lodged, actor=people().an, at=at, key=str(uuid4()))
    receive(done.dossier_id, actor=people().binh, at=RECEIVED_AT, key=str(uuid4()))
    return done.dossier_id


Act = Callable[[UUID, datetime, str], object]


@cache
def story() -> tuple[Act, ...]:
    """Return the ten transitions of one dossier: work, approval sent back, work again, decision, stamp, return."""
    from motcua.dossiers.actions.claim import claim
    from motcua.dossiers.actions.decide import decide
    from motcua.dossiers.actions.return_result import return_result
    from motcua.dossiers.actions.route import route

    who = people()

    def takes(actor: Any) -> Act:
        return lambda id_, at, key: claim(id_, actor=actor, at=at, key=key, assignee=actor.id)

    def passes(actor: Any, outcome: str = "forward", note: str = "") -> Act:
        return lambda id_, at, key: route(id_, actor=actor, at=at, key=key, outcome=outcome, note=note)

    return (
        takes(who.chi),
        passes(who.chi),
        takes(who.nam),
        passes(who.nam, "back", "Kiểm tra lại họ tên của người mẹ."),
        takes(who.chi),
        passes(who.chi),
        lambda id_, at, key: decide(id_, actor=who.nam, at=at, key=key, outcome="granted", number="45/2026"),
        takes(who.lan),
        passes(who.lan),
        lambda id_, at, key: return_result(id_, actor=who.binh, at=at, key=key, way="counter"),
    )


def tell(dossier_id: UUID) -> int:
    """Let one dossier go its whole way and return how many transitions that were."""
    acts = story()
    for minute, act in enumerate(acts, start=1):
        act(dossier_id, RECEIVED_AT + timedelta(minutes=minute), str(uuid4()))
    return len(acts)
