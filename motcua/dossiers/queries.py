"""Reads of dossiers; what an actor may not see is in none of them (promise 7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from motcua.core.process.states import CLOSED, State
from motcua.core.refusal import Refused
from motcua.documents import codes
from motcua.dossiers import searching
from motcua.dossiers.models import Applicant, Dossier
from motcua.dossiers.policies import OPINION
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.worklist.models import WorkItem

PAGE = 50
MOST_COUNTED = 1000
OPEN = ~Q(state__in=sorted(state.value for state in CLOSED))
EVERYWHERE = ("auditor", "monitor")
HEADS = ("head", "coordinator")
WATCHERS = ("head", "coordinator", "leader", "monitor", "auditor")
MOST_TYPED = 100
SHORT_NUMBER = 5
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
    """Return what the actor must do, what waits for somebody else and what waits for citizens, soonest due first.

    For others wait: steps of the actor's role that a colleague holds, that another unit's opinion or paper holds up,
    and open dossiers of the actor's agencies on which the actor has done a step before.
    """
    own = _own_work(actor)
    if own is None:
        return Inbox([], [], [], False)
    found = list(_soonest(WorkItem.objects.filter(own, closed_at=None, subject_kind="dossier"))[: 4 * PAGE])
    passed = list(_soonest(_passed_on(actor).exclude(own))[: 2 * PAGE])
    rows = _with_dossiers(found)
    citizens = [row for row in rows if _waits_for_citizen(row)]
    todo = [row for row in rows if not _waits_for_citizen(row) and _is_mine(row, actor)]
    taken = {row.work.pk for row in (*todo, *citizens)}
    others = [row for row in rows if row.work.pk not in taken] + _with_dossiers(passed)
    return Inbox(todo, others, citizens, len(found) == 4 * PAGE or len(passed) == 2 * PAGE)


def _own_work(actor: Actor) -> Q | None:
    """Return the condition for work of the actor's roles, None where there is none."""
    pairs = Q()
    for duty in sorted(actor.duties, key=lambda duty: (duty.unit, duty.role)):
        pairs |= Q(unit=duty.unit, role=duty.role)
    opinions = sorted(actor.units(*OPINION))
    if opinions:
        pairs |= Q(unit__in=opinions, kind="consultation")
    return pairs or None


def _soonest(work: QuerySet[WorkItem]) -> QuerySet[WorkItem]:
    return work.order_by(F("due_at").asc(nulls_last=True), "id")


def _passed_on(actor: Actor) -> QuerySet[WorkItem]:
    units = people.below(*(agencies(actor.units()) - {PROVINCE}))
    done = WorkItem.objects.filter(subject_id=OuterRef("subject_id"), closed_by=actor.id)
    return WorkItem.objects.filter(Exists(done), unit__in=sorted(units), kind="step", closed_at=None)


def _waits_for_citizen(row: Row) -> bool:
    """A supplement is awaited, or the result lies ready to be fetched."""
    return row.work.waiting == "applicant" or (row.work.kind == "step" and row.dossier.step_kind == "return")


def _is_mine(row: Row, actor: Actor) -> bool:
    """Work on a step waits for others while it is stopped, held by a colleague, or an opinion is open."""
    blocked = row.work.kind == "step" and bool(row.dossier.pending)
    return not row.work.waiting and not blocked and row.work.assignee in {"", actor.id}


def unit_work(actor: Actor) -> list[Row]:
    """Return the open steps and opinions of the units that the actor heads, soonest due first."""
    units = sorted(actor.units(*HEADS))
    work = WorkItem.objects.filter(unit__in=units, closed_at=None, kind__in=("step", "consultation"))
    return _with_dossiers(_soonest(work)[: 4 * PAGE]) if units else []


@dataclass(frozen=True, slots=True)
class Load:
    """What one person of a unit holds: open pieces of work, and those already late."""

    assignee: str
    open: int
    late: int


def load(units: Iterable[str], at: datetime) -> list[Load]:
    """Return the load of each person in some units; the empty assignee stands for work that nobody has taken."""
    work = WorkItem.objects.filter(unit__in=list(units), closed_at=None, kind__in=("step", "consultation"))
    counted = work.values("assignee").annotate(n=Count("id"), late=Count("id", filter=Q(due_at__lt=at)))
    return [Load(row["assignee"], row["n"], row["late"]) for row in counted.order_by("assignee")]


