"""A real HTTP gateway on loopback that takes, delays or refuses messages."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class Provider:
    """What the gateway was told, and what it answers."""

    url: str = ""
    status: int = 200
    taken: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def provider() -> Iterator[Provider]:
    """Open the gateway, and close it whatever happens."""
    told = Provider()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            """Take one message, or answer as told."""
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told.headers.append(dict(self.headers))
            if told.status == 200:
                told.taken.append(body)
            said = f"about {body['to']} (+84 {body['to'][1:]})".encode()
            self.send_response(told.status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: Any) -> None:
            """Say nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{server.server_port}/send"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
