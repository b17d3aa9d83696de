"""What a channel must be able to do, and which channels this installation has."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class TryLater(Exception):
    """The message was not taken now; another try may succeed."""


class NeverTaken(Exception):
    """The other side says that it will never take this message (no such address)."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as a port sends it; ``id`` is the same at every try."""

    id: str
    address: str
    title: str
    body: str


Deliver = Callable[[Outgoing], None]


class Port(Protocol):
    """A channel that leaves the system."""

    def configured(self) -> bool:
        """Tell whether this installation can use the channel."""

    def session(self) -> AbstractContextManager[Deliver]:
        """Open the way out once for several messages; raise TryLater when it is closed."""


class MailPort(Port, Protocol):
    """Electronic mail."""


class SmsPort(Port, Protocol):
    """Text messages: 160 plain characters, no title."""


class ZaloPort(Port, Protocol):
    """Messages of the office's Zalo account."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A channel as the administrator sees it."""

    channel: str
    label: str | Promise
    configured: bool


LABELS = {"mail": _("Thư điện tử"), "sms": _("Tin nhắn SMS"), "zalo": _("Zalo")}
_ports: dict[str, Port] = {}


def register(channel: str, port: Port) -> None:
    """Fulfil a channel; the last one registered counts."""
    if channel not in LABELS:
        raise ValueError(f"unknown channel {channel!r}")
    _ports[channel] = port


def port(channel: str) -> Port | None:
    """Return the configured port of a channel, None when there is none."""
    found = _ports.get(channel)
    return found if found is not None and found.configured() else None


def standings() -> list[Standing]:
    """List every channel that leaves the system, and whether it can be used."""
    return [Standing(channel, label, port(channel) is not None) for channel, label in LABELS.items()]
