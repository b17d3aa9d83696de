"""What giving originals back at a desk writes: asked by the desk of originals and by the return of the result."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from motcua.core.process.decide import custody as decide
from motcua.core.process.decide.custody import Collector
from motcua.core.process.decide.decision import Draft
from motcua.dossiers import custody
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor


def given_back(
    found: Found,
    actor: Actor,
    at: datetime,
    *,
    collector: Collector,
    back: Mapping[str, int],
    kept: Mapping[str, int],
) -> tuple[Draft, ...]:
    """Return the entries of giving originals back at the actor's desk."""
    return decide.give_back(
        found.now,
        at,
        custody=custody.custody_of(found.id),
        back=back,
        kept=kept,
        collector=collector,
        standing=custody.standing(found.id, at),
        desk=actor.units(),
    )
