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

from motcua.ledger.work import run_once
from motcua.project.console import Mistake, say, show

logger = logging.getLogger("motcua.work")
IDLE_SECONDS = 0.3
LOCK_NUMBER = 0x6D6F7463  # "motc"
ANOTHER_RUNS = 3


class AnotherRuns(Mistake):
    """A second `motcua work` on the same database."""

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
                busy = run_once(datetime.now(UTC))
                pause = 0.0 if busy else IDLE_SECONDS
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
    with only_one():
        rounds = 0
        while run_once(datetime.now(UTC)):
            rounds += 1
    say(f"Đã làm xong sau {rounds} lượt.", f"Nothing left after {rounds} rounds.")
    return 0


def status() -> int:
    """Show whether the worker runs; the exit code is 0 only when it does."""
    running = is_running()
    show("đang chạy / running" if running else "không chạy / not running")
    return 0 if running else 1
