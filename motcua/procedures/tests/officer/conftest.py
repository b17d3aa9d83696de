"""Vân of procedure control at her desk, her head, and those who have no business there."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client

from motcua.people import actor as actors
from motcua.people.actor import Actor, Duty
from motcua.procedures.tests.keyed import Browser

OFFICE = "H37.VP"


def somebody(number: int, *duties: tuple[str, str]) -> Actor:
    """Return an official with these duties, unit and role each."""
    return actors.person(UUID(int=number), [Duty(unit, role) for unit, role in duties])


VAN = somebody(0xA1, (OFFICE, "registrar"))
SON = somebody(0xA2, (OFFICE, "registrar"))
VINH = somebody(0xA3, (OFFICE, "head"), (OFFICE, "leader"))
TAM = somebody(0xA4, ("H37", "leader"))
DUNG = somebody(0xA5, ("06187.VP", "head"))
HA = somebody(0xA6, ("H37", "auditor"))
CHI = somebody(0xA7, ("06187.VP", "handler"))
KHOA = somebody(0xA8)


@pytest.fixture
def as_(monkeypatch: pytest.MonkeyPatch) -> Callable[[Actor], Client]:
    """Return a browser in which somebody is logged in."""

    def log_in(who: Actor) -> Client:
        monkeypatch.setattr("motcua.people.middleware.acting", lambda request, at: who)
        return Browser()

    return log_in
