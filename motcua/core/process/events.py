"""What happened to a dossier, as the ledger keeps it: a type, a legal time and a payload of codes and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

JSON = Any


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a dossier's stream; ``seq`` counts from 1, ``at`` is aware (legal time), ``payload`` has no float.

    ``content`` is what must never enter the ledger (names, answers, free text): it is committed to by a digest.
    """

    type: str
    seq: int
    at: datetime
    actor: str
    payload: Mapping[str, JSON]
    content: Mapping[str, JSON] | None = field(default=None, compare=False)


def moment(at: datetime) -> str:
    """Write a moment the way payloads carry it: UTC with microseconds and Z (RFC 3339)."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")[: -len("+00:00")] + "Z"


def read_moment(text: str | None) -> datetime | None:
    """Read what :func:`moment` wrote; None stays None."""
    return None if text is None else datetime.fromisoformat(text)
