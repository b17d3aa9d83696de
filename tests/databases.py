"""Databases for tests: one migrated template per run, and a committed copy of it for each test that commits.

`django_db` and `rolled_back` (undone after the test) are for what one connection sees. `fresh_database` is for
everything else: threads, subprocesses, a browser. There is no flush: the ledger's tables refuse it, and should.
"""

import os
import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, connections, transaction
from django.test.utils import setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker

from motcua.ledger import origin, registry
from motcua.ledger.opening import open_log

_numbers = count(1)
SHIPPED_TYPES = tuple(registry.known())  # before any test registers one of its own
OPENED_AT = datetime(2024, 1, 1, tzinfo=UTC)
FLUSHES = {"transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}
FLUSH_REFUSED = (
    "this test would flush the database, and the ledger refuses to be emptied: "
    "use the fixture fresh_database (a committed copy of its own) instead of django_db(transaction=True), "
    "transactional_db or live_server"
)


@dataclass(frozen=True)
class FreshDatabase:
    """A committed database of one test's own; ``url`` is also in the environment as DATABASE_URL."""

    name: str
    url: str


@dataclass(frozen=True)
class Templates:
    """Names of the migrated databases that tests copy: without the log's origin, and with it."""

    empty: str
    opened: str


def refuse_flush(marker: pytest.Mark | None, fixtures: list[str]) -> str | None:
    """Return why a test with this django_db marker and these fixtures may not run, or None."""
    asked = marker is not None and bool(marker.kwargs.get("transaction") or (marker.args and marker.args[0]))
    if asked or FLUSHES.intersection(fixtures):
        return FLUSH_REFUSED
    if "fresh_database" in fixtures and (marker is not None or "db" in fixtures):
        return "fresh_database replaces django_db: leave out the mark django_db and the fixture db"
    return None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a second run, on another database, leave out what asks no database."""
    parser.addoption("--only-databases", action="store_true", help="run only the tests that ask for a database")


def asks_database(item: pytest.Item) -> bool:
    """Say whether a test stands on a database: by its mark or by any fixture it needs."""
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or not names.isdisjoint({"db", "database_templates"})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep what was asked for, and let pytest count the rest."""
    if config.getoption("--only-databases"):
        left_out = [item for item in items if not asks_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if asks_database(item)]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Refuse tests that would flush."""
    why = refuse_flush(item.get_closest_marker("django_db"), list(getattr(item, "fixturenames", [])))
    if why:
        pytest.fail(f"{item.nodeid}: {why}", pytrace=False)


def _on_sqlite() -> bool:
    return connection.vendor == "sqlite"


def _copy(source: str, target: str) -> None:
    """Copy a database nobody is connected to."""
    if _on_sqlite():
        with sqlite3.connect(source) as old, sqlite3.connect(target) as new:
            old.backup(new)
        old.close()
        new.close()
        return
    with connection._nodb_cursor() as cursor:
        # files copied as they lie take half the time
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}" STRATEGY FILE_COPY')


def _drop(name: str) -> None:
    """Remove a database even while somebody is still connected to it."""
    if _on_sqlite():
        for suffix in ("", "-wal", "-shm"):
            Path(name + suffix).unlink(missing_ok=True)
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def database_name(folder: Path, word: str) -> str:
    """Return a name that no other process of tests uses."""
    return str(folder / f"{word}.sqlite3") if _on_sqlite() else f"test_{os.getpid()}_{word}"


def _url(name: str) -> str:
    """Return the DATABASE_URL of a database beside the tests' own."""
    if _on_sqlite():
        return f"sqlite:///{quote(name)}"
    values = connection.settings_dict
    port = f"&port={values['PORT']}" if values["PORT"] else ""
    password = f":{quote(values['PASSWORD'])}" if values["PASSWORD"] else ""
    return f"postgresql://{quote(values['USER'])}{password}@/{name}?host={quote(values['HOST'])}{port}"


@pytest.fixture(scope="session")
def database_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return this run's folder for SQLite files."""
    return tmp_path_factory.mktemp("databases")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(database_folder: Path) -> None:
    """Name the test database after this process, so that runs side by side never meet; SQLite in a file."""
    connection.settings_dict["TEST"]["NAME"] = database_name(database_folder, "base")


@pytest.fixture(scope="session")
def database_templates(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
    database_folder: Path,
) -> Generator[Templates, None, None]:
    """Migrate once, keep a copy, open the log with origin demo, keep a copy of that too."""
    templates = Templates(database_name(database_folder, "empty"), database_name(database_folder, "opened"))
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default": True}, serialized_aliases=[])
        base = str(connection.settings_dict["NAME"])
        connections.close_all()
        _copy(base, templates.empty)
        open_log(origin.DEMO, at=OPENED_AT)
        connections.close_all()
        _copy(base, templates.opened)
    yield templates
    with django_db_blocker.unblock():
        connections.close_all()
        _drop(templates.empty)
        _drop(templates.opened)
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def django_db_setup(database_templates: Templates) -> None:
    """Replace pytest-django's own set-up by ours."""


@contextmanager
def pointed(name: str, blocker: DjangoDbBlocker) -> Iterator[None]:
    """Point the default connection of every thread to another database, and back."""
    before = connection.settings_dict["NAME"]
    with blocker.unblock():
        connections.close_all()
        connection.settings_dict["NAME"] = name
        ContentType.objects.clear_cache()
        cache.clear()
        origin.current(fresh=True)
        try:
            yield
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = before
            origin.current(fresh=True)


class Maker(Protocol):
    """Makes a further template for the whole run: a copy of another one (the opened one) with more in it."""

    def __call__(self, word: str, fill: Callable[[], object], source: str = "") -> str:
        """Return the name of the database."""


@pytest.fixture(scope="session")
def make_template(
    database_templates: Templates, database_folder: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[Maker]:
    """Give what makes further templates; they go when the run ends."""
    made: list[str] = []

    def make(word: str, fill: Callable[[], object], source: str = "") -> str:
        name = database_name(database_folder, word)
        made.append(name)
        with django_db_blocker.unblock():
            connections.close_all()
            _copy(source or database_templates.opened, name)
        with pointed(name, django_db_blocker):
            fill()
        return name

    yield make
    with django_db_blocker.unblock():
        for name in made:
            _drop(name)


@contextmanager
def switched(template: str, folder: Path, blocker: DjangoDbBlocker) -> Iterator[FreshDatabase]:
    """Copy ``template`` and point the default connection of every thread to the copy."""
    name = database_name(folder, f"fresh{next(_numbers)}")
    with pytest.MonkeyPatch.context() as patch:
        with blocker.unblock():
            connections.close_all()
            _copy(template, name)
        patch.setenv("DATABASE_URL", _url(name))
        try:
            with pointed(name, blocker):
                yield FreshDatabase(name, _url(name))
        finally:
            with blocker.unblock():
                _drop(name)


@contextmanager
def rolled_back(template: str, blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let a test of one connection work on ``template`` itself, and undo all that it did."""
    with pointed(template, blocker):
        whole = transaction.atomic()
        whole._from_testcase = True  # type: ignore[attr-defined]  # durable blocks are allowed inside, as in Django's own
        with whole:
            yield
            transaction.set_rollback(True)


@pytest.fixture
def fresh_database(
    database_templates: Templates, database_folder: Path, django_db_blocker: DjangoDbBlocker
) -> Generator[FreshDatabase, None, None]:
    """Give the test a committed database of its own, the log opened with origin demo."""
    with switched(database_templates.opened, database_folder, django_db_blocker) as fresh:
        yield fresh


@pytest.fixture
def empty_database(
    database_templates: Templates, database_folder: Path, django_db_blocker: DjangoDbBlocker
) -> Generator[FreshDatabase, None, None]:
    """Give the test a committed, migrated database whose log has no first entry yet."""
    with switched(database_templates.empty, database_folder, django_db_blocker) as fresh:
        yield fresh


@pytest.fixture
def more_databases(
    database_templates: Templates, database_folder: Path, django_db_blocker: DjangoDbBlocker
) -> Generator[Callable[[], FreshDatabase], None, None]:
    """Make further copies of the template, to restore into or to compare with."""
    made: list[str] = []

    def another() -> FreshDatabase:
        name = database_name(database_folder, f"more{next(_numbers)}")
        made.append(name)
        _copy(database_templates.empty, name)
        return FreshDatabase(name, _url(name))

    with django_db_blocker.unblock():
        yield another
        for name in made:
            _drop(name)


@pytest.fixture(scope="session", autouse=True)
def _data_beside_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Generator[None, None, None]:
    """Keep files that tests store out of the clone, here and in subprocesses."""
    var = tmp_path_factory.mktemp("var")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOTCUA_VAR", str(var))
        patch.setattr(settings, "VAR", var)
        patch.setattr(settings, "FILES_ROOT", var / "files")
        yield
