"""Reads a dossier for an action: one row through the cursor into a frozen snapshot (no model instance)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models

from motcua.core.ledger.chain import START
from motcua.core.process.fold import NAMES, Snapshot
from motcua.core.process.states import State
from motcua.core.refusal import Refused
from motcua.dossiers.models import Dossier
from motcua.ledger import driver
from motcua.worktime.queries import stamp_sql

COLUMNS = tuple(name for name in NAMES if name != "seq")


@dataclass(frozen=True, slots=True)
class Found:
    """A dossier as an action reads it: who created it, the chain's head, and where it stands.

    ``stamp`` tells which calendars and rule sets were published at that moment.
    """

    id: UUID
    created_by: str
    head: bytes
    now: Snapshot
    stamp: str | None = None

    @property
    def stream(self) -> str:
        """Return the name of the dossier's stream."""
        return f"{Dossier.stream_prefix}:{self.id}"


def read(dossier_id: UUID) -> Found:
    """Return the dossier as it stands; Refused ``not_found`` where there is none."""
    field = Dossier._meta.get_field("id")
    row = driver.run(_sql(), [field.get_db_prep_value(dossier_id, connection)]).fetchone()
    if row is None:
        raise Refused("not_found", "Không có hồ sơ này.", "Kiểm tra lại mã hồ sơ trên giấy tiếp nhận.")
    created_by, head, stamp, *values = row
    for place, load in _loaders():
        values[place] = load(values[place])
    return Found(dossier_id, created_by, bytes(head), Snapshot(*values), stamp)


def fresh(dossier_id: UUID, created_by: str) -> Found:
    """Return a dossier that does not exist yet."""
    return Found(dossier_id, created_by, START, Snapshot())


@cache
def _sql() -> str:
    names = ", ".join('"version"' if name == "seq" else f'"{name}"' for name in NAMES)
    table = Dossier._meta.db_table
    return f'SELECT "created_by", "head", {stamp_sql()}, {names} FROM "{table}" WHERE "id" = %s'  # noqa: S608 - ours


@cache
def _loaders() -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """Return which of the snapshot's values need a word, and what it is."""
    found = ((place, _loader(name)) for place, name in enumerate(NAMES) if name != "seq")
    return tuple((place, load) for place, load in found if load)


def _loader(name: str) -> Callable[[Any], Any] | None:
    field = Dossier._meta.get_field(name)
    if name == "state":
        return State
    if isinstance(field, models.DateTimeField):
        return None if connection.vendor == "postgresql" else _aware
    return _rows if isinstance(field, models.JSONField) else None


def _aware(value: datetime | None) -> datetime | None:
    """Return a moment with its zone: SQLite keeps UTC without saying so."""
    return value if value is None or value.tzinfo is not None else value.replace(tzinfo=UTC)


def _rows(value: Any) -> tuple[tuple[Any, ...], ...]:
    if value == "[]":
        return ()
    loaded = json.loads(value) if isinstance(value, str) else value
    return tuple(tuple(row) for row in loaded)
