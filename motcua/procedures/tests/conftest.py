"""The shipped register, as every story of this app needs it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from pytest_django import DjangoDbBlocker

from motcua.core.procedure.source import Source
from motcua.people.actor import system
from motcua.people.load import load as load_units
from motcua.procedures import sources
from motcua.procedures.load import load
from motcua.procedures.tests.keyed import Browser
from motcua.procedures.tests.route_desk import BACKEND, MONDAY
from tests.cast import Cast, officer
from tests.databases import Maker, rolled_back

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


def _load() -> None:
    report = load(Path(settings.DEFINITIONS), STARTED, LOADER)
    assert report.ok, "\n".join(map(str, report.problems))


def _load_units() -> None:
    assert not load_units(Path(settings.DEFINITIONS) / "units", STARTED, LOADER).problems


@pytest.fixture(scope="session")
def register_template(make_template: Maker) -> str:
    """Load the shipped routes and procedures once."""
    return make_template("register", _load)


@pytest.fixture(scope="session")
def register_and_units_template(make_template: Maker, register_template: str) -> str:
    """Load the units of Lạng Sơn beside the register once."""
    return make_template("register_and_units", _load_units, register_template)


@pytest.fixture
def register(register_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Give the test the shipped routes and procedures; what it does to them is undone."""
    with rolled_back(register_template, django_db_blocker):
        yield


@pytest.fixture
def register_and_units(register_and_units_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Give the test the shipped routes and procedures, and the units of the province."""
    with rolled_back(register_and_units_template, django_db_blocker):
        yield


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
