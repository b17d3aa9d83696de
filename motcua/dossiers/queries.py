"""Reads of dossiers; what an actor may not see is in none of them (promise 7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.core.process.states import CLOSED, State
from motcua.core.refusal import Refused
from motcua.core.text import search_key
from motcua.dossiers.models import Applicant, Dossier
from motcua.people.actor import Actor
from motcua.worklist.models import WorkItem

PAGE = 50
MOST_COUNTED = 1000
OPEN = ~Q(state__in=sorted(state.value for state in CLOSED))
EVERYWHERE = ("auditor", "monitor")
PROVINCE = "H37"


def visible_to(actor: Actor) -> QuerySet[Dossier]:
    """Return the dossiers that the actor may see: own ones; those of own units; all for the province's auditors."""
    dossiers = Dossier.objects.all()
    if actor.kind == "system" or actor.has_any(EVERYWHERE, PROVINCE):
        return dossiers
    if actor.kind != "user":
        return dossiers.none()
    own = Q(created_by=actor.id)
    units = sorted(actor.units())
    if not units:
        return dossiers.filter(own)
    worked = WorkItem.objects.filter(subject_id=OuterRef("pk"), unit__in=units)
    places = Q(reception_unit__in=units) | Q(return_unit__in=units) | Q(competent_unit__in=agencies(units))
    return dossiers.filter(own | places | Exists(worked))


def agencies(units: Iterable[str]) -> set[str]:
    """Return the units and the agencies of which they are departments ("06187.VP" belongs to "06187")."""
    return {unit for code in units for unit in (code, code.rpartition(".")[0]) if unit and unit != PROVINCE} | set(
        units
    )


def get(actor: Actor, dossier_id: UUID) -> Dossier:
    """Return one dossier that the actor may see; for anybody else it does not exist."""
    found = visible_to(actor).select_related("applicant").filter(pk=dossier_id).first()
    if found is None:
        raise Refused(
            "not_found", "Không có hồ sơ này, hoặc bạn không được xem.", "Kiểm tra lại đường dẫn hoặc mã hồ sơ."
        )
    return found


def by_code(code: str) -> Dossier | None:
    """Return the dossier with that code; public pages show nothing personal of it."""
    return Dossier.objects.filter(code=code.strip().upper()).first()


def mine(actor: Actor) -> QuerySet[Dossier]:
    """Return what the actor lodged, newest first."""
    return Dossier.objects.filter(created_by=actor.id).order_by("-submitted_at")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of an inbox: the work, its dossier, and the applicant's name."""

    work: WorkItem
    dossier: Dossier
    applicant: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """The three piles of somebody's work; ``more`` says that a pile was cut at the page's length."""

    mine: list[Row]
    others: list[Row]
    applicant: list[Row]
    more: bool


def inbox(actor: Actor) -> Inbox:
    """Return what the actor must do, what waits for somebody else and what waits for citizens, soonest due first."""
    pairs = Q()
    for duty in actor.duties:
        pairs |= Q(unit=duty.unit, role=duty.role)
    if not pairs:
        return Inbox([], [], [], False)
    open_work = WorkItem.objects.filter(pairs, closed_at=None).exclude(kind="submission")
    found = list(open_work.order_by("due_at", "id")[: 4 * PAGE])
    rows = _with_dossiers(found)
    todo = [row for row in rows if not row.work.waiting and row.work.assignee in {"", actor.id} and not _blocked(row)]
    citizens = [row for row in rows if row.work.waiting == "applicant"]
    taken = {id(row) for row in (*todo, *citizens)}
    return Inbox(todo, [row for row in rows if id(row) not in taken], citizens, len(found) == 4 * PAGE)


def _blocked(row: Row) -> bool:
    """Work on a step waits for others while an opinion is open."""
    return row.work.kind == "step" and bool(row.dossier.pending)


def _with_dossiers(items: Iterable[WorkItem]) -> list[Row]:
    listed = list(items)
    dossiers = Dossier.objects.in_bulk([item.subject_id for item in listed])
    names = dict(Applicant.objects.filter(pk__in=dossiers).values_list("pk", "name"))
    return [
        Row(item, dossiers[item.subject_id], names.get(item.subject_id, ""))
        for item in listed
        if item.subject_id in dossiers
    ]


def to_check(units: Iterable[str]) -> list[Row]:
    """Return what was lodged and waits for the counter, the soonest to be checked first."""
    waiting = WorkItem.objects.filter(unit__in=list(units), kind="submission", closed_at=None)
    return _with_dossiers(waiting.order_by("due_at", "id")[:PAGE])


def to_return(units: Iterable[str]) -> list[Row]:
    """Return the results that lie ready at the desk, the oldest first."""
    ready = WorkItem.objects.filter(
        unit__in=list(units), role__in=("returner", "receiver"), kind="step", closed_at=None
    )
    rows = _with_dossiers(ready.order_by("due_at", "id")[: 2 * PAGE])
    return [row for row in rows if row.dossier.step_kind == "return"][:PAGE]


def late(unit: str, at: datetime) -> QuerySet[Dossier]:
    """Return the open dossiers of an agency whose due date has passed, the longest late first."""
    waiting = (State.DECIDED.value,)
    open_late = Dossier.objects.filter(OPEN, competent_unit=unit, due_at__lt=at).exclude(state__in=waiting)
    return open_late.order_by("due_at", "id")


def register(actor: Actor, units: Iterable[str], text: str = "") -> QuerySet[Dossier]:
    """Return the register of one-stop shops, newest first; ``text`` is a code, a name, a phone or an id."""
    found = visible_to(actor).filter(reception_unit__in=list(units)).select_related("applicant")
    words = search_key(text)
    if words:
        found = found.filter(Q(code__icontains=text.strip()) | Q(applicant__search_key__contains=words))
    return found.order_by("-submitted_at", "-id")


def counted(dossiers: QuerySet[Dossier]) -> str:
    """Return how many there are, "1,000+" above a thousand (counting more would be slow and tells nobody anything)."""
    number = dossiers.order_by()[: MOST_COUNTED + 1].count()
    return "1.000+" if number > MOST_COUNTED else str(number)


def received_by(unit: str, since: datetime, until: datetime) -> QuerySet[Dossier]:
    """Return what a one-stop shop received in a span of time."""
    return Dossier.objects.filter(reception_unit=unit, received_at__gte=since, received_at__lt=until)


def exists_code(code: str) -> bool:
    """Tell whether a dossier code is taken."""
    return Dossier.objects.filter(code=code).exists()


def ids_open_in(unit_codes: Iterable[str] | None = None) -> QuerySet[Dossier, UUID]:
    """Return the ids of received dossiers whose clock may still move, of some competent units or of all."""
    found = Dossier.objects.filter(OPEN, received_at__isnull=False).exclude(state=State.DECIDED.value)
    if unit_codes is not None:
        found = found.filter(competent_unit__in=list(unit_codes))
    return found.order_by("id").values_list("id", flat=True)
