"""Child processes of the supervisor: started in sessions of their own, stopped in order, never left behind."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

PR_SET_PDEATHSIG = 1


def end_with_parent(number: int = signal.SIGTERM) -> None:
    """Ask Linux to send this process a signal when its parent ends, even when the parent was killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, number)


def _settle(nice: int) -> None:
    """Prepare a child between fork and exec."""
    end_with_parent()
    if nice:
        os.nice(nice)


class Child:
    """One process that the supervisor keeps."""

    def __init__(self, name: str, command: Sequence[str], *, nice: int = 0) -> None:
        self.name = name
        self.command = list(command)
        self.nice = nice
        self.process: subprocess.Popen[bytes] | None = None
        self.started = 0.0

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches only the supervisor."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=lambda: _settle(self.nice),
        )

    def ended(self) -> int | None:
        """Return the exit code when it has ended, else None."""
        return None if self.process is None else self.process.poll()

    def age(self) -> float:
        """Return the seconds since it was started."""
        return time.monotonic() - self.started

    def signal_group(self, number: int) -> None:
        """Send a signal to it and to all that it started."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)


def stop_all(children: Sequence[Child], seconds: float = 6.0) -> None:
    """Ask all to end, wait, and end by force what is left."""
    for child in children:
        if child.process is not None and child.process.poll() is None:
            child.process.terminate()
    deadline = time.monotonic() + seconds
    for child in children:
        if child.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.1, deadline - time.monotonic()))
            child.signal_group(signal.SIGKILL)
            child.process.wait()
