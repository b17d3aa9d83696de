"""`motcua serve`: the pages, by granian, without the worker beside it."""

import errno
import os
import socket
import sys

from motcua.project.console import Mistake


def command(host: str, port: int, workers: int, threads: int) -> list[str]:
    """Return the command line that serves the pages."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1",
        "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(threads),
        "--respawn-failed-workers", "--workers-kill-timeout", "3", "--log-level", "warning",
        "motcua.project.wsgi:application",
    ]  # fmt: skip


def refuse_taken(host: str, port: int) -> None:
    """Refuse a port that another program listens on, before anything else is done."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Mistake(
                    f"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác: make run PORT={port + 1}",
                    f"Port {port} is taken by another program. Choose another: make run PORT={port + 1}",
                ) from None
            raise Mistake(
                f"Không mở được {host}:{port}: {error.strerror}.", f"Cannot listen on {host}:{port}: {error.strerror}."
            ) from None


def serve(host: str, port: int, workers: int, threads: int) -> int:
    """Become the server."""
    refuse_taken(host, port)
    line = command(host, port, workers, threads)
    os.execv(line[0], line)
