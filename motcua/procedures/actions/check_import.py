"""Checking a received file against the register: the report is laid beside it, nothing of the register changes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.core.refusal import Refused
from motcua.ledger.commit import LostRace, NewEntry
from motcua.people.actor import Actor
from motcua.procedures import policies
from motcua.procedures.bulk import reading
from motcua.procedures.bulk.checking import Report, Tell, check
from motcua.procedures.bulk.recipe import IMPORTS
from motcua.procedures.bulk.reports import keep
from motcua.procedures.events import imports as events
from motcua.procedures.models.imports import RECEIVED, Import
from motcua.procedures.recording import record


def check_import(pk: UUID, *, actor: Actor, at: datetime, tell: Tell) -> Report | None:
    """Read and judge every line of a received file; None where it was checked already or cannot be read."""
    policies.can_publish(actor).enforce()
    row = Import.objects.select_related("file").get(pk=pk)
    if row.state != RECEIVED:
        return None
    try:
        gathered = reading.read(row.file.name, bytes(row.file.data))
    except Refused as refused:
        reason = f"{refused.message} {refused.hint}".strip()
        entry = NewEntry(events.UNREADABLE.name, {"code": refused.code}, {"reason": reason})
        _settle(row, lambda: record(IMPORTS, row, [entry], actor=actor.id, at=at))
        return None
    report = check(gathered, defaults_of(row), tell)
    checked(row, report, actor=actor, at=at, overtaken=False)
    return report


def checked(row: Import, report: Report, *, actor: Actor, at: datetime, overtaken: bool) -> None:
    """Record a report and keep its lines; nothing of it where the import went on meanwhile."""

    def write() -> None:
        with transaction.atomic():
            keep(row.pk, report)
            record(IMPORTS, row, [told(report, overtaken=overtaken)], actor=actor.id, at=at)

    _settle(row, write)


def told(report: Report, *, overtaken: bool) -> NewEntry:
    """Return the entry that tells what a report says."""
    counts = report.counts()
    return NewEntry(events.CHECKED.name, {**counts, "report": report.digest(), "overtaken": overtaken})


def report_on(name: str, data: bytes, defaults: dict[str, Any], tell: Tell) -> Report:
    """Return the report on a file; raises ``Refused("bad_file")``."""
    return check(reading.read(name, data), defaults, tell)


def defaults_of(row: Import) -> dict[str, Any]:
    """Return the publication that the upload form gave for lines without one."""
    days = {name: getattr(row, name) for name in events.DAYS}
    given = {name: day.isoformat() for name, day in days.items() if day is not None}
    return {"decision": row.decision, **given} if row.decision else {}


def _settle(row: Import, write: Callable[[], object]) -> None:
    """Write, unless somebody dropped the file or another worker was faster."""
    try:
        write()
    except LostRace:
        if Import.objects.get(pk=row.pk).state == row.state:
            raise
