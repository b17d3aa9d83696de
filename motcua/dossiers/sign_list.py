"""Reads of signs: counts by sign, unit, officer and month, and the lines below them; only of what the actor may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from motcua.core.signs.rules import WORDS
from motcua.core.worktime.vietnamese import LOCAL
from motcua.dossiers import history, queries, sign_policies
from motcua.dossiers.models import Dossier, Sign, SignNote
from motcua.dossiers.sign_words import explain, name_of, verdict_of
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.procedures import queries as procedures

PAGE: Final = 50
LONGEST: Final = 366
BATCH: Final = 500
MOST_COUNTED: Final = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is sought: which sign, where, whose act, from day to day, and whether only what nobody has noted yet."""

    since: date
    until: date
    code: str = ""
    unit: str = ""
    actor: str = ""
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One sign as a list shows it; event time and recorded time stand on every line."""

    sign: Sign
    name: str
    code: str
    procedure: str
    unit: str
    officer: str
    details: str
    verdict: str
    may_open: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """How many signs one value of a column has: its words, and what to ask for to see them."""

    key: str
    words: str
    number: int


def found(actor: Actor, wanted: Wanted) -> QuerySet[Sign]:
    """Return the signs that are sought, as far as the actor sees them, the newest first."""
    signs = Sign.objects.filter(at__gte=_midnight(wanted.since), at__lt=_midnight(wanted.until, 1))
    units = sign_policies.scope(actor)
    if units is not None:
        signs = signs.filter(unit__in=sorted(units))
    same = {"code": wanted.code, "unit": wanted.unit, "actor": wanted.actor}
    signs = signs.filter(**{name: value for name, value in same.items() if value})
    if wanted.unseen:
        signs = signs.filter(~Exists(SignNote.objects.filter(pk=OuterRef("pk"))))
    return signs.order_by("-at", "id")


def by_sign(signs: QuerySet[Sign]) -> list[Counted]:
    """Return how often each sign was seen, the most frequent first."""
    rows = signs.order_by().values_list("code").annotate(n=Count("pk")).order_by("-n", "code")
    return [Counted(code, name_of(code), number) for code, number in rows if code in WORDS]


def by_month(actor: Actor, wanted: Wanted) -> list[Counted]:
    """Return how many signs each month has, the newest first; a count of its own for each, through the index."""
    counted, first = [], wanted.until.replace(day=1)
    while first >= wanted.since.replace(day=1):
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        days = replace(wanted, since=max(first, wanted.since), until=min(last, wanted.until))
        counted.append(Counted("", f"{first:%m/%Y}", found(actor, days).order_by().count()))
        first = (first - timedelta(days=1)).replace(day=1)
    return [one for one in counted if one.number]


def by(signs: QuerySet[Sign], way: str) -> list[Counted]:
    """Return how many signs each unit or officer has; thirty at most, those with most first."""
    if way == "actor":
        signs = signs.exclude(actor="")
    rows = list(signs.order_by().values_list(way).annotate(n=Count("pk")).order_by("-n", way)[:MOST_COUNTED])
    keys = {str(key) for key, _n in rows}
    names = people.names(keys) if way == "actor" else history.unit_names(keys)
    return [Counted(str(key), names.get(str(key), str(key)), number) for key, number in rows]


def after(signs: QuerySet[Sign], place: tuple[datetime, UUID] | None) -> QuerySet[Sign]:
    """Return what follows the last line of a page."""
    if place is None:
        return signs
    at, pk = place
    return signs.filter(Q(at__lt=at) | Q(at=at, id__gt=pk))


def read_place(text: str) -> tuple[datetime, UUID] | None:
    """Read what a page's link carried; anything else is the beginning."""
    at, _mark, pk = text.partition("_")
    try:
        moment, identity = datetime.fromisoformat(at), UUID(pk)
    except ValueError:
        return None
    return (moment, identity) if moment.tzinfo is not None else None


def place_of(sign: Sign) -> str:
    """Return what the link to the next page carries."""
    return f"{sign.at.isoformat()}_{sign.pk}"


def lines(signs: Iterable[Sign], actor: Actor | None = None) -> list[Line]:
    """Return signs with the names that people know, and whether ``actor`` may open the dossier; five queries in all."""
    listed = list(signs)
    ids = {one.dossier_id for one in listed if one.dossier_id}
    dossiers = {d.pk: d for d in Dossier.objects.filter(pk__in=ids).only("code", "procedure_version")}
    seen = queries.visible_to(actor).filter(pk__in=ids) if actor else Dossier.objects.none()
    visible = set(seen.values_list("pk", flat=True))
    notes = dict(SignNote.objects.filter(pk__in=[one.pk for one in listed]).values_list("pk", "verdict"))
    units = history.unit_names({one.unit for one in listed})
    officers = people.names({one.actor for one in listed} - {""})
    return [
        Line(
            sign=one,
            name=name_of(one.code),
            code=dossiers[one.dossier_id].code if one.dossier_id in dossiers else "",
            procedure=_title(dossiers.get(one.dossier_id)) if one.dossier_id else "",
            unit=units.get(one.unit, one.unit),
            officer=officers[one.actor] if one.actor else _("Người nộp hồ sơ"),
            details=explain(one.code, one.facts),
            verdict=verdict_of(notes.get(one.pk, "")),
            may_open=one.dossier_id in visible,
        )
        for one in listed
    ]


def _title(dossier: Dossier | None) -> str:
    return procedures.by_version(UUID(dossier.procedure_version)).definition.title if dossier else ""


def walk(signs: QuerySet[Sign]) -> Iterator[Line]:
    """Yield every line, batch by batch: for a file of any length."""
    place: tuple[datetime, UUID] | None = None
    while batch := list(after(signs, place)[:BATCH]):
        yield from lines(batch)
        place = (batch[-1].at, batch[-1].pk)


def of_dossier(dossier_id: UUID) -> list[Sign]:
    """Return the signs of one dossier, the newest first."""
    return list(Sign.objects.filter(dossier_id=dossier_id).order_by("-at", "id"))


def unseen(actor: Actor, wanted: Wanted) -> int:
    """Return how many of the signs nobody has noted on."""
    return found(actor, wanted).order_by().count()


def _midnight(day: date, later: int = 0) -> datetime:
    return datetime.combine(day + timedelta(days=later), time.min, LOCAL)
