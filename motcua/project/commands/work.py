"""`motcua work`: the one process behind the pages: sequencer, projectors, reactions, timetable."""

import contextlib
import fcntl
import logging
import signal
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from django.db import Error, close_old_connections, connection, connections

from motcua.ledger import work as ledger_work
from motcua.project.console import Mistake, both, say, show

logger = logging.getLogger("motcua.work")
IDLE_SECONDS = 0.3
LOCK_NUMBER = 0x6D6F7463  # "motc"
ANOTHER_RUNS = 3


class AnotherRuns(Mistake):
    """A second `motcua work` on the same database."""

    code = ANOTHER_RUNS

    def __init__(self) -> None:
        super().__init__(
            "Đã có một tiến trình `motcua work` đang chạy trên cơ sở dữ liệu này.",
            "Another `motcua work` already runs on this database.",
        )


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Hold the place of the one worker of this database, or raise AnotherRuns."""
    with _sqlite_place() if connection.vendor == "sqlite" else _postgres_place():
        yield


@contextlib.contextmanager
def _sqlite_place() -> Iterator[None]:
    """Lock a file beside the database file."""
    path = Path(f"{connection.settings_dict['NAME']}.work-lock")
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AnotherRuns from None
        yield


@contextlib.contextmanager
def _postgres_place() -> Iterator[None]:
    """Hold an advisory lock on a connection of its own."""
    holder = connections.create_connection("default")
    try:
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK_NUMBER])
            row = cursor.fetchone()
        if row is None or not row[0]:
            raise AnotherRuns
        yield
    finally:
        holder.close()


def is_running() -> bool:
    """Say whether a worker holds its place on this database."""
    try:
        with only_one():
            return False
    except AnotherRuns:
        return True


def _stop_on_signals() -> threading.Event:
    """Return an event that SIGTERM and SIGINT set."""
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)
    return stop


def loop() -> int:
    """Work round after round until told to stop; trouble with the database is waited out."""
    stop = _stop_on_signals()
    pause = IDLE_SECONDS
    with only_one():
        while not stop.is_set():
            try:
                done = ledger_work.run_once(datetime.now(UTC))
                pause = 0.0 if done.sequenced or done.handled else IDLE_SECONDS
            except Error as error:
                pause = min(30.0, max(1.0, pause * 2))
                logger.warning("the database is in trouble, next try in %.0f s: %s", pause, error)
                connections.close_all()
            except Exception:
                pause = min(30.0, max(1.0, pause * 2))
                logger.exception("a round failed, next try in %.0f s", pause)
            close_old_connections()
            stop.wait(pause)
    return 0


def once() -> int:
    """Work until nothing is left to do, then stop."""
    entries = 0
    with only_one():
        while (done := ledger_work.run_once(datetime.now(UTC))).sequenced or done.handled or done.jobs:
            entries += done.sequenced
    say(f"Đã làm hết việc, {entries} bản ghi mới.", f"Nothing left to do, {entries} new entries.")
    return 0


def status() -> int:
    """Show how far everything is; the exit code is 0 only when a worker runs and nothing is stuck."""
    running = is_running()
    found = ledger_work.status()
    show(both("motcua work đang chạy", "running") if running else both("motcua work KHÔNG chạy", "NOT running"))
    show(both(f"vị trí sổ cái {found.last_position}, chờ xếp {found.waiting}", "position, waiting for one"))
    for one in found.standings:
        place = f"{one.position if one.position is not None else '':>9} (-{one.behind})" if one.kind != "job" else ""
        ran = f"{one.last_run:%Y-%m-%d %H:%M:%S}Z" if one.last_run else ""
        wrong = f"  ✗ {one.failures}x {one.error}" if one.failures else ""
        show(f"  {one.kind:<10} {one.name:<40} {place}{ran}{wrong}")
    return 0 if running and found.healthy else 1
