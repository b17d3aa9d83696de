"""Each morning the heads of a one-stop unit hear how many letters of their dossiers did not leave."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from motcua.core.phrase import Listing, Value
from motcua.dossiers.models import Dossier
from motcua.ledger.follow import daily, timetable
from motcua.notices import digest
from motcua.notices.actions.send import Contact, send
from motcua.people import queries as people
from motcua.people.models import User
from motcua.people.roles import HEAD, RECEIVER

AT_ONCE: Final = 500
SHOWN: Final = 20


@dataclass
class Failed:
    """What did not leave of one unit: letters by channel, and the codes of the dossiers."""

    channels: Counter[str] = field(default_factory=Counter)
    codes: set[str] = field(default_factory=set)


def tell_units(now: datetime) -> int:
    """Write one letter to each head of a unit where something failed since yesterday; return how many were told."""
    told = 0
    for code, failed in sorted(_by_unit(digest.failed_about(Dossier.stream_prefix, now)).items()):
        for account in _who(code, now):
            _tell(account, code, failed, now)
            told += 1
    return told


def _tell(account: User, unit: str, failed: Failed, now: datetime) -> None:
    """Tell by mail and on the site; who declined the mail still has it on the site. Once a day."""
    path, shown = reverse("dossiers:inbox"), sorted(failed.codes)[:SHOWN]
    more: tuple[Value, ...] = ("…",) if len(failed.codes) > SHOWN else ()
    send(
        "unit_failures",
        key=f"failures:{unit}:{now:%Y%m%d}:{account.pk}",
        subject=f"unit:{unit}",
        facts={
            "number": failed.channels.total(),
            "lines": digest.listed(failed.channels),
            "dossiers": Listing((*shown, *more), ", "),
            "office": people.unit(unit).name,
            "url": f"{settings.PUBLIC_URL}{path}",
        },
        at=now,
        recipient=f"user:{account.pk}",
        contact=Contact(mail=account.email),
        link=path,
    )


def _who(unit: str, now: datetime) -> list[User]:
    """Return the heads of the unit, and who receives there where nobody heads it."""
    return people.holders(HEAD, unit, now) or people.holders(RECEIVER, unit, now)


def _by_unit(failed: list[tuple[str, str]]) -> dict[str, Failed]:
    """Sort the failed letters by unit; the dossiers are read a few hundred at a time."""
    found: dict[str, Failed] = {}
    for start in range(0, len(failed), AT_ONCE):
        part = [(UUID(subject.partition(":")[2]), channel) for subject, channel in failed[start : start + AT_ONCE]]
        rows = {row.pk: row for row in Dossier.objects.filter(pk__in={pk for pk, _ in part})}
        for pk, channel in part:
            if pk in rows:
                of_unit = found.setdefault(rows[pk].reception_unit, Failed())
                of_unit.channels[channel] += 1
                of_unit.codes.add(rows[pk].code)
    return found


def register() -> None:
    """Register the morning's letter."""
    timetable("dossiers.failed_letters", daily(digest.HOUR))(tell_units)
