"""Vân writes a draft, Sơn writes beside her, Vinh looks at it, Tâm approves, and who has no business there."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from motcua.core.procedure.clocks import Office
from motcua.core.procedure.draft import Plain
from motcua.people.actor import Actor, Duty, person
from motcua.people.models import User
from motcua.procedures import queries
from motcua.procedures.actions.approve_draft import approve_draft
from motcua.procedures.actions.give_opinion import give_opinion
from motcua.procedures.actions.save_draft import Saved, save_draft
from motcua.procedures.actions.send_draft import send_for_review, submit_for_approval
from motcua.procedures.actions.start_draft import copy_of, start_draft
from motcua.procedures.drafting import reads
from motcua.procedures.drafting.reads import Opened
from motcua.procedures.tests.keyed import Browser
from tests.cast import officer, on
from tests.databases import FreshDatabase

NOW = on("2026-07-15", "09:00")
PENSION = "1.014027"
HEAD, LEADER = Office("H37.VP", "head"), Office("H37", "leader")
PLAN = {
    "decision": "QĐ 1500/QĐ-UBND",
    "decision_date": "2026-07-20",
    "effective_date": "2026-08-03",
    "public_date": "2026-07-21",
}


@dataclass(frozen=True)
class Desk:
    """The people around one draft; ``son`` is a second registrar."""

    van: Actor
    son: Actor
    vinh: Actor
    tam: Actor
    ha: Actor
    chi: Actor
    khoa: Actor

    def user(self, who: Actor) -> User:
        """Return the account behind an actor."""
        return User.objects.get(pk=who.id.removeprefix("user:"))


@pytest.fixture
def desk(lang_son: FreshDatabase) -> Desk:
    """Give the people of Lạng Sơn who have to do with procedures."""
    logins = {"van": "van.vpub", "vinh": "vinh.vpub", "tam": "tam.ubnd", "ha": "ha", "chi": "chi", "khoa": "khoa"}
    people = {name: officer(login, NOW) for name, login in logins.items()}
    second = User.objects.get(username="hai.vpub")
    return Desk(son=person(second.pk, [Duty("H37.VP", "registrar")]), **people)


@pytest.fixture
def as_(monkeypatch: pytest.MonkeyPatch) -> Callable[[Actor], Client]:
    """Return a browser in which somebody is logged in."""

    def log_in(who: Actor) -> Client:
        monkeypatch.setattr("motcua.people.middleware.acting", lambda request, at: who)
        return Browser()

    return log_in


def now(draft: UUID) -> Opened:
    """Return the draft as it is stored."""
    found = reads.current(draft)
    assert found is not None
    return found


def changed(document: Plain, **parts: Any) -> Plain:
    """Return a copy of a draft with other parts at the top."""
    return deepcopy(document) | parts


def begin(who: Actor, code: str = PENSION, at: datetime = NOW) -> UUID:
    """Begin a draft from the version in force."""
    version = queries.published(code, date(2026, 7, 15))
    assert version is not None
    return start_draft(copy_of(version), "version", actor=who, at=at, base=version.id)


def save(draft: UUID, who: Actor, read_at: int = 0, at: datetime = NOW, **parts: Any) -> Saved:
    """Save other parts at the top; the save must go through."""
    opened = now(draft)
    number = read_at or opened.revision
    base = reads.at_revision(opened.row, number)
    assert base is not None
    made = save_draft(draft, changed(base, **parts), number, actor=who, at=at)
    assert isinstance(made, Saved)
    return made


def asked(draft: UUID, kind: str) -> UUID:
    """Return the request of a kind that waits."""
    return next(one.pk for one in reads.requests(now(draft).row) if one.kind == kind and not one.answer)


def reviewed(draft: UUID, desk: Desk) -> None:
    """Let the head of the office look and agree."""
    send_for_review(draft, [HEAD], now(draft).revision, actor=desk.van, at=NOW)
    give_opinion(asked(draft, "review"), "agree", now(draft).revision, actor=desk.vinh, at=NOW)


def approved(draft: UUID, desk: Desk) -> None:
    """Let it be reviewed and approved."""
    reviewed(draft, desk)
    submit_for_approval(draft, LEADER, now(draft).revision, actor=desk.van, at=NOW)
    approve_draft(asked(draft, "approval"), now(draft).revision, actor=desk.tam, at=NOW)
