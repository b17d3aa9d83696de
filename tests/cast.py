"""The cast of the stories: An lodges, Bình receives, Chi handles, Dũng checks, Nam decides, Lan numbers.

``lang_son`` is a committed database with the whole of `definitions/` loaded; ``cast`` gives its people as actors.
"""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from motcua.core.worktime.vietnamese import LOCAL
from motcua.people import actor as actors
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.people.models import User
from motcua.project.commands import definitions
from tests.databases import FreshDatabase, Maker, pointed, switched

LOADED_AT = datetime(2025, 7, 1, 7, 30, tzinfo=LOCAL)


def on(day: str, time: str = "09:00") -> datetime:
    """Return a local moment: ``on("2026-04-29", "15:30")``."""
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=LOCAL)


@pytest.fixture(scope="session")
def lang_son_template(make_template: Maker) -> str:
    """Load `definitions/` once into a copy of the opened template."""
    return make_template("lang_son", lambda: definitions.load(LOADED_AT, demo=True))


@pytest.fixture
def lang_son(
    lang_son_template: str, database_folder: Path, django_db_blocker: DjangoDbBlocker
) -> Generator[FreshDatabase, None, None]:
    """Give the test a province of its own: Lạng Sơn with units, calendars, procedures, routes and people."""
    with switched(lang_son_template, database_folder, django_db_blocker) as fresh:
        yield fresh


@dataclass(frozen=True)
class Cast:
    """Everybody of the story, as actors with the duties they hold in 2026."""

    an: Actor
    binh: Actor
    chi: Actor
    dung: Actor
    lan: Actor
    mai: Actor
    nam: Actor
    giang: Actor
    ha: Actor
    khoa: Actor

    def user(self, who: Actor) -> User:
        """Return the account behind an actor."""
        return User.objects.get(pk=who.id.removeprefix("user:"))


def officer(login: str, at: datetime) -> Actor:
    """Return any demo account as an actor with the duties it holds at a moment."""
    account = User.objects.get(username=login)
    return actors.person(account.pk, people.duties_of(account.pk, at))


@pytest.fixture(scope="session")
def everybody(lang_son_template: str, django_db_blocker: DjangoDbBlocker) -> Cast:
    """Return the people of phường Kỳ Lừa and around it; they are the same in every copy of the province."""
    names = ("an", "binh", "chi", "dung", "lan", "mai", "nam", "giang", "ha", "khoa")
    with pointed(lang_son_template, django_db_blocker):
        return Cast(**{name: officer(name, on("2026-04-29")) for name in names})


@pytest.fixture
def cast(lang_son: FreshDatabase, everybody: Cast) -> Cast:
    """Return the people of a province of the test's own."""
    return everybody
