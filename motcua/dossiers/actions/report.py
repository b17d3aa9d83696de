"""Report a demand beyond the rules, being sent away, or a refusal without reason; and answer such a report."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from motcua.core.ledger.chain import START
from motcua.core.process.events import moment
from motcua.core.refusal import Refused
from motcua.core.signs import reports as decide
from motcua.core.worktime import deadline
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import sign_policies as policies
from motcua.dossiers.models import Report
from motcua.dossiers.reading import Found, read
from motcua.dossiers.sign_rules import rules
from motcua.ledger import read as ledger
from motcua.ledger.commit import Key, NewEntry, Subject, commit, once
from motcua.ledger.keys import digest
from motcua.people.actor import Actor
from motcua.worktime import queries as worktime

TOUCHING: Final = ("dossier.received", "dossier.supplement_asked", "dossier.refused", "dossier.paid")


def file_report(
    dossier_id: UUID, *, actor: Actor, at: datetime, key: str, kind: str, text: str, proved: bool = False
) -> UUID:
    """Keep a citizen's report with the day until which the unit answers; its words stay out of the ledger."""
    stored = Key(key, "report.file", digest({"dossier": str(dossier_id), "kind": kind, "text": text}))

    def attempt() -> UUID:
        found = read(dossier_id)
        policies.can_report(actor, found, proved=proved).enforce()
        waiting = list(Report.objects.filter(dossier_id=dossier_id, answered_at=None).values_list("kind", flat=True))
        refused = any(entry.type == "dossier.refused" for entry in ledger.stream(found.stream))
        words = decide.check_report(kind, text, waiting, rules().open_reports, refused=refused)
        pk, unit, until = uuid4(), found.now.reception_unit, answer_by(found, at)
        columns = {
            "dossier_id": dossier_id,
            "unit": unit,
            "kind": kind,
            "text": words,
            "filed_at": at,
            "answer_by": until,
            "outcome": "",
            "answer": "",
            "answered_by": "",
            "answered_at": None,
        }
        payload = {
            "dossier": str(dossier_id),
            "procedure": found.now.procedure,
            "unit": unit,
            "kind": kind,
            "answer_by": moment(until),
        }
        commit(
            Subject(Report, pk, 0, START, columns),
            [NewEntry("report.filed", payload, {"text": words} if words else None)],
            actor=actor.id,
            at=at,
            key=stored,
            result={"report": str(pk)},
        )
        return pk

    return once(stored, actor.id, attempt, lambda result: UUID(result["report"]))


def answer_by(found: Found, at: datetime) -> datetime:
    """Return the moment until which a report is answered."""
    unit = found.now.reception_unit
    calendar, law = worktime.calendar_for(unit), worktime.rules("default", local(at).date())
    due = deadline(at, rules().answer_within, calendar, law).due
    assert due is not None
    return due


def answer_report(report_id: UUID, *, actor: Actor, at: datetime, key: str, outcome: str, answer: str) -> UUID:
    """Answer a report in words that the citizen reads; whoever did what it is about does not answer it."""
    request = {"report": str(report_id), "outcome": outcome, "answer": answer}
    stored = Key(key, "report.answer", digest(request))

    def attempt() -> UUID:
        row = Report.objects.filter(pk=report_id).first()
        if row is None or not policies.sees(actor, row.unit):
            raise Refused("not_found", "Không có phản ánh này.", "Xem lại danh sách phản ánh.")
        policies.can_answer(actor, row.unit, touched(row.dossier_id)).enforce()
        words = decide.check_answer(outcome, answer, answered=row.answered_at is not None)
        columns = {"outcome": outcome, "answer": words, "answered_by": actor.id, "answered_at": at}
        payload = {"dossier": str(row.dossier_id), "unit": row.unit, "outcome": outcome}
        commit(
            Subject(Report, row.pk, row.version, bytes(row.head), columns, last_at=row.filed_at),
            [NewEntry("report.answered", payload, {"answer": words})],
            actor=actor.id,
            at=at,
            key=stored,
            result={"report": str(row.pk)},
        )
        return row.pk

    return once(stored, actor.id, attempt, lambda result: UUID(result["report"]))


def touched(dossier_id: UUID) -> frozenset[str]:
    """Return who received, asked, refused or took money on a dossier."""
    return frozenset(entry.actor for entry in ledger.stream(f"dossier:{dossier_id}") if entry.type in TOUCHING)