def trail(dossiers: Iterable[UUID]) -> dict[UUID, list[WorkItem]]:
    """Return for each dossier its finished work, the latest first: who did what before it came here."""
    done = WorkItem.objects.filter(subject_id__in=list(dossiers), closed_at__isnull=False).order_by("-seq", "-id")
    found: dict[UUID, list[WorkItem]] = {}
    for item in done:
        found.setdefault(item.subject_id, []).append(item)
    return found


def rows_of(items: Iterable[WorkItem]) -> list[Row]:
    """Return pieces of work with their dossiers and applicants, in the same order."""
    return _with_dossiers(items)


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
    waiting = WorkItem.objects.filter(unit__in=list(units), kind="submission", closed_at=None, waiting="")
    return _with_dossiers(_soonest(waiting)[:PAGE])


def awaited(units: Iterable[str]) -> list[Row]:
    """Return what waits for papers that the counter asked for, the soonest to run out first."""
    waiting = WorkItem.objects.filter(unit__in=list(units), waiting="applicant", closed_at=None)
    rows = _with_dossiers(_soonest(waiting)[: 2 * PAGE])
    return sorted(rows, key=lambda row: (row.dossier.answer_by is None, row.dossier.answer_by))[:PAGE]


def to_return(units: Iterable[str]) -> list[Row]:
    """Return the results that lie ready at the desk, the oldest first."""
    ready = WorkItem.objects.filter(
        unit__in=list(units), role__in=("returner", "receiver"), kind="step", closed_at=None
    )
    rows = _with_dossiers(ready.order_by("due_at", "id")[: 2 * PAGE])
    return [row for row in rows if row.dossier.step_kind == "return"][:PAGE]


def late(unit: str, at: datetime) -> QuerySet[Dossier]:
    """Return the open dossiers of an agency whose due date has passed, the longest late first."""
    return _late(at).filter(competent_unit=unit)


def late_for(actor: Actor, at: datetime) -> QuerySet[Dossier]:
    """Return the late dossiers that the actor answers for: of the agencies they lead, or of all for auditors."""
    if actor.has_any(EVERYWHERE, PROVINCE):
        return _late(at)
    return _late(at).filter(competent_unit__in=sorted(agencies(actor.units(*WATCHERS))))


def _late(at: datetime) -> QuerySet[Dossier]:
    finished = (State.DECIDED.value,)
    found = Dossier.objects.filter(OPEN, due_at__lt=at).exclude(state__in=finished)
    return found.select_related("applicant").order_by("due_at", "id")


def register(actor: Actor, units: Iterable[str], text: str = "") -> QuerySet[Dossier]:
    """Return the register of one-stop shops where the actor works, newest first.

    ``text`` is a code or its end, or words of a name, phone or id; it is sought in the units' part of the indexes.
    """
    own = sorted(set(units) & set(actor.units()))
    found = Dossier.objects.filter(reception_unit__in=own).select_related("applicant")
    if text.strip():
        found = _matching(found, own, text)
    return found.order_by("-submitted_at", "id")


def _matching(found: QuerySet[Dossier], units: list[str], text: str) -> QuerySet[Dossier]:
    code = codes.normalise(text[:MOST_TYPED])
    if codes.is_code(code):
        return found.filter(code=code)
    if "-" in code:
        return found.filter(code__contains=code)
    like = Q(pk__in=searching.people_like(units, text[:MOST_TYPED]).values("pk"))
    return found.filter(like | Q(code__endswith=f"-{code}") if code.isdigit() and len(code) <= SHORT_NUMBER else like)


def after(found: QuerySet[Dossier], place: str) -> QuerySet[Dossier]:
    """Return what follows a place in the register (``place_of`` of its last line); a place that is none is the top."""
    moment, _, identifier = place.partition("_")
    try:
        at, pk = datetime.fromisoformat(moment), UUID(identifier)
    except ValueError:
        return found
    if at.tzinfo is None:
        return found
    return found.filter(Q(submitted_at__lt=at) | Q(submitted_at=at, id__gt=pk))


def place_of(dossier: Dossier) -> str:
    """Return the place of a dossier in the register."""
    return f"{dossier.submitted_at.isoformat()}_{dossier.pk}"


def related(actor: Actor, dossier: Dossier) -> QuerySet[Dossier]:
    """Return other dossiers of the same person that the actor may see, newest first."""
    applicant = getattr(dossier, "applicant", None)
    if applicant is None or not applicant.national_id:
        return Dossier.objects.none()
    same = visible_to(actor).filter(applicant__national_id=applicant.national_id).exclude(pk=dossier.pk)
    return same.order_by("-submitted_at", "id")


def counted(dossiers: QuerySet[Dossier]) -> str:
    """Return how many there are, "1.000+" above a thousand (counting more would be slow and tells nobody anything)."""
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
