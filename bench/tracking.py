"""The public tracking page by its code alone, in pages a second, against a minimal Django view on the same server.

Both are served by granian (WSGI, 2 workers, 2 blocking threads) from the same SQLite file of 200 dossiers; the client
asks for all codes in turn over 8 kept connections in two processes. Sides and rounds interleave.
"""

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from itertools import cycle
from typing import Any

from bench import province
from bench.processes import clients, together
from bench.rounds import interleaved
from bench.server import database
from motcua.project.commands.serve import command
from scripts.system import ROOT

ROWS = ("tracking_page",)
DOSSIERS, SECONDS, CONNECTIONS = 200, 1.5, 4


def run() -> list[dict[str, Any]]:
    """Return one row: pages a second, the minimal view's, and their ratio."""
    with database("sqlite") as url, clients(url, 2, __name__) as every:
        (codes,) = together(every[:1], "prepare")
        with serving(url, "motcua.project.settings.prod") as page, serving(url, "bench.minimal") as floor:
            for port in (page, floor):
                together(every, "ask", port, codes, 1.0)
            sides = {
                "page": lambda: sum(together(every, "ask", page, codes, SECONDS)) / SECONDS,
                "floor": lambda: sum(together(every, "ask", floor, codes, SECONDS)) / SECONDS,
            }
            found = interleaved(sides)
    value, minimal = found["page"].median, found["floor"].median
    return [
        {
            "name": "tracking_page",
            "value": value,
            "unit": "pages/s",
            "floor": minimal,
            "ratio": value / minimal,
            "spread": found["page"].spread,
        }
    ]


@contextlib.contextmanager
def serving(url: str, settings: str) -> Iterator[int]:
    """Serve the application with these settings on a free port; give the port when it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": settings, "SECRET_KEY": "bench"}
    process = subprocess.Popen(command("127.0.0.1", port, 2, 2), cwd=ROOT, env=environment)
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(20)


class Client:
    """Prepares the dossiers, and asks for their pages."""

    def __init__(self, _: str) -> None:
        self.open: dict[int, list[socket.socket]] = {}

    def prepare(self) -> list[str]:
        """Load Lạng Sơn and let dossiers in; return their codes."""
        from motcua.dossiers.models import Dossier
        from motcua.project.commands import prepare

        prepare.collect_static()
        province.load()
        for _ in range(DOSSIERS):
            province.dossier()
        return list(Dossier.objects.values_list("code", flat=True))

    def ask(self, port: int, codes: list[str], seconds: float) -> int:
        """Ask for one page after another over kept connections and return how many came."""
        if port not in self.open:
            self.open[port] = [socket.create_connection(("127.0.0.1", port), 10) for _ in range(CONNECTIONS)]
        requests = cycle([f"GET /t/{code} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode() for code in codes])
        pipes, done, until = self.open[port], 0, time.perf_counter() + seconds
        while time.perf_counter() < until:
            for pipe in pipes:
                pipe.sendall(next(requests))
            for pipe in pipes:
                _read(pipe)
                done += 1
        return done


def _read(pipe: socket.socket) -> None:
    """Read one whole answer; anything but 200 is no page."""
    data = _more(pipe)
    while b"\r\n\r\n" not in data:
        data += _more(pipe)
    head, _, body = data.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.split(b"\r\n")[0].decode())
    length = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    missing = length - len(body)
    while missing > 0:
        missing -= len(_more(pipe))


def _more(pipe: socket.socket) -> bytes:
    data = pipe.recv(65536)
    if not data:
        raise ConnectionError("the server closed a connection")
    return data
