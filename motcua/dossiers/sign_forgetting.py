"""When a dossier's personal content is erased, the words of reports and of auditors' notes about it go as well."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from motcua.core.process.decide.erasing import ERASED
from motcua.dossiers.models import Dossier, Report, Sign, SignNote
from motcua.ledger import clock
from motcua.ledger import read as ledger
from motcua.ledger.commit import Subject
from motcua.ledger.erase import erase
from motcua.ledger.follow import reaction
from motcua.ledger.read import Entry
from motcua.people.actor import system

ACTOR: Final = system("clock")
PREFIX: Final = f"{Dossier.stream_prefix}:"


def forget(entry: Entry, key: str) -> None:
    """Erase the words; which report there was, when it was answered and what was concluded stays and verifies."""
    if not entry.stream.startswith(PREFIX):
        return
    dossier_id = UUID(entry.stream.removeprefix(PREFIX))
    for report in Report.objects.filter(dossier_id=dossier_id):
        _erase(Subject.of(report, text="", answer=""), entry)
    signs = Sign.objects.filter(dossier_id=dossier_id).values_list("pk", flat=True)
    for note in SignNote.objects.filter(pk__in=list(signs)):
        _erase(Subject.of(note, text=""), entry)


def _erase(subject: Subject, entry: Entry) -> None:
    seqs = sorted(ledger.contents(subject.stream))
    if seqs:
        erase(subject, seqs, ground=str(entry.payload["ground"]), actor=ACTOR.id, at=clock.now())


def register() -> None:
    """Register the reaction."""
    reaction("dossiers.forget_reports", types=(ERASED,))(forget)
