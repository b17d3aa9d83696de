"""The clerk's queue: signed results that wait for number and seal, the next numbers, and many issued at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from motcua.core.process.route import Route
from motcua.core.process.states import State
from motcua.core.refusal import Refused
from motcua.documents import book, numbers
from motcua.documents.models import BookedNumber
from motcua.documents.numbers import DocumentNumber
from motcua.documents.policies import part_of
from motcua.documents.series import plan
from motcua.documents.signature_blocks import SignatureBlock
from motcua.dossiers import signing
from motcua.dossiers.actions.issue import Reserved, issue
from motcua.dossiers.models import Dossier, DossierFact
from motcua.dossiers.queries import Row, rows_of, visible_to
from motcua.ledger.models import Entry
from motcua.people.actor import Actor
from motcua.people.roles import CLERK
from motcua.procedures import queries as procedures
from motcua.ui import refusals
from motcua.worklist.models import WorkItem

MOST = 100
DECIDED = "dossier.decided"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One result that waits: its row, where its number comes from, and what is known of signature and medium."""

    row: Row
    agency: str
    series: str
    borne: str
    electronic: bool | None
    signed: SignatureBlock | None
    held: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one of many: its number, or why it was refused (then no number was taken)."""

    dossier_id: UUID
    code: str
    number: str
    refused: str = ""


def queue(actor: Actor) -> list[Waiting]:
    """Return what waits for the actor's number and seal, the soonest due first; paper and electronic in one queue."""
    units = sorted(actor.units(CLERK))
    if not units:
        return []
    work = WorkItem.objects.filter(unit__in=units, role=CLERK, kind="step", closed_at=None, subject_kind="dossier")
    issuing = Dossier.objects.filter(step_kind="issue").values("pk")
    rows = rows_of(work.filter(subject_id__in=issuing).order_by("due_at", "id")[:MOST])
    dossiers = [row.dossier for row in rows]
    borne, signed, media = _borne(dossiers), signing.blocks(_deciding(dossiers)), _media(dossiers)
    agencies = {row.dossier.step_unit: part_of(row.dossier.step_unit) for row in rows}
    return [
        Waiting(
            row=row,
            agency=agencies[row.dossier.step_unit],
            series=_series(row.dossier),
            borne=borne.get(row.dossier.pk, ""),
            electronic=media.get(row.dossier.pk),
            signed=signed.get(row.dossier.pk),
            held=row.work.assignee not in {"", actor.id},
        )
        for row in rows
    ]


def upcoming(waiting: Iterable[Waiting], at: datetime) -> list[DocumentNumber]:
    """Return the next number of each series that the queue needs."""
    needed = sorted({(one.agency, one.series) for one in waiting if not one.borne})
    return [numbers.upcoming(agency, series, at) for agency, series in needed]


def reserved(waiting: Iterable[Waiting], at: datetime) -> dict[tuple[str, str], list[BookedNumber]]:
    """Return the reserved numbers of this year that may be used for what waits, by agency and series."""
    year = numbers.local_day(at).year
    needed = {(one.agency, one.series) for one in waiting if not one.borne}
    return {pair: list(book.reserved(*pair).filter(year=year)[:MOST]) for pair in needed}


def issue_many(
    chosen: Mapping[UUID, int | None], *, actor: Actor, at: datetime, key: str, reserved: Mapping[UUID, Reserved]
) -> list[Line]:
    """Issue each chosen dossier (mapped to the step that was seen) in its own transaction; a line says what became."""
    codes = dict(visible_to(actor).filter(pk__in=list(chosen)).values_list("pk", "code"))
    lines = []
    for dossier_id, step_seq in chosen.items():
        if dossier_id not in codes:
            continue
        own, code = str(uuid5(dossier_id, key)), codes[dossier_id]
        try:
            done = issue(dossier_id, actor=actor, at=at, key=own, reserved=reserved.get(dossier_id), step_seq=step_seq)
        except Refused as refused:
            lines.append(Line(dossier_id, code, "", refusals.sentences(refused)))
        else:
            lines.append(Line(dossier_id, code, str(done.result["slip"])))
    return lines


def _series(dossier: Dossier) -> str:
    decided = dossier.state == State.DECIDED.value
    return plan().of_result(dossier.procedure, decided=decided, rejected=dossier.outcome == "rejected")


def _deciding(dossiers: Iterable[Dossier]) -> dict[UUID, str]:
    """Return the step at which each decided dossier was signed; of a dossier on its way, the step before this one."""
    found = {}
    for dossier in dossiers:
        route = procedures.route_by_version(UUID(dossier.route)).definition
        found[dossier.pk] = _signed_at(route, dossier)
    return found


def _signed_at(route: Route, dossier: Dossier) -> str:
    if dossier.state == State.DECIDED.value:
        return next(step.code for step in route.steps if step.decides)
    before = [step.code for step in route.steps if any(out.to == dossier.step for out in step.outcomes)]
    return before[0] if before else ""


def _media(dossiers: Iterable[Dossier]) -> dict[UUID, bool | None]:
    ids = [dossier.pk for dossier in dossiers]
    return dict(DossierFact.objects.filter(pk__in=ids).values_list("pk", "electronic"))


def _borne(dossiers: Iterable[Dossier]) -> dict[UUID, str]:
    """Return the numbers that decisions bear already, as their entries say."""
    streams = {f"{Dossier.stream_prefix}:{dossier.pk}": dossier.pk for dossier in dossiers}
    rows = Entry.objects.filter(stream__in=list(streams), type=DECIDED).order_by("seq")
    told = [
        (streams[stream], json.loads(payload)["number"]) for stream, payload in rows.values_list("stream", "payload")
    ]
    return {dossier_id: str(number) for dossier_id, number in told if number}
