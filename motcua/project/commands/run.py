"""`motcua run`: what `make run` starts: prepare, serve, work beside it, fill in the demo behind it."""

import os
import signal
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from motcua.project.commands.children import Child, end_with_parent, stop_all
from motcua.project.commands.serve import command as serve_command
from motcua.project.commands.serve import refuse_taken
from motcua.project.commands.work import ANOTHER_RUNS
from motcua.project.console import complain, say, show

HOST = "127.0.0.1"
READY_SECONDS = 60


class Watch:
    """Knows when it is time to stop: a signal came, or the `make` that started us was interrupted alone."""

    def __init__(self, *, follow_parent: bool) -> None:
        self.stop = threading.Event()
        self.parent = os.getppid() if follow_parent else 0
        self._parent_caught = self.parent and _catches_interrupt(self.parent)
        if follow_parent:
            end_with_parent()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.stop.set()

    def parent_gave_up(self) -> bool:
        """Say whether our `make` is gone or, interrupted, only waits for us to end.

        GNU make leaves SIGINT to the terminal's process group. When somebody interrupts make alone, it sets the
        signal back to its default and waits; that is to be seen in /proc.
        """
        if not self.parent:
            return False
        if os.getppid() != self.parent:
            return True
        return bool(self._parent_caught) and not _catches_interrupt(self.parent)

    def over(self) -> bool:
        """Say whether to stop now."""
        return self.stop.is_set() or self.parent_gave_up()


def _catches_interrupt(pid: int) -> bool:
    """Say whether a process has a handler for SIGINT."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return False
    caught = next((line.split()[1] for line in lines if line.startswith("SigCgt:")), "0")
    return bool(int(caught, 16) & 1 << (signal.SIGINT - 1))


def _motcua(*arguments: str) -> list[str]:
    """Return the command line of another verb."""
    return [sys.executable, "-m", "motcua.project", *arguments]


def _answers(port: int) -> bool:
    """Say whether the first page comes, whatever its status."""
    try:
        urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=20)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def _wait_for_first_page(server: Child, watch: Watch, port: int) -> bool:
    """Wait until the server answers; say whether it did."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and not watch.over() and server.ended() is None:
        if _answers(port):
            return True
        watch.stop.wait(0.1)
    return False


def _banner(port: int, logins: list[tuple[str, str, str]]) -> None:
    """Print where the pages are and who may log in."""
    show()
    show(f"  Motcua:  http://{HOST}:{port}/")
    if logins:
        show()
        show("  Tài khoản dùng thử / demo logins:")
        for who, name, password in logins:
            show(f"    {name:<10} {password:<20} {who}")
    show()
    show("  Dừng / stop: Ctrl-C")
    show()


def _keep(children: list[Child], watch: Watch) -> int:
    """Watch over the children until it is time to stop; return the exit code."""
    told = False
    while not watch.over():
        for child in list(children):
            code = child.ended()
            if code is None:
                continue
            if child.name == "serve":
                complain(f"Máy chủ trang đã dừng (mã {code}).", f"The page server ended (code {code}).")
                return 1
            if child.name == "demo":
                children.remove(child)
                if code:
                    complain(
                        "Hồ sơ mẫu chưa nạp hết; lần chạy sau sẽ nạp tiếp.",
                        "The demo's dossiers are not complete; the next start goes on.",
                    )
            elif child.age() > (5 if code == ANOTHER_RUNS else 2):
                child.start()
                if code == ANOTHER_RUNS and not told:
                    say("Một `motcua work` khác đang chạy; chờ.", "Another `motcua work` runs; waiting for its place.")
                    told = True
        watch.stop.wait(0.3)
    return 0


def run(port: int, *, follow_parent: bool) -> int:
    """Prepare, start everything, wait, stop everything."""
    from motcua.project.commands.install import demo_logins, fills_demo, prepare_demo  # needs Django

    watch = Watch(follow_parent=follow_parent)
    refuse_taken(HOST, port)
    is_demo = prepare_demo()
    if watch.over():
        return 0
    server = Child("serve", serve_command(HOST, port, workers=2, threads=2))
    children = [server, Child("work", _motcua("work"))]
    if is_demo and fills_demo():
        children.append(Child("demo", _motcua("demo", "--fill"), nice=10))
    try:
        server.start()
        if not _wait_for_first_page(server, watch, port):
            if watch.over():
                return 0
            complain("Máy chủ trang không trả lời.", "The page server does not answer.")
            return 1
        for child in children[1:]:
            child.start()
        _banner(port, demo_logins() if is_demo else [])
        return _keep(children, watch)
    finally:
        say("Đang dừng …", "stopping …")
        stop_all(children)
