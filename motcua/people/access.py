"""The access log: every look at somebody's personal data leaves a line, outside the ledger."""

from datetime import datetime, timedelta
from typing import Final

from motcua.people.actor import Actor
from motcua.people.models import AccessRecord

AGAIN: Final = timedelta(minutes=10)
BATCH: Final = 1000


def seen(actor: Actor, subject: str, what: str, at: datetime) -> None:
    """Note that the actor saw ``what`` of ``subject`` (``dossier:<uuid>``); a reload soon after adds nothing."""
    looked = AccessRecord.objects.filter(actor=actor.id, subject=subject, what=what, at__gt=at - AGAIN, at__lte=at)
    if not looked.exists():
        AccessRecord.objects.create(actor=actor.id, subject=subject, what=what, at=at)


def forget(before: datetime) -> int:
    """Delete lines older than the term for which the province keeps them, some at a time; return how many."""
    deleted, old = 0, AccessRecord.objects.filter(at__lt=before).order_by()
    while batch := list(old.values_list("pk", flat=True)[:BATCH]):
        deleted += AccessRecord.objects.filter(pk__in=batch).delete()[0]
    return deleted
