"""Remembers what `motcua ledger verify` found, for the auditor's page; a hundred runs are kept."""

from __future__ import annotations

from typing import Final

from motcua.dossiers.models import LedgerCheck
from motcua.ledger import clock, verify
from motcua.ledger.verification.findings import Findings

KEPT: Final = 100


def remember(found: Findings) -> None:
    """Keep the result of one run."""
    first = found.first.message if found.first else ""
    LedgerCheck.objects.create(
        checked_at=clock.now(), entries=found.entries, position=found.positions, damaged=found.damaged, first=first
    )
    old = LedgerCheck.objects.order_by("-checked_at", "-pk").values_list("pk", flat=True)[KEPT:]
    LedgerCheck.objects.filter(pk__in=list(old)).delete()


def last() -> LedgerCheck | None:
    """Return the last run, None where nobody has run it here."""
    return LedgerCheck.objects.order_by("-checked_at", "-pk").first()


def register() -> None:
    """Hear the results of the command."""
    verify.on_result(remember)
