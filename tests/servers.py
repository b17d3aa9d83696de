"""The real WSGI application on a free loopback port, inside the test's process.

Inside, because then a test may move the clock, read the outbox and see the same fresh database; a test that
must kill a server starts one with `motcua serve` in a subprocess.
"""

import threading
from collections.abc import Generator
from dataclasses import dataclass

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application

from tests.databases import FreshDatabase


class _Quiet(WSGIRequestHandler):
    """Handles requests without writing a line for each."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class RunningServer:
    """Where the server listens, e.g. ``http://127.0.0.1:40001``."""

    url: str
    database: FreshDatabase

    def at(self, path: str) -> str:
        """Return the whole address of a path."""
        return f"{self.url}{path}"


@pytest.fixture
def server(fresh_database: FreshDatabase) -> Generator[RunningServer, None, None]:
    """Serve the application against the test's own database, static files included."""
    httpd = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    httpd.set_app(StaticFilesHandler(get_wsgi_application()))
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield RunningServer(f"http://127.0.0.1:{httpd.server_port}", fresh_database)
    httpd.shutdown()
    httpd.server_close()
    thread.join(timeout=10)
