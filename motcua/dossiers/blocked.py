"""Counts the demands that a rule stopped: an entry each, so that trying is seen as well as succeeding."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from motcua.core.refusal import Refused
from motcua.dossiers.models import BlockedDemand
from motcua.dossiers.reading import read
from motcua.ledger.commit import LostRace, NewEntry, Subject, commit
from motcua.people.actor import Actor

GUARDED: Final = frozenset({"supplement_asked_before", "item_not_listed", "law_not_listed", "no_such_ground"})


@contextmanager
def counted(dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None) -> Iterator[None]:
    """Let an action run; a refusal by a guard is written down before it goes on to the person."""
    try:
        yield
    except Refused as refused:
        if refused.code in GUARDED and actor.kind == "user" and actor.is_official:
            _write(dossier_id, refused.code, actor, at, key)
        raise


def _write(dossier_id: UUID, rule: str, actor: Actor, at: datetime, key: str | None) -> None:
    pk = uuid5(NAMESPACE_URL, f"blocked:{dossier_id}:{actor.id}:{rule}:{key or at.isoformat()}")
    if BlockedDemand.objects.filter(pk=pk).exists():
        return
    now = read(dossier_id).now
    unit = now.step_unit or now.reception_unit
    columns = {"dossier_id": dossier_id, "unit": unit, "rule": rule, "blocked_at": at}
    payload = {"dossier": str(dossier_id), "procedure": now.procedure, "unit": unit, "rule": rule}
    try:
        commit(
            Subject(BlockedDemand, pk, columns=columns), [NewEntry("demand.blocked", payload)], actor=actor.id, at=at
        )
    except LostRace:  # the same press of a button came twice at once
        return
