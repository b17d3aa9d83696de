"""`make run`, for real: the page comes, and whatever stops it leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from motcua.project.commands.run import _catches_interrupt
from motcua.project.commands.serve import refuse_taken
from motcua.project.console import Mistake
from scripts.system import ROOT


def free_port() -> int:
    """Return a port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def family(var: Path) -> dict[int, str]:
    """Return the processes that were started for this data folder, by what they run."""
    found = {}
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and f"MOTCUA_VAR={var}\0".encode() in (entry / "environ").read_bytes():
                found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return found


def answers(port: int) -> bool:
    """Say whether a page comes."""
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def wait(condition: Callable[[], bool], seconds: float) -> bool:
    """Wait for what other processes bring about."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def running(tmp_path: Path) -> "Generator[subprocess.Popen[bytes], None, None]":
    """Start `make run` on a new SQLite database and wait for the page and the worker."""
    port = free_port()
    environment = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    environment |= {"MOTCUA_VAR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/run.sqlite3"}
    log = (tmp_path / "log").open("wb")
    make = subprocess.Popen(
        ["make", "run", f"PORT={port}", f"PYTHON={sys.executable}"],
        cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True,
    )  # fmt: skip
    try:
        came = wait(lambda: answers(port) or make.poll() is not None, 60)
        assert make.poll() is None, (tmp_path / "log").read_text()
        assert came
        assert wait(lambda: any("project work" in line for line in family(tmp_path).values()), 20)
        yield make
    finally:
        for pid in family(tmp_path):
            os.kill(pid, signal.SIGKILL)
        make.wait()
        log.close()


def _supervisor(var: Path) -> int:
    return next(pid for pid, line in family(var).items() if "project run" in line)


@pytest.mark.parametrize("way", ["interrupt make alone", "kill the supervisor"])
def test_nothing_is_left_behind(running: "subprocess.Popen[bytes]", tmp_path: Path, way: str) -> None:
    if way == "interrupt make alone":
        os.kill(running.pid, signal.SIGINT)
    else:
        os.kill(_supervisor(tmp_path), signal.SIGKILL)
    assert wait(lambda: not family(tmp_path), 10), family(tmp_path)


def test_a_taken_port_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Mistake, match=f"PORT={port + 1}"):
            refuse_taken("127.0.0.1", port)


def test_we_see_whether_a_process_still_catches_interrupts() -> None:
    assert _catches_interrupt(os.getpid()), "pytest does"
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        assert not _catches_interrupt(os.getpid())
    finally:
        signal.signal(signal.SIGINT, before)
