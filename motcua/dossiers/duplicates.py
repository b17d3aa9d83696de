"""Tells before a reception that the same person has lodged the same thing already."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from motcua.dossiers import queries
from motcua.dossiers.models import Dossier
from motcua.people.actor import Actor

RECENTLY: Final = timedelta(days=10)  # not a legal term: how far back the counter is warned
MOST: Final = 5


def of(actor: Actor, procedure: str, *, national_id: str, phone: str, name: str, at: datetime) -> list[Dossier]:
    """Return dossiers of the same person and procedure that are open or came within ten days, as far as visible.

    The person is the one with the number; without a number on either side, the same name with the same telephone.
    """
    same = Q()
    if national_id:
        same |= Q(applicant__national_id=national_id)
    if phone and name:
        same |= Q(applicant__phone=phone, applicant__name__iexact=name)
    if not same:
        return []
    fresh = queries.OPEN | Q(submitted_at__gte=at - RECENTLY)
    found = queries.visible_to(actor).filter(same, fresh, procedure=procedure).select_related("applicant")
    return list(found.order_by("-submitted_at", "id")[:MOST])
