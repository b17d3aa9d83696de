"""What was entered afterwards, where and by whom: the list, the counts by officer and day, the reserved numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Count, DurationField, ExpressionWrapper, F, Max, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from motcua.core.process.decide.late import GROUNDS
from motcua.core.worktime.vietnamese import LOCAL
from motcua.documents import numbers
from motcua.documents.models import BookedNumber
from motcua.documents.models.numbers import CANCELLED, RESERVED
from motcua.dossiers import register
from motcua.dossiers.models import Dossier, LateEntry
from motcua.dossiers.queries import WATCHERS
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.ui.formatting import span

PAGE: Final = 50
MOST_GROUPS: Final = 200
MOST_NUMBERS: Final = 200
ONE_STOP: Final = ".TTPVHCC"


@dataclass(frozen=True, slots=True)
class Group:
    """How many slips one officer entered of one day, and how long the longest lay."""

    day: date
    unit: str
    officer: str
    number: int
    longest: str


@dataclass(frozen=True, slots=True)
class Told:
    """One late entry as the list shows it."""

    row: LateEntry
    code: str
    officer: str
    unit: str
    ground: str
    lay: str


def units(actor: Actor) -> list[str]:
    """Return the one-stop shops whose late entries the actor may see: own ones, those below a watcher's post."""
    watched = actor.units(*WATCHERS)
    below = people.below(*watched) if watched else frozenset()
    return sorted({*register.units(actor), *(unit for unit in below if unit.endswith(ONE_STOP))})


def may_look(actor: Actor) -> bool:
    """Tell whether the page of late entries is for this actor: those at a counter, and whoever watches one."""
    return actor.has_any(WATCHERS) or any(unit.endswith(ONE_STOP) for unit in actor.units())


def entries(shops: Sequence[str], since: date, until: date) -> QuerySet[LateEntry]:
    """Return what was entered from day to day (by the day of entering), the latest first."""
    found = LateEntry.objects.filter(unit__in=shops, entered_at__gte=_midnight(since))
    return found.filter(entered_at__lt=_midnight(until, 1)).order_by("-entered_at", "-pk")


def told(rows: Sequence[LateEntry]) -> list[Told]:
    """Return rows with the names that people read."""
    codes = dict(Dossier.objects.filter(pk__in=[row.dossier_id for row in rows]).values_list("id", "code"))
    names, shops = people.names({row.officer for row in rows}), _names({row.unit for row in rows})
    return [
        Told(
            row,
            codes.get(row.dossier_id, ""),
            names.get(row.officer, ""),
            shops.get(row.unit, row.unit),
            _(GROUNDS.get(row.ground, "")),
            span(row.entered_at - row.received_at),
        )
        for row in rows
    ]


def counts(shops: Sequence[str], since: date, until: date) -> list[Group]:
    """Count the slips by day of reception, shop and officer, the latest day first."""
    lay = ExpressionWrapper(F("entered_at") - F("received_at"), output_field=DurationField())
    rows = entries(shops, since, until).order_by().annotate(day=TruncDate("received_at", tzinfo=LOCAL), lay=lay)
    grouped = rows.values("day", "unit", "officer").annotate(number=Count("pk"), longest=Max("lay"))
    found = list(grouped.order_by("-day", "-number", "officer")[:MOST_GROUPS])
    names, shops_named = people.names({row["officer"] for row in found}), _names({row["unit"] for row in found})
    return [
        Group(row["day"], shops_named.get(row["unit"], row["unit"]), names.get(row["officer"], ""), row["number"],
              span(row["longest"]))
        for row in found
    ]  # fmt: skip


def open_numbers(shop: str) -> list[BookedNumber]:
    """Return the reserved receipt numbers of a shop that wait for their slip, the oldest first."""
    found = BookedNumber.objects.filter(agency=shop, series=numbers.RECEIPT, state=RESERVED)
    return list(found.order_by("year", "number")[:MOST_NUMBERS])


def cancelled_numbers(shop: str, year: int) -> list[BookedNumber]:
    """Return the reserved receipt numbers of a shop and year that were cancelled as not used or spoiled."""
    found = BookedNumber.objects.filter(
        agency=shop, series=numbers.RECEIPT, year=year, state=CANCELLED, ground__in=("unused", "spoiled")
    )
    return list(found.order_by("-number")[:MOST_NUMBERS])


def _names(codes: set[str]) -> dict[str, str]:
    return dict(people.units().filter(code__in=codes).values_list("code", "name"))


def _midnight(day: date, later: int = 0) -> datetime:
    return datetime.combine(day + timedelta(days=later), time.min, LOCAL)
