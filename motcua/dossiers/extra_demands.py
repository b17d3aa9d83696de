"""What citizens told after the result of papers or money asked for beyond the list, for whoever audits."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet

from motcua.dossiers.models import DossierFact
from motcua.dossiers.queries import PROVINCE
from motcua.people.actor import Actor
from motcua.people.roles import AUDITOR

BEYOND = Q(extra_papers=True) | Q(extra_money=True)


def reported(actor: Actor, since: date, until: date) -> QuerySet[DossierFact]:
    """Return the facts of dossiers whose applicant was asked for more, closed from ``since`` to before ``until``.

    An auditor of a unit sees what that unit received or decided, one of the province sees all; nobody else sees any.
    """
    found = DossierFact.objects.filter(BEYOND, closed_at__gte=_midnight(since), closed_at__lt=_midnight(until))
    units = {duty.unit for duty in actor.duties if duty.role == AUDITOR}
    if PROVINCE in units:
        return found.order_by("-closed_at", "pk")
    return found.filter(Q(reception_unit__in=units) | Q(competent_unit__in=units)).order_by("-closed_at", "pk")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(settings.TIME_ZONE))
