"""Binds an issued slip to its entry: the entry's personal content holds the digest of the slip's data."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from motcua.core.ledger import canonical
from motcua.core.process.events import Event
from motcua.dossiers.models import Slip
from motcua.ledger.commit import Insert, Write


def slip_digest(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a slip's data; it stands in the salted, erasable content, never in the payload."""
    return hashlib.sha256(canonical(data)).hexdigest()


def with_slip(event: Event, children: Sequence[Write]) -> Event:
    """Return the event with the digest of the slip that is issued with it in its content, if one is."""
    issued = next((child for child in children if isinstance(child, Insert) and child.model is Slip), None)
    if issued is None:
        return event
    return replace(event, content={**(event.content or {}), "slip": slip_digest(issued.values["data"])})
