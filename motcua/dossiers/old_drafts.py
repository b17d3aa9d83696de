"""Drafts that nobody touches any more: their owner is told, and a while later they are deleted.

Their files lie in the store until the sweeper finds that nobody names them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse

from motcua.dossiers.drafts import version_of
from motcua.dossiers.models import Draft
from motcua.notices.actions.send import NOWHERE, Contact, send
from motcua.people.language import language_of
from motcua.people.models import User


def tidy(now: datetime, *, kept: timedelta, warning: timedelta) -> int:
    """Tell owners of drafts that nobody touched for ``kept`` less ``warning``; delete the old ones, return how many.

    A draft is deleted only when its owner was told at least ``warning`` ago, also where the job did not run meanwhile.
    """
    untold = Q(warned_at=None) | Q(warned_at__lt=F("updated_at"))
    for draft in Draft.objects.filter(untold, updated_at__lte=now - kept + warning).order_by("updated_at"):
        _warn(draft, now, max(draft.updated_at + kept, now + warning))
    told = Draft.objects.filter(warned_at__gte=F("updated_at"), warned_at__lte=now - warning)
    return told.filter(updated_at__lte=now - kept).delete()[0]


def _warn(draft: Draft, now: datetime, deleted_at: datetime) -> None:
    """Write the letter, then note it: a job that is cut off in between writes no second one."""
    address = reverse("dossiers:draft", args=[draft.pk])
    send(
        "draft_expiring",
        key=f"draft:{draft.pk}:{draft.updated_at.isoformat()}",
        subject=f"draft:{draft.pk}",
        facts={
            "procedure": version_of(draft).definition.title,
            "edited_at": draft.updated_at,
            "deleted_at": deleted_at,
            "url": f"{settings.PUBLIC_URL}{address}",
        },
        at=now,
        recipient=draft.owner,
        contact=_contact(draft.owner),
        link=address,
        language=language_of(draft.owner),
    )
    Draft.objects.filter(pk=draft.pk, updated_at=draft.updated_at).update(warned_at=now)


def _contact(owner: str) -> Contact:
    if not owner.startswith("user:"):
        return NOWHERE
    found = User.objects.filter(pk=UUID(owner.removeprefix("user:"))).first()
    return Contact(mail=found.email, phone=found.phone or "") if found else NOWHERE
