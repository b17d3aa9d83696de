"""Which dossiers a session or a browser has opened by digits, and until when; two at the same moment both stay."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from motcua.dossiers.models import Opening


def holder(kind: str, secret: str) -> str:
    """Return under which name what a session or a browser opened is kept: whoever reads the table opens nothing."""
    return sha256(f"{kind}:{secret}".encode()).hexdigest()[:32]


def keep(holder: str, dossier_id: UUID, until: datetime) -> None:
    """Note that a dossier is open to a holder, also where it was before."""
    Opening.objects.update_or_create(holder=holder, dossier_id=dossier_id, defaults={"until": until})


def is_open(holder: str, dossier_id: UUID, at: datetime) -> bool:
    """Tell whether a dossier is open to a holder at a moment."""
    return Opening.objects.filter(holder=holder, dossier_id=dossier_id, until__gt=at).exists()


def close(holder: str, dossier_id: UUID) -> None:
    """Take a dossier away from a holder."""
    Opening.objects.filter(holder=holder, dossier_id=dossier_id).delete()


def forget(before: datetime) -> int:
    """Delete what has closed by itself before a moment; return how many."""
    return Opening.objects.filter(until__lt=before).delete()[0]
