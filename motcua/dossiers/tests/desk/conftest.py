"""What the desk's stories share: the clock of Monday morning, and each of the cast at their screen."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client

from motcua.people.actor import Actor
from tests.cast import Cast, on

MONDAY = on("2026-04-20", "08:05")
Screen = Callable[[Actor], Client]


@pytest.fixture
def clock(cast: Cast) -> Any:
    """Stop the clock on Monday 20/4/2026, 08:05; a test moves it on."""
    with time_machine.travel(MONDAY, tick=False) as moved:
        yield moved


@pytest.fixture
def screen(cast: Cast, clock: Any) -> Screen:
    """Log somebody of the cast in at a screen."""

    def logged_in(who: Actor) -> Client:
        client = Client()
        client.force_login(cast.user(who), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return logged_in


def page_of(id_: UUID, noun: str = "") -> str:
    """Return the address of a dossier's page at the desk, or of one of its acts."""
    return f"/desk/dossiers/{id_}/{noun + '/' if noun else ''}"


def act(client: Client, id_: UUID, noun: str, **data: Any) -> Any:
    """Send the form of an act once."""
    return client.post(page_of(id_, noun), {"idempotency_key": str(uuid4()), **data})


def text(answer: Any) -> str:
    """Return a page as a reader sees it, blanks squeezed."""
    return " ".join(answer.content.decode().split())
