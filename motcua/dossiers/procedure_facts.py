"""The projector of what published procedures say to statistics: their fees, results, and for whom they are."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from motcua.dossiers.models import ProcedureFact
from motcua.ledger.follow import projector
from motcua.ledger.read import Entry

NAME = "dossiers.procedure_facts"
VERSION = 1
PUBLISHED, REPEALED = "procedure.published", "procedure.repealed"
COPIED = ("level", "online_level", "fees", "fees_online", "results", "for_people")


def project(entry: Entry) -> None:
    """Keep what a published version says; a repeal ends the versions that would still be in force."""
    if entry.type == PUBLISHED:
        _published(entry)
    elif entry.type == REPEALED:
        _repealed(entry)


def _published(entry: Entry) -> None:
    payload = entry.payload
    values = {name: payload[name] for name in COPIED}
    begins, ends = date.fromisoformat(payload["effective_date"]), payload.get("valid_to")
    ProcedureFact.objects.update_or_create(
        code=payload["code"],
        number=payload["number"],
        defaults={**values, "valid_from": begins, "valid_to": date.fromisoformat(ends) if ends else None},
    )


def _repealed(entry: Entry) -> None:
    """The day of the repeal is the first one out of force."""
    gone = date.fromisoformat(entry.payload["effective_date"])
    rows = ProcedureFact.objects.filter(code=entry.payload["code"])
    for row in rows.filter(Q(valid_to=None) | Q(valid_to__gte=gone)):
        ProcedureFact.objects.filter(code=row.code, number=row.number).update(
            valid_to=date.fromordinal(gone.toordinal() - 1)
        )


def in_force(on: date) -> dict[str, ProcedureFact]:
    """Return the version in force on a day of each procedure, by code: the newest that has begun and not ended."""
    begun = ProcedureFact.objects.filter(valid_from__lte=on).order_by("code", "valid_from", "number")
    latest = {row.code: row for row in begun}
    return {code: row for code, row in latest.items() if row.valid_to is None or row.valid_to >= on}


def clear() -> None:
    """Forget everything, before it is built again from position zero."""
    ProcedureFact.objects.all().delete()


def register() -> None:
    """Register the projector."""
    projector(NAME, version=VERSION, clear=clear, types=(PUBLISHED, REPEALED))(project)
