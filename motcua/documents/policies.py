"""Who keeps the book of numbers of an agency, and who may look into it."""

from django.utils.translation import gettext as _

from motcua.core.refusal import ALLOWED, Verdict
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.people.roles import AUDITOR, CLERK, COORDINATOR, HEAD, MONITOR

KEEPERS = (CLERK, HEAD, COORDINATOR)
WATCHERS = (AUDITOR, MONITOR)


def can_keep(actor: Actor, agency: str) -> Verdict:
    """Allow the agency's clerk, one of an agency above it or of a part of it, and whoever heads a one-stop shop."""
    if actor.kind == "system" or agency in kept(actor):
        return ALLOWED
    return Verdict(False, _("Việc này của văn thư giữ sổ cấp số của cơ quan."))


def can_use(actor: Actor, agency: str) -> Verdict:
    """Allow whoever keeps the book, and those who work in the agency: they wrote the number on paper."""
    if agency in actor.units():
        return ALLOWED
    return can_keep(actor, agency)


def kept(actor: Actor) -> frozenset[str]:
    """Return the units whose books the actor keeps."""
    clerk_of = actor.units(CLERK)
    below = people.below(*clerk_of) if clerk_of else frozenset()
    return actor.units(*KEEPERS) | below | {part_of(unit) for unit in clerk_of}


def seen(actor: Actor) -> frozenset[str]:
    """Return the units into whose books the actor may look."""
    watched = actor.units(*WATCHERS)
    return kept(actor) | actor.units() | (people.below(*watched) if watched else frozenset())


def part_of(unit: str) -> str:
    """Return the agency whose numbers a unit's clerk gives: a division's or office's agency, else the unit itself."""
    found = people.unit(unit)
    return found.parent.code if found.parent is not None and found.kind in {"division", "office"} else found.code
