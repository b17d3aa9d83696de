"""The databases that tests stand on are what they promise to be."""

import os
import subprocess
import sys
import threading

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from tests.databases import FreshDatabase, refuse_flush


def _write_one() -> None:
    Session.objects.create(session_key=os.urandom(8).hex(), session_data="x", expire_date=timezone.now())
    connection.close()


def test_a_fresh_database_is_seen_by_threads(fresh_database: FreshDatabase) -> None:
    threads = [threading.Thread(target=_write_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Session.objects.count() == 4


def test_a_fresh_database_is_seen_by_subprocesses(fresh_database: FreshDatabase) -> None:
    _write_one()
    code = (
        "import django; django.setup()\n"
        "from django.contrib.sessions.models import Session\n"
        "print(Session.objects.count())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


@pytest.mark.parametrize("turn", [1, 2])
def test_nothing_of_another_test_is_left(fresh_database: FreshDatabase, turn: int) -> None:
    assert Session.objects.count() == 0
    _write_one()


@pytest.mark.django_db
def test_an_ordinary_test_sees_nothing_that_was_committed() -> None:
    assert Session.objects.count() == 0


@pytest.mark.parametrize(
    ("marker", "fixtures"),
    [
        (pytest.mark.django_db(transaction=True).mark, []),
        (pytest.mark.django_db(True).mark, []),
        (None, ["transactional_db"]),
        (None, ["live_server"]),
        (pytest.mark.django_db.mark, ["fresh_database"]),
        (None, ["db", "fresh_database"]),
    ],
)
def test_a_test_that_would_flush_is_refused(marker: pytest.Mark | None, fixtures: list[str]) -> None:
    assert refuse_flush(marker, fixtures) is not None


def test_ordinary_tests_are_not_refused() -> None:
    assert refuse_flush(pytest.mark.django_db.mark, ["db"]) is None
    assert refuse_flush(None, ["fresh_database"]) is None
