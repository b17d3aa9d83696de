"""Whether the receipt of a reception left the printer: open until it did, counted when it does again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F

from motcua.dossiers.models import Dossier, ReceiptPrint
from motcua.ledger.commit import Insert
from motcua.people.actor import Actor

LOOKED_BACK: Final = timedelta(hours=24)
SHOWN: Final = 5


def waits(dossier_id: UUID, unit: str, actor: Actor, at: datetime) -> Insert:
    """Return the row that stands until the receipt is printed: written with the reception, so no power cut loses it."""
    values = {"dossier_id": dossier_id, "unit": unit, "officer": actor.id, "received_at": at, "last_at": None}
    return Insert(ReceiptPrint, values)


def unprinted(unit: str, actor: Actor, at: datetime) -> list[Dossier]:
    """Return what this officer received at this counter in the last day and never printed, the latest first."""
    rows = ReceiptPrint.objects.filter(
        unit=unit, officer=actor.id, settled=False, received_at__gt=at - LOOKED_BACK, received_at__lte=at
    )
    ids = list(rows.order_by("-received_at").values_list("dossier_id", flat=True)[:SHOWN])
    found = Dossier.objects.select_related("applicant").in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def printed(dossier: Dossier, actor: Actor, at: datetime) -> int:
    """Count one more printing of the receipt and return which it is, from 1."""
    with transaction.atomic():
        ReceiptPrint.objects.get_or_create(
            dossier_id=dossier.pk,
            defaults={
                "unit": dossier.reception_unit,
                "officer": actor.id,
                "received_at": dossier.received_at or at,
            },
        )
        one = ReceiptPrint.objects.filter(pk=dossier.pk)
        one.update(prints=F("prints") + 1, last_at=at, last_by=actor.id, settled=True)
        return one.values_list("prints", flat=True).get()


def waive(dossier: Dossier) -> None:
    """Say that no paper is wanted: the counter is not reminded any more."""
    ReceiptPrint.objects.filter(pk=dossier.pk).update(settled=True)


def of(dossier: Dossier) -> ReceiptPrint | None:
    """Return how often the receipt was printed, None where nobody counted yet."""
    return ReceiptPrint.objects.filter(pk=dossier.pk).first()


def remark(dossier: Dossier) -> str:
    """Return what a receipt printed again says: ``In lại lần 1``; nothing on the first one."""
    row = of(dossier)
    return _again(row.prints - 1) if row and row.prints > 1 else ""


def _again(times: int) -> str:
    return f"In lại lần {times}"
