"""What happens at one-stop shops today, for whoever directs them: numbers first, each with the list under it.

Every read is bound to the halls' own rows by an index: what lies open, what moved today, who waits now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet, Sum

from motcua.core.process.states import State
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import queries
from motcua.dossiers.models import Dossier, HandOver, Payment
from motcua.dossiers.models.custody import SENT
from motcua.notices.models import Message
from motcua.notices.models.message import State as MessageState
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.queueing import queries as hall
from motcua.queueing.models import Ticket

ROLES: Final = ("head", "leader", "coordinator", "monitor")
ONE_STOP: Final = ".TTPVHCC"
PAGE: Final = 50
LETTERS_LOOKED_AT: Final = 200
LETTERS_OF: Final = timedelta(days=3)
SERVED_WITHIN: Final = timedelta(minutes=30)
NOT_DECIDED: Final = ~Q(state=State.DECIDED.value)
EVERY_STATE: Final = [state.value for state in State]


def halls_of(actor: Actor) -> list[str]:
    """Return the one-stop shops that the actor directs: as its head, or as leader, coordinator or monitor there."""
    return sorted(unit for unit in actor.units(*ROLES) if unit.endswith(ONE_STOP))


@dataclass(frozen=True, slots=True)
class Hall:
    """Who waits in one hall now, since when the longest, and at how many counters somebody is served."""

    unit: str
    waiting: int
    longest: int
    desks: int


@dataclass(frozen=True, slots=True)
class Held:
    """How many dossiers of one kind lie with one person of one unit, and since when the oldest is due."""

    unit: str
    assignee: str
    number: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class TillOfDay:
    """What one cashier took today, in cash and otherwise."""

    cashier: str
    cash: int
    other: int


def hall_now(unit: str, at: datetime) -> Hall:
    """Return what the hall looks like at a moment."""
    tickets = hall.of_day(unit, local(at).date())
    waits = tickets.filter(state=hall.WAITING).aggregate(n=Count("id"), first=Min("place"))
    served = Q(state=hall.CALLED) | Q(ended_at__gt=at - SERVED_WITHIN)
    desks = Ticket.objects.filter(served, unit=unit, day=local(at).date()).exclude(desk="").values("desk").distinct()
    longest = int((at - waits["first"]).total_seconds()) // 60 if waits["first"] else 0
    return Hall(unit, waits["n"], max(longest, 0), desks.count())


def received(units: Iterable[str], at: datetime) -> QuerySet[Dossier]:
    """Return what was received today; all states are named so that the register's index leads to the day."""
    since, until = _day(at)
    return _of(units).filter(state__in=EVERY_STATE, received_at__gte=since, received_at__lt=until)


def due(units: Iterable[str], at: datetime) -> QuerySet[Dossier]:
    """Return what has its due date today and is not ready yet."""
    since, until = _day(at)
    return _of(units).filter(queries.OPEN, NOT_DECIDED, due_at__gte=max(since, at), due_at__lt=until)


def late(units: Iterable[str], at: datetime) -> QuerySet[Dossier]:
    """Return what is late and not ready yet."""
    return _of(units).filter(queries.OPEN, NOT_DECIDED, due_at__lt=at)


def unchecked(units: Iterable[str], at: datetime) -> QuerySet[Dossier]:
    """Return what came from outside and was not checked within its time."""
    return _of(units).filter(queries.OPEN, state=State.SUBMITTED.value, check_by__lt=at)


def supplements(units: Iterable[str], at: datetime) -> QuerySet[Dossier]:
    """Return what waits for papers of the applicant."""
    return _of(units).filter(queries.OPEN, state=State.WITH_APPLICANT.value)


def by_holder(dossiers: QuerySet[Dossier]) -> list[Held]:
    """Return who holds them, those with the oldest due date first."""
    rows = (
        dossiers.order_by()
        .values("step_unit", "competent_unit", "assignee")
        .annotate(n=Count("id"), first=Min("due_at"))
    )
    held = [Held(row["step_unit"] or row["competent_unit"], row["assignee"], row["n"], row["first"]) for row in rows]
    return sorted(held, key=lambda one: (one.oldest is None, one.oldest))


def tills_of(unit: str, at: datetime) -> list[TillOfDay]:
    """Return the money of the day by cashier, refunds taken off; the largest till first."""
    since, until = _day(at)
    moved = Payment.objects.filter(unit=unit, paid_at__gte=since, paid_at__lt=until, kind__in=("paid", "refunded"))
    sums: dict[str, list[int]] = {}
    for row in moved.order_by().values("taken_by", "kind", "method").annotate(total=Sum("amount")):
        pair = sums.setdefault(row["taken_by"], [0, 0])
        pair[row["method"] != "cash"] += row["total"] if row["kind"] == "paid" else -row["total"]
    return sorted((TillOfDay(who, *pair) for who, pair in sums.items()), key=lambda one: -one.cash)


def folders_under_way(units: Iterable[str]) -> QuerySet[HandOver]:
    """Return the sheets of folders that were given to these units and nobody has confirmed yet, the oldest first."""
    return HandOver.objects.filter(state=SENT, to_unit__in=list(units)).order_by("sent_at")


def letters_failed(units: Iterable[str], at: datetime) -> list[Message]:
    """Return the letters about dossiers of these units that did not arrive in the last days, newest first."""
    failed = Message.objects.filter(state=MessageState.FAILED, created_at__gt=at - LETTERS_OF).order_by("-created_at")
    latest = [(one, _dossier(one.subject)) for one in failed[:LETTERS_LOOKED_AT]]
    ours = set(_of(units).filter(pk__in=[pk for _, pk in latest if pk]).values_list("pk", flat=True))
    return [one for one, pk in latest if pk in ours]


def names_of(held: Iterable[Held]) -> dict[str, str]:
    """Return the names of those who hold something."""
    return people.names({one.assignee for one in held} - {""})


def _of(units: Iterable[str]) -> QuerySet[Dossier]:
    return Dossier.objects.filter(reception_unit__in=list(units))


def _day(at: datetime) -> tuple[datetime, datetime]:
    here = local(at)
    midnight = datetime.combine(here.date(), time.min, here.tzinfo)
    return midnight, midnight + timedelta(days=1)


def _dossier(subject: str) -> UUID | None:
    kind, _, key = subject.partition(":")
    try:
        return UUID(key) if kind == "dossier" else None
    except ValueError:
        return None
