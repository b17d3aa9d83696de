"""Who acts: a person with duties, the system itself, another office, or a visitor."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

Kind = Literal["user", "system", "office", "visitor"]


@dataclass(frozen=True, slots=True)
class Duty:
    """A role held in a unit: by one's own post, or through the delegation with this id."""

    unit: str
    role: str
    delegation: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """The one on whose behalf an action runs. ``id`` is opaque and the only thing of an actor the ledger keeps."""

    id: str
    kind: Kind
    duties: frozenset[Duty] = field(default=frozenset(), compare=False)

    def has(self, role: str, unit: str | None = None) -> bool:
        """Say whether the actor holds the role in the unit (in any unit when none is named), delegated or not."""
        return self.duty(role, unit) is not None

    def duty(self, role: str, unit: str | None = None) -> Duty | None:
        """Return the duty that gives the role, an own post before a delegated one."""
        found = [d for d in self.duties if d.role == role and unit in {None, d.unit}]
        return min(found, key=lambda d: (d.delegation or "", d.unit), default=None)

    def has_any(self, roles: Iterable[str], unit: str | None = None) -> bool:
        """Say whether the actor holds one of the roles in the unit."""
        return any(self.has(role, unit) for role in roles)

    def units(self, *roles: str) -> frozenset[str]:
        """Return the codes of the units in which the actor holds one of the roles (any role when none is named)."""
        return frozenset(d.unit for d in self.duties if not roles or d.role in roles)

    @property
    def user_id(self) -> UUID | None:
        """Return the account behind a person; None for the system, an office or a visitor."""
        return UUID(self.id.removeprefix("user:")) if self.kind == "user" else None

    @property
    def is_official(self) -> bool:
        """Say whether the actor is a person with a post or a delegation."""
        return self.kind == "user" and bool(self.duties)


VISITOR = Actor("visitor", "visitor")


def person(user_id: UUID, duties: Iterable[Duty] = ()) -> Actor:
    """Return the actor of an account with the duties it holds now."""
    return Actor(f"user:{user_id}", "user", frozenset(duties))


def system(name: str, duties: Iterable[Duty] = ()) -> Actor:
    """Return the system acting by itself: a loader, a reaction or a job of the timetable."""
    return Actor(f"system:{name}", "system", frozenset(duties))


def office(code: str, duties: Iterable[Duty] = ()) -> Actor:
    """Return another office that acts through an interface."""
    return Actor(f"office:{code}", "office", frozenset(duties))


SYSTEM = system("motcua")
