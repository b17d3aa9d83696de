"""A dump and restore: the log goes on where it was, nothing stalls, nothing is positioned twice."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection, connections

from motcua.ledger import models, origin, read, sequencer, triggers, work
from motcua.ledger.tests.things import Thing, change, found, make
from motcua.ledger.verify import verify
from tests.databases import FreshDatabase


def _tool(name: str) -> str:
    """Return PostgreSQL's client program, of the newest version that is installed."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    return str(installed[-1]) if installed else shutil.which(name) or name


def _move(old: str, new: str) -> None:
    """Dump a database and restore it over an empty one."""
    connections.close_all()
    if connection.vendor == "sqlite":
        with sqlite3.connect(old) as source, sqlite3.connect(":memory:") as scratch:
            script = "\n".join(source.iterdump())
            scratch.executescript(script)
            Path(new).unlink()
            with sqlite3.connect(new) as target:
                scratch.backup(target)
        return
    values = connection.settings_dict
    where = {"PGHOST": values["HOST"], "PGPORT": str(values["PORT"]), "PGUSER": values["USER"]}
    env = {**os.environ, **where, "PGPASSWORD": values["PASSWORD"]}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
    connections.close_all()
    dump = subprocess.run(
        [_tool("pg_dump"), "--format=custom", "--no-owner", old], env=env, check=True, capture_output=True
    )
    restore = [_tool("pg_restore"), "--clean", "--if-exists", "--no-owner", "--single-transaction", f"--dbname={new}"]
    subprocess.run(restore, env=env, input=dump.stdout, check=True, capture_output=True)


@contextmanager
def _in(database: FreshDatabase) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.settings_dict, "NAME", database.name)
        yield
        connections.close_all()


def test_the_log_goes_on_after_a_restore(
    committed_log: FreshDatabase, more_databases: Callable[[], FreshDatabase], at: datetime
) -> None:
    for n in range(5):
        change(found(make(n, at=at, content={"owner": "An"})), at=at)
    sequencer.sequence()
    waiting = make(99, at=at)
    assert (read.last_position(), sequencer.waiting()) == (11, 1)
    restored = more_databases()
    _move(committed_log.name, restored.name)
    with _in(restored):
        assert origin.current(fresh=True) == "demo"
        assert triggers.missing() == []
        work.run_once(at)
        assert read.stream(waiting.stream)[0].position == 12
        more = make(100, at=at)
        change(found(more), at=at)
        assert sequencer.sequence() == 2
        assert [entry.position for entry in read.stream(more.stream)] == [13, 14]
        result = verify(lambda _: None, [Thing])
        assert (result.damages, result.positions, result.contents) == ([], 14, 5)
        assert models.Entry.objects.count() == 14
