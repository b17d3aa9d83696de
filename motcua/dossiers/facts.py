"""The projector of facts: each entry of a dossier moves its row of measures; and what is read from them for people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.core.process.events import read_moment
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import procedure_facts
from motcua.dossiers.models import Dossier, DossierFact
from motcua.ledger.follow import projector
from motcua.ledger.read import Entry

NAME = "dossiers.facts"
VERSION = 2
FEWEST_CASES = 10
NEWEST_CASES = 1000
SHARE = 8

PREFIX = f"{Dossier.stream_prefix}:"
PLACES = (
    "procedure",
    "procedure_version",
    "case",
    "level",
    "online",
    "reception_unit",
    "competent_unit",
    "return_unit",
    "fee_due",
)


def project(entry: Entry) -> None:
    """Fold one entry into the facts of its dossier; entries of other streams change nothing."""
    move = MOVES.get(entry.type)
    if move is None or not entry.stream.startswith(PREFIX):
        return
    dossier_id = UUID(entry.stream.removeprefix(PREFIX))
    fact = DossierFact.objects.filter(pk=dossier_id).first() or DossierFact(dossier_id=dossier_id)
    move(fact, entry)
    fact.save()


def clear() -> None:
    """Forget all facts, before they are built again from position zero."""
    DossierFact.objects.all().delete()


def register() -> None:
    """Register the projectors."""
    projector(NAME, version=VERSION, clear=clear, types=tuple(MOVES))(project)
    procedure_facts.register()


def _enter(fact: DossierFact, entry: Entry) -> None:
    payload = entry.payload
    for name in PLACES:
        setattr(fact, name, payload[name])
    fact.databases = payload.get("databases", [])
    fact.channel = payload["channel"] or 1  # QĐ 766: a channel that is not known counts as direct
    for name, number in payload["components"].items():
        setattr(fact, f"components_{name}", number)


def _submitted(fact: DossierFact, entry: Entry) -> None:
    _enter(fact, entry)
    fact.submitted_at = entry.at


def _received(fact: DossierFact, entry: Entry) -> None:
    _enter(fact, entry)
    fact.submitted_at = fact.submitted_at or entry.at
    fact.received_at = entry.at
    fact.term = entry.payload["term"]
    fact.due_at = fact.appointed_at = read_moment(entry.payload["due"])


def _asked(fact: DossierFact, entry: Entry) -> None:
    if fact.received_at is None:
        fact.supplements_before += 1
        return
    fact.supplements_after += 1
    fact.waiting_since = fact.stands_since = entry.at


def _answered(fact: DossierFact, entry: Entry) -> None:
    _waited(fact, entry.at)
    if "due" in entry.payload:
        fact.due_at, fact.stands_since = read_moment(entry.payload["due"]) or fact.due_at, None


def _waited(fact: DossierFact, until: datetime) -> None:
    """Add the time for which the applicant was waited for; it ends with the answer, or with the dossier."""
    if fact.waiting_since is not None:
        fact.waiting_seconds += int((until - fact.waiting_since).total_seconds())
        fact.waiting_since = None


def _moved(fact: DossierFact, entry: Entry) -> None:
    """Take a new date; the appointment moves by as much. While the clock stands there is none: the last one stays."""
    due = read_moment(entry.payload["due"])
    if due is None:
        fact.stands_since = fact.stands_since or entry.at
        return
    fact.stands_since = None
    if fact.due_at is not None and fact.appointed_at is not None:
        fact.appointed_at += due - fact.due_at
    fact.due_at = due


def _extended(fact: DossierFact, entry: Entry) -> None:
    _moved(fact, entry)
    fact.extensions += 1


def _decided(fact: DossierFact, entry: Entry) -> None:
    fact.decided_at = entry.at
    fact.outcome = entry.payload["outcome"]
    fact.electronic = entry.payload["electronic"]


def _routed(fact: DossierFact, entry: Entry) -> None:
    if entry.payload["step_kind"] == "return":
        fact.finished_at = entry.at
        _measure(fact)


def _paid(fact: DossierFact, entry: Entry) -> None:
    fact.fee_paid += entry.payload["amount"]
    if entry.payload["online"]:
        fact.fee_paid_online += entry.payload["amount"]


def _rated(fact: DossierFact, entry: Entry) -> None:
    fact.rating = entry.payload["score"]


def _closed(fact: DossierFact, entry: Entry) -> None:
    _waited(fact, entry.at)
    fact.closed_at = entry.at
    fact.ending = entry.type.removeprefix("dossier.")
    _measure(fact)


def _measure(fact: DossierFact) -> None:
    ready = fact.finished_at or fact.stands_since or fact.closed_at
    if ready is not None and fact.due_at is not None:
        fact.late = ready > fact.due_at


MOVES: dict[str, Callable[[DossierFact, Entry], Any]] = {
    "dossier.submitted": _submitted,
    "dossier.received": _received,
    "dossier.supplement_asked": _asked,
    "dossier.supplement_answered": _answered,
    "dossier.suspended": _moved,
    "dossier.resumed": _moved,
    "dossier.verification_added": _moved,
    "dossier.due_changed": _moved,
    "dossier.extended": _extended,
    "dossier.routed": _routed,
    "dossier.decided": _decided,
    "dossier.paid": _paid,
    "dossier.rated": _rated,
    "dossier.returned": _closed,
    "dossier.refused": _closed,
    "dossier.stopped": _closed,
    "dossier.withdrawn": _closed,
    "dossier.annulled": _closed,
}


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast a procedure goes: ``tenths`` of ten dossiers were ready within ``days`` calendar days (0: the same)."""

    cases: int
    tenths: int
    days: int


def speed(procedure: str, unit: str, since: datetime) -> Speed | None:
    """Return within how many days at least eight in ten results of an agency were ready; None under ten cases.

    Counted are the newest thousand dossiers whose result was ready since a moment, from the day of reception to the
    day of the result, the days in which the applicant was asked for papers included: so long people really waited.
    """
    found = DossierFact.objects.filter(procedure=procedure, competent_unit=unit, finished_at__gte=since)
    moments = found.order_by("-finished_at").values_list("received_at", "finished_at")[:NEWEST_CASES]
    days = sorted((local(ready).date() - local(since).date()).days for since, ready in moments if since and ready)
    if len(days) < FEWEST_CASES:
        return None
    enough = days[-(-len(days) * SHARE // 10) - 1]
    return Speed(len(days), sum(n <= enough for n in days) * 10 // len(days), enough)
