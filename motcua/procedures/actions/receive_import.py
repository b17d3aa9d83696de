"""Taking in a file with a list of procedures: it is kept and waits to be checked; nothing of the register changes."""

import hashlib
from datetime import date, datetime
from typing import Final
from uuid import UUID

from motcua.core.text import nfc
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.procedures import policies
from motcua.procedures.bulk.reading import kind_of
from motcua.procedures.bulk.recipe import IMPORTS
from motcua.procedures.events import imports as events
from motcua.procedures.recording import record

LONGEST_NAME: Final = 200


def receive_import(
    name: str,
    data: bytes,
    *,
    actor: Actor,
    at: datetime,
    decision: str = "",
    days: dict[str, date] | None = None,
    key: Key | None = None,
) -> UUID:
    """Keep a file and return the id of its import; refused where it cannot hold a list.

    ``decision`` and ``days`` (decision_date, effective_date, public_date) publish the lines that name no decision.
    """
    policies.can_publish(actor).enforce()
    entry = received(name, data, decision, days or {})

    def attempt() -> UUID:
        done = record(IMPORTS, None, [entry], actor=actor.id, at=at, key=key, aside={"data": data})
        return UUID(done.result["id"]) if done.result else UUID(done.stream.partition(":")[2])

    return once(key, actor.id, attempt, lambda earlier: UUID(earlier["id"]))


def received(name: str, data: bytes, decision: str, days: dict[str, date]) -> NewEntry:
    """Return the entry that tells of a file; raises ``Refused("bad_file")``."""
    told = {"format": kind_of(name, data), "size": len(data), "digest": hashlib.sha256(data).hexdigest()}
    if decision:
        told["decision"] = " ".join(decision.split())[:200]
    told |= {part: day.isoformat() for part, day in days.items()}
    return NewEntry(events.RECEIVED.name, told, {"name": nfc(name)[-LONGEST_NAME:]})
