"""The register of dossiers (form 07) of a one-stop shop: by field, days and state, fast at millions of rows.

Two indexes carry it. Without a field the rows of each state come in order of reception and are merged; with a field
those of each procedure of the field. A place in the register is the last line's moment, id and running number.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from motcua.core.process.states import State
from motcua.core.text import search_key
from motcua.core.worktime.vietnamese import LOCAL
from motcua.documents.register_sheet import RegisterLine
from motcua.dossiers import history, late_marks
from motcua.dossiers.models import Applicant, Dossier, Slip
from motcua.dossiers.queries import EVERYWHERE, PROVINCE
from motcua.ledger.models import Entry
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.procedures import queries as procedures
from motcua.procedures.models import ProcedureVersion

PAGE: Final = 50
ONE_STOP: Final = ".TTPVHCC"
RECEIVED: Final = tuple(s.value for s in State if s not in {State.NEW, State.SUBMITTED, State.WITHDRAWN})
GROUPS: Final = {
    "open": (_("Đang giải quyết"), ("received", "in_progress", "with_applicant", "suspended")),
    "decided": (_("Đã có kết quả, chưa trả"), ("decided",)),
    "returned": (_("Đã trả kết quả"), ("returned",)),
    "ended": (_("Từ chối, dừng, hủy"), ("refused", "stopped", "annulled")),
}
WAYS: Final = {"counter": _("Trực tiếp"), "post": _("Bưu chính công ích"), "online": _("Trực tuyến")}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is sought: whose register, of which field ("" for all), received from day to day, in which state."""

    unit: str
    field: str
    since: date
    until: date
    state: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: the next one begins after it, its numbers go on."""

    at: datetime
    id: UUID
    number: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}_{self.id}_{self.number}"


def units(actor: Actor) -> list[str]:
    """Return the one-stop shops whose register the actor may see: own ones, all for the province's auditors."""
    if actor.kind == "system" or actor.has_any(EVERYWHERE, PROVINCE):
        return sorted(people.units(kind="centre").values_list("code", flat=True))
    return sorted(unit for unit in actor.units() if unit.endswith(ONE_STOP))


def fields() -> list[str]:
    """Return the fields of work of all procedures that were ever published, in Vietnamese order."""
    found = ProcedureVersion.objects.order_by().values_list("field", flat=True).distinct()
    return sorted(found, key=search_key)


def read_place(text: str) -> Place | None:
    """Read what a page's link carried; anything else is the beginning."""
    parts = text.split("_")
    try:
        at, pk, number = datetime.fromisoformat(parts[0]), UUID(parts[1]), int(parts[2])
    except (ValueError, IndexError):
        return None
    return Place(at, pk, number) if at.tzinfo is not None and number >= 0 else None


def page(
    wanted: Wanted, after: Place | None = None, size: int = PAGE
) -> tuple[list[RegisterLine], list[Dossier], Place | None]:
    """Return a page of the register, its dossiers, and the place of its end where more follows."""
    found = _next(wanted, after, size + 1)
    rows = found[:size]
    first = (after.number if after else 0) + 1
    last = _place(rows[-1], first + len(rows) - 1) if rows and len(found) > size else None
    return lines(rows, first), rows, last


def walk(wanted: Wanted, size: int = 500) -> Iterator[RegisterLine]:
    """Yield the whole register line by line, page by page: for a file of any length."""
    after: Place | None = None
    while True:
        told, _dossiers, after = page(wanted, after, size)
        yield from told
        if after is None:
            return


def counted(wanted: Wanted, most: int) -> int:
    """Return how many dossiers there are, at most ``most``."""
    return sum(1 for _row in islice(_merged(wanted, None, most), most))


def lines(dossiers: Iterable[Dossier], first: int) -> list[RegisterLine]:
    """Return dossiers as lines of the form, numbered from ``first``."""
    listed = list(dossiers)
    ids = [dossier.pk for dossier in listed]
    persons = Applicant.objects.in_bulk(ids)
    receipts = dict(Slip.objects.filter(dossier_id__in=ids, kind="receipt").values_list("dossier_id", "number"))
    ways, names, late = (
        _ways(listed),
        history.unit_names({dossier.competent_unit for dossier in listed}),
        late_marks.known(ids),
    )
    return [
        replace(
            _line(n, dossier, persons.get(dossier.pk), receipts.get(dossier.pk, ""), ways.get(dossier.pk, ""), names),
            late=late_marks.printed(late.get(dossier.pk)),
        )
        for n, dossier in enumerate(listed, start=first)
    ]


def _line(
    number: int, dossier: Dossier, person: Applicant | None, receipt: str, way: str, names: dict[str, str]
) -> RegisterLine:
    assert dossier.received_at is not None
    returned = dossier.state == State.RETURNED.value
    return RegisterLine(
        number=number,
        code=dossier.code,
        receipt=receipt,
        procedure=procedures.by_version(UUID(dossier.procedure_version)).definition.name,
        applicant=person.name if person else "",
        address=person.address if person else "",
        phone=person.phone if person else "",
        agency=names.get(dossier.competent_unit, dossier.competent_unit),
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        returned_at=dossier.closed_at if returned else None,
        way=str(WAYS.get(way, way)),
        signed="" if way in ("", "counter") else str(_("đã gửi")),
    )


def _ways(dossiers: Iterable[Dossier]) -> dict[UUID, str]:
    """Return how each returned result was handed over, as its entry says."""
    streams = {f"{Dossier.stream_prefix}:{d.pk}": d.pk for d in dossiers if d.state == State.RETURNED.value}
    rows = Entry.objects.filter(stream__in=list(streams), type="dossier.returned").values_list("stream", "payload")
    return {streams[stream]: str(json.loads(payload)["way"]) for stream, payload in rows}


def _place(dossier: Dossier, number: int) -> Place:
    assert dossier.received_at is not None
    return Place(dossier.received_at, dossier.pk, number)


def _next(wanted: Wanted, after: Place | None, size: int) -> list[Dossier]:
    ids = [pk for _at, pk in islice(_merged(wanted, after, size), size)]
    found = Dossier.objects.in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def _merged(wanted: Wanted, after: Place | None, size: int) -> Iterator[tuple[datetime, UUID]]:
    """Yield moment and id of the rows in order: each part is read through an index, the parts are merged."""
    parts = (part.values_list("received_at", "id")[:size] for part in _parts(wanted, after))
    return heapq.merge(*([(at, pk) for at, pk in part if at is not None] for part in parts))


def _parts(wanted: Wanted, after: Place | None) -> list[QuerySet[Dossier]]:
    found = Dossier.objects.filter(
        reception_unit=wanted.unit, received_at__gte=_midnight(wanted.since), received_at__lt=_midnight(wanted.until, 1)
    ).order_by("received_at", "id")
    if after is not None:
        following = Q(received_at__gt=after.at) | Q(received_at=after.at, id__gt=after.id)
        found = found.filter(following, received_at__gte=after.at)
    states = GROUPS[wanted.state][1] if wanted.state in GROUPS else ()
    if not wanted.field:
        return [found.filter(state=state) for state in states or RECEIVED]
    if states:
        found = found.filter(state__in=states)
    codes = ProcedureVersion.objects.filter(field=wanted.field).order_by()
    return [found.filter(procedure=code) for code in codes.values_list("procedure__code", flat=True).distinct()]


def _midnight(day: date, later: int = 0) -> datetime:
    return datetime.combine(day + timedelta(days=later), time.min, LOCAL)
