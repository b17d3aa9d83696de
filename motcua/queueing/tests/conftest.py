"""What the hall's stories share: a stopped clock, and everybody at a screen of their own."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from motcua.people.actor import Actor
from tests.cast import Cast, on

NINE = on("2026-04-29", "09:00")
HALL = "/queue/06187.TTPVHCC/"
Screen = Callable[[Actor], Client]


@pytest.fixture
def clock(cast: Cast) -> Any:
    """Stop the clock on Wednesday 29/4/2026, 09:00; a test moves it on."""
    del cast
    with time_machine.travel(NINE, tick=False) as moved:
        yield moved


@pytest.fixture
def visitor(clock: Any) -> Client:
    """Give the browser of somebody without an account: the kiosk, or a telephone."""
    del clock
    return Client()


@pytest.fixture
def screen(cast: Cast, clock: Any) -> Screen:
    """Log somebody of the cast in at a screen."""
    del clock

    def logged_in(who: Actor) -> Client:
        client = Client()
        client.force_login(cast.user(who), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return logged_in


def send(client: Client, path: str, **data: Any) -> Any:
    """Send a form once, as the page draws it."""
    return client.post(path, {"idempotency_key": str(uuid4()), **data})


def follow(client: Client, answer: Any) -> str:
    """Return the text of the page that an answer leads to."""
    assert answer.status_code == 302, text(answer)
    return text(client.get(answer["Location"]))


def text(answer: Any) -> str:
    """Return a page as a reader sees it, blanks squeezed."""
    return " ".join(answer.content.decode().split())
