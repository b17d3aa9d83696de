"""The projector of facts: each entry of a dossier moves its row of measures; and what is read from them for people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.core.process.events import read_moment
from motcua.dossiers import procedure_facts
from motcua.dossiers.models import Dossier, DossierFact
from motcua.ledger.follow import projector
from motcua.ledger.read import Entry

NAME = "dossiers.facts"
VERSION = 3

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
    fact.entered_late = bool(entry.payload.get("late"))
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


def _carried(fact: DossierFact, entry: Entry) -> None:
    """Follow the dossier to the version, term and date that it was carried to; what was handed in stays."""
    _moved(fact, entry)
    for name in ("procedure_version", "case", "term", "fee_due"):
        setattr(fact, name, entry.payload[name])
    fact.components_required = entry.payload["required"]


def _extended(fact: DossierFact, entry: Entry) -> None:
    _moved(fact, entry)
    fact.extensions += 1


def _corrected(fact: DossierFact, _entry: Entry) -> None:
    fact.corrections += 1


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


def _exempted(fact: DossierFact, entry: Entry) -> None:
    fact.fee_due = entry.payload["fee_due"]


def _refunded(fact: DossierFact, entry: Entry) -> None:
    fact.fee_paid -= entry.payload["amount"]
    fact.fee_paid_online = min(fact.fee_paid_online, fact.fee_paid)  # what came back was not paid


def _rated(fact: DossierFact, entry: Entry) -> None:
    fact.rating = entry.payload["score"]
    fact.visits = entry.payload.get("visits")
    fact.extra_papers = entry.payload.get("extra_papers")
    fact.extra_money = entry.payload.get("extra_money")


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
    "dossier.carried": _carried,
    "dossier.corrected": _corrected,
    "dossier.routed": _routed,
    "dossier.decided": _decided,
    "dossier.paid": _paid,
    "dossier.exempted": _exempted,
    "dossier.refunded": _refunded,
    "dossier.rated": _rated,
    "dossier.returned": _closed,
    "dossier.refused": _closed,
    "dossier.stopped": _closed,
    "dossier.withdrawn": _closed,
    "dossier.annulled": _closed,
}
