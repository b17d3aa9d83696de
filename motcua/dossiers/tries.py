"""How often somebody may try to open a dossier by its last digits, counted by dossier, network and proven device.

Four digits are few: with a phone and an identity number two of ten thousand are right. So wrong tries are counted in a
table, over days and a month, and when a limit is reached the four digits no longer count: the whole number is asked
for, which nobody guesses and its holder knows. A stranger can so never shut the holder out. A browser that opened the
dossier before has tries of its own. The numbers, and what chance they leave, stand in THREAT_MODEL.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final, Literal
from uuid import UUID

from django.db.models import QuerySet

from motcua.core.worktime.vietnamese import local
from motcua.dossiers.models import WrongTry

MONTH: Final = timedelta(days=30)
KEPT: Final = timedelta(days=31)
Verdict = Literal["", "whole", "tomorrow"]


@dataclass(frozen=True, slots=True)
class Limit:
    """So many wrong tries on a local day and, where one is set, in thirty days."""

    day: int
    month: int | None = None


FOUR_HERE: Final = Limit(5)  # of one dossier from one network, or by a device that opened it before
FOUR_DOSSIER: Final = Limit(10, 30)  # of one dossier by everybody else
FOUR_NETWORK: Final = Limit(20, 100)  # from one network, whatever the dossier
WHOLE_HERE: Final = Limit(10)
WHOLE_NETWORK: Final = Limit(100)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who tries: a network and, where the browser opened this dossier before, its device."""

    network: str
    device: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One try, counted as wrong from the start; ``verdict`` says what stands in its way, "" where nothing does."""

    row: int
    verdict: Verdict
    left: int


def take(dossier_id: UUID, caller: Caller, *, whole: bool, at: datetime) -> Turn:
    """Count a try and say whether it may be looked at.

    It is written before it is counted, so that of many tries at the same moment no more pass than the limit allows.
    """
    row = WrongTry.objects.create(
        dossier_id=dossier_id, network=caller.network, device=caller.device, whole=whole, at=at
    )
    left = min(_left(rows, limit, at) for rows, limit in _limits(dossier_id, caller, whole))
    if left >= 0:
        return Turn(row.pk, "", left)
    row.delete()
    return Turn(0, "tomorrow" if whole else "whole", 0)


def right(turn: Turn) -> None:
    """Take back a try that was right."""
    WrongTry.objects.filter(pk=turn.row).delete()


def forget(before: datetime) -> int:
    """Delete tries from before a moment; return how many."""
    return WrongTry.objects.filter(at__lt=before).delete()[0]


def _limits(dossier_id: UUID, caller: Caller, whole: bool) -> list[tuple[QuerySet[WrongTry], Limit]]:
    tries = WrongTry.objects.filter(whole=whole)
    of_dossier = tries.filter(dossier_id=dossier_id)
    if caller.device:
        return [(of_dossier.filter(device=caller.device), WHOLE_HERE if whole else FOUR_HERE)]
    strangers = tries.filter(device="")
    here = of_dossier.filter(device="", network=caller.network)
    network = strangers.filter(network=caller.network)
    if whole:
        return [(here, WHOLE_HERE), (network, WHOLE_NETWORK)]
    return [(here, FOUR_HERE), (of_dossier.filter(device=""), FOUR_DOSSIER), (network, FOUR_NETWORK)]


def _left(rows: QuerySet[WrongTry], limit: Limit, at: datetime) -> int:
    midnight = datetime.combine(local(at).date(), time.min, local(at).tzinfo)
    left = limit.day - rows.filter(at__gte=midnight).count()
    return left if limit.month is None else min(left, limit.month - rows.filter(at__gt=at - MONTH).count())
