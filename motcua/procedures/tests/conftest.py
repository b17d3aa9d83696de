"""The shipped register, as every story of this app needs it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from motcua.core.procedure.source import Source
from motcua.people.actor import system
from motcua.procedures import sources
from motcua.procedures.load import load
from motcua.procedures.tests.keyed import Browser
from motcua.procedures.tests.route_desk import BACKEND, MONDAY
from tests.cast import Cast, officer

STARTED = datetime(2025, 7, 1, 1, tzinfo=UTC)
TODAY = date(2026, 7, 15)
LOADER = system("load")


_read: dict[bytes, Source] = {}


def _read_once(path: Path) -> Source:
    content = path.read_bytes()
    if content not in _read:
        _read[content] = sources.read(path)
    return _read[content]


@pytest.fixture(autouse=True)
def files_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the YAML of a file once in a run; the same bytes hold the same data."""
    monkeypatch.setattr("motcua.procedures.load.read", _read_once)


@pytest.fixture
def register(db: None) -> None:
    """Load the shipped routes and procedures."""
    report = load(Path(settings.DEFINITIONS), STARTED, LOADER)
    assert report.ok, "\n".join(map(str, report.problems))


@pytest.fixture
def clock(cast: Cast) -> Any:
    """Stop the clock on a Monday in July 2026; a test moves it on."""
    with time_machine.travel(MONDAY, tick=False) as moved:
        yield moved


@pytest.fixture
def van(cast: Cast, clock: Any) -> Client:
    """Vân of the province's office at her screen."""
    client = Browser()
    client.force_login(cast.user(officer("van.vpub", MONDAY)), backend=BACKEND)
    return client


@pytest.fixture
def screen(cast: Cast, clock: Any) -> Callable[[Any], Client]:
    def logged_in(who: Any) -> Client:
        client = Browser()
        client.force_login(cast.user(who), backend=BACKEND)
        return client

    return logged_in
