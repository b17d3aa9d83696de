"""The worker: alone on its database, gone within two seconds of being told, patient with a database in trouble."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import OperationalError

from motcua.ledger import work as ledger_work
from motcua.ledger.read import last_position
from motcua.project.commands import work
from tests.databases import FreshDatabase


def start() -> "subprocess.Popen[str]":
    """Start the real worker."""
    command = [sys.executable, "-m", "motcua.project", "work"]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=dict(os.environ))


def until(condition: object, seconds: float = 15) -> bool:
    """Wait for a condition that another process brings about."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if callable(condition) and condition():
            return True
        time.sleep(0.05)
    return False


def test_the_worker_gives_positions_and_stops_when_told(fresh_database: FreshDatabase) -> None:
    worker = start()
    try:
        assert until(lambda: last_position() == 1)
        told = time.monotonic()
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=10) == 0
        assert time.monotonic() - told < 5, "2 s on an idle machine"
    finally:
        worker.kill()
        worker.wait()


def test_a_second_worker_refuses_and_says_why(fresh_database: FreshDatabase) -> None:
    with work.only_one():
        assert work.is_running()
        second = start()
        _, said = second.communicate(timeout=20)
    assert second.returncode == work.ANOTHER_RUNS
    assert "Another `motcua work` already runs" in said
    assert not work.is_running()


def test_once_works_until_nothing_is_left(fresh_database: FreshDatabase, capsys: pytest.CaptureFixture[str]) -> None:
    assert work.once() == 0
    assert last_position() == 1
    assert work.status() == 1, "no worker runs, and the exit code says so"
    assert "KHÔNG chạy" in capsys.readouterr().out


def test_trouble_with_the_database_is_waited_out(
    fresh_database: FreshDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[str] = []

    class Stop:
        """An event that notes each pause instead of waiting, and ends the third."""

        pauses: list[float] = []

        def is_set(self) -> bool:
            """End after three rounds."""
            return len(self.pauses) >= 3

        def wait(self, seconds: float) -> None:
            """Note the pause."""
            self.pauses.append(seconds)

    def run_once(now: object) -> object:
        rounds.append("round")
        if len(rounds) == 1:
            raise OperationalError("server closed the connection unexpectedly")
        if len(rounds) == 2:
            raise ZeroDivisionError
        return ledger_work.Round(0, 0, 0)

    monkeypatch.setattr(work, "_stop_on_signals", Stop)
    monkeypatch.setattr(ledger_work, "run_once", run_once)
    assert work.loop() == 0
    assert Stop.pauses == [1.0, 2.0, work.IDLE_SECONDS]
