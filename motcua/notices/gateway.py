"""Text messages and Zalo through the HTTP gateway of a provider: one POST of JSON for each message."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings

from motcua.notices.ports import Deliver, NeverTaken, Outgoing, TryLater

TIMEOUT: Final = 15
SHOWN: Final = 300
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
REFUSED: Final = frozenset({400, 404, 410, 413, 422})  # about this message; 401 and 403 are about us and may be mended


@dataclass(frozen=True, slots=True)
class HttpGateway:
    """A port whose address, token and body are the setting of that name; without an address it is not configured."""

    setting: str

    def configured(self) -> bool:
        """Tell whether a gateway is named."""
        return bool(self._settings()["url"])

    @contextmanager
    def session(self) -> Iterator[Deliver]:
        """Open the connection to the gateway for all messages of a round."""
        named = self._settings()
        connection = _connection(named["url"])
        try:
            yield lambda outgoing: _send(connection, named, outgoing)
        finally:
            connection.close()

    def _settings(self) -> Mapping[str, str]:
        found: Mapping[str, str] = getattr(settings, self.setting)
        return found


def _connection(url: str) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return http.client.HTTPSConnection(parts.hostname, parts.port, timeout=TIMEOUT)
    if parts.scheme == "http" and parts.hostname in LOOPBACK:
        return http.client.HTTPConnection(parts.hostname, parts.port, timeout=TIMEOUT)
    raise TryLater("the gateway's address must begin with https://")


def _send(connection: http.client.HTTPConnection, named: Mapping[str, str], outgoing: Outgoing) -> None:
    parts = urlsplit(named["url"])
    body = json.dumps(_filled(_body(named["body"]), outgoing), ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": outgoing.id}
    if named["token"]:
        headers["Authorization"] = f"Bearer {named['token']}"
    try:
        connection.request("POST", f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}", body, headers)
        answer = connection.getresponse()
        said = answer.read(10_000).decode(errors="replace")
    except (OSError, http.client.HTTPException, socket.gaierror) as error:
        connection.close()
        raise TryLater(f"{type(error).__name__}: {error}") from error
    if 200 <= answer.status < 300:
        return
    kind = NeverTaken if answer.status in REFUSED else TryLater
    raise kind(f"{answer.status} {said.replace(outgoing.address, '…')[:SHOWN]}")


def _body(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise TryLater(f"the gateway's body is no JSON: {error}") from error


def _filled(value: Any, outgoing: Outgoing) -> Any:
    """Put address, text, title and id into the texts of the body; the places are looked for once, in our own text."""
    if isinstance(value, dict):
        return {name: _filled(one, outgoing) for name, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, outgoing) for one in value]
    places = {"{to}": outgoing.address, "{text}": outgoing.body, "{title}": outgoing.title, "{id}": outgoing.id}
    return places.get(value, value) if isinstance(value, str) else value
