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

COLUMNS = tuple(name for name in NAMES if name != "seq")


@dataclass(frozen=True, slots=True)
class Found:
    """A dossier as an action reads it: who created it, the chain's head, and where it stands."""

    id: UUID
    created_by: str
    head: bytes
    now: Snapshot

    @property
    def stream(self) -> str:
        """Return the name of the dossier's stream."""
        return f"{Dossier.stream_prefix}:{self.id}"


def read(dossier_id: UUID) -> Found:
    """Return the dossier as it stands; Refused ``not_found`` where there is none."""
    row = _row(dossier_id)
    if row is None:
        raise Refused("not_found", "Không có hồ sơ này.", "Kiểm tra lại mã hồ sơ trên giấy tiếp nhận.")
    created_by, head, version, *values = row
    loaded = {name: load(value) for (name, load), value in zip(_loaders(), values, strict=True)}
    return Found(dossier_id, created_by, bytes(head), Snapshot(seq=version, **loaded))


def fresh(dossier_id: UUID, created_by: str) -> Found:
    """Return a dossier that does not exist yet."""
    return Found(dossier_id, created_by, START, Snapshot())


def _row(dossier_id: UUID) -> tuple[Any, ...] | None:
    key = Dossier._meta.get_field("id").get_db_prep_value(dossier_id, connection)
    found: tuple[Any, ...] | None = driver.run(_sql(), [key]).fetchone()
    return found


@cache
def _sql() -> str:
    names = ", ".join(f'"{name}"' for name in ("created_by", "head", "version", *COLUMNS))
    return f'SELECT {names} FROM "{Dossier._meta.db_table}" WHERE "id" = %s'  # noqa: S608 - column names are ours


@cache
def _loaders() -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    return tuple((name, _loader(name)) for name in COLUMNS)


def _loader(name: str) -> Callable[[Any], Any]:
    field = Dossier._meta.get_field(name)
    if name == "state":
        return State
    if isinstance(field, models.DateTimeField):
        return _aware
    if isinstance(field, models.JSONField):
        return _rows
    return _same


def _same(value: Any) -> Any:
    return value


def _aware(value: datetime | str | None) -> datetime | None:
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if value is None or value.tzinfo is not None:
        return value
    return value.replace(tzinfo=UTC)


def _rows(value: Any) -> tuple[tuple[Any, ...], ...]:
    loaded = json.loads(value) if isinstance(value, str) else value
    return tuple(tuple(row) for row in loaded)
