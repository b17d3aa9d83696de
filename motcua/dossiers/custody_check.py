"""What `motcua ledger verify` asks of hand-over sheets: who gave what to whom, and who confirmed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from motcua.dossiers.models import HandOver
from motcua.dossiers.models.custody import SENT, TAKEN_BACK
from motcua.ledger.verification.folds import Damage, Streams, Told, compare


def comparison(streams: Streams, damage: Damage) -> None:
    """Compare some sheets with their entries."""
    found: list[Mapping[str, Any]] = list(HandOver.objects.filter(pk__in=[UUID(key) for key in streams]).values())
    rows = {str(row["id"]): row for row in found}
    for key, entries in streams.items():
        row = rows.get(key)
        if row is not None and any(row[name] != value for name, value in _wanted(entries).items()):
            damage(f"Biên bản bàn giao {row['number']} bị sửa ngoài sổ cái.", entries[-1].position)


def _wanted(entries: Sequence[Told]) -> dict[str, Any]:
    made = entries[0]
    p = made.payload
    wanted = {"number": p["number"], "from_unit": p["unit"], "to_unit": p["to_unit"], "size": p["size"]}
    wanted |= {"giver": made.actor, "sent_at": made.at}
    wanted |= {"state": SENT, "receiver": "", "answered_at": None, "on_paper": False}
    for told in entries[1:]:
        end = told.payload
        wanted |= {"state": end["outcome"], "receiver": end["receiver"], "answered_at": told.at}
        wanted["on_paper"] = end["on_paper"] and end["outcome"] != TAKEN_BACK
    return wanted


def register() -> None:
    """Let `motcua ledger verify` compare hand-over sheets."""
    compare(HandOver.stream_prefix, comparison)
