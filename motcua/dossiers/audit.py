"""What an auditor's page tells: by which decision they are here, what waits, who looked at a dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from motcua.core.worktime.vietnamese import local
from motcua.documents import codes
from motcua.dossiers import history, queries, report_list, sign_list
from motcua.dossiers.models import Dossier
from motcua.dossiers.sign_list import Wanted
from motcua.ledger import read as ledger
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.people.models import AccessRecord, Post
from motcua.people.roles import AUDITOR

QUARTER: Final = timedelta(days=90)
LOOKS: Final = 50
OWN_LOOKS: Final = 10
COUNTED: Final = 1000


@dataclass(frozen=True, slots=True)
class Mandate:
    """By which decision somebody audits what, from when until when; the decision may be unknown for a lasting post."""

    unit: str
    since: date
    until: date | None
    decision: str


def mandates(actor: Actor, at: datetime) -> list[Mandate]:
    """Return the posts by which the actor audits today, each with the decision that its entry names."""
    if actor.user_id is None:
        return []
    held = Post.objects.filter(people.valid_on(people.local_day(at)), user=actor.user_id, role=AUDITOR)
    return [
        Mandate(post.unit.name, post.valid_from, post.valid_to, _decision(post.pk))
        for post in held.select_related("unit").order_by("valid_from", "pk")
    ]


def _decision(post: UUID) -> str:
    first = ledger.at(f"{Post.stream_prefix}:{post}", 1)
    return str(first.payload.get("decision", "")) if first else ""


def counted(actor: Actor, at: datetime, **sought: Any) -> int:
    """Return how many signs of the last ninety days there are, at most a thousand."""
    today = local(at).date()
    wanted = Wanted(today - QUARTER, today, **sought)
    return sign_list.found(actor, wanted).order_by()[:COUNTED].count()


def waiting(actor: Actor, at: datetime) -> tuple[int, int]:
    """Return how many reports wait for an answer, and how many of them are overdue."""
    rows = report_list.waiting(actor)
    return rows[:COUNTED].count(), rows.filter(answer_by__lt=at)[:COUNTED].count()


def dossier_of(actor: Actor, text: str) -> Dossier | None:
    """Return the dossier with a code that the auditor may see."""
    code = codes.normalise(text[:200])
    return queries.visible_to(actor).filter(code__in={code, text.strip()[:80]}).first()


def looks(dossier: Dossier) -> list[dict[str, Any]]:
    """Return who looked at a dossier, the latest first, with the units in which they have or had a post."""
    rows = list(people.who_saw(f"{Dossier.stream_prefix}:{dossier.pk}")[:LOOKS])
    names = people.names({row.actor for row in rows})
    officials = {row.actor for row in rows if row.actor.startswith("user:")}
    posts = Post.objects.filter(user__in=[UUID(one.removeprefix("user:")) for one in officials])
    places: dict[str, set[str]] = {}
    for user, unit in posts.values_list("user", "unit__code"):
        places.setdefault(f"user:{user}", set()).add(unit)
    units = history.unit_names({unit for held in places.values() for unit in held})
    return [
        {
            "at": row.at,
            "name": names[row.actor],
            "what": row.what,
            "units": ", ".join(units.get(unit, unit) for unit in sorted(places.get(row.actor, ()))),
        }
        for row in rows
    ]


def own_looks(actor: Actor) -> list[AccessRecord]:
    """Return what the auditor themselves looked at last: their reads are kept like anybody's."""
    return list(AccessRecord.objects.filter(actor=actor.id).order_by("-at", "-pk")[:OWN_LOOKS])
