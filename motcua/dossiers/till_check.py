"""What `motcua ledger verify` asks of tills: a closed sheet is what its one entry says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from motcua.dossiers.models import Till
from motcua.ledger.verification.folds import Damage, Streams, Told, compare


def comparison(streams: Streams, damage: Damage) -> None:
    """Compare some sheets with their entries."""
    found: list[Mapping[str, Any]] = list(Till.objects.filter(pk__in=[UUID(key) for key in streams]).values())
    rows = {str(row["id"]): row for row in found}
    for key, entries in streams.items():
        row = rows.get(key)
        if row is None:
            continue  # that a subject is missing is told by the check of subjects
        wanted = _wanted(entries[0])
        if len(entries) != 1 or any(row[name] != value for name, value in wanted.items()):
            damage(f"Sổ quỹ {row['unit']} ngày {row['day']} bị sửa ngoài sổ cái.", entries[-1].position)


def _wanted(told: Told) -> dict[str, Any]:
    payload = told.payload
    wanted = {name: payload[name] for name in ("unit", "cashier", "turn", "counted", "difference", "notes", "sums")}
    wanted |= {name: payload["sums"][name] for name in ("opening", "expected")}
    wanted["closed_at"] = told.at
    if not told.erased:
        wanted["reason"] = (told.content or {}).get("reason", "")
    return wanted


def register() -> None:
    """Let `motcua ledger verify` compare tills."""
    compare(Till.stream_prefix, comparison)
