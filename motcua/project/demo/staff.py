"""Who of the demonstration's officers does what, with the duties they hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from motcua.people import actor as actors
from motcua.people import queries as people
from motcua.people.actor import Actor


class NobodyThere(RuntimeError):
    """No officer of the demonstration holds a role in a unit: the route or the cast is wrong."""


class Staff:
    """Finds officers by role and unit; remembers them, since the cast does not change while a year is played."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self._found: dict[tuple[str, str], Actor | None] = {}
        self._actors: dict[str, Actor] = {}

    def one(self, role: str, unit: str) -> Actor:
        """Return an officer with the role in the unit."""
        return self.first((role,), unit)

    def first(self, roles: Iterable[str], unit: str) -> Actor:
        """Return an officer with the first of the roles that somebody holds in the unit."""
        for role in roles:
            found = self._holder(role, unit)
            if found is not None:
                return found
        raise NobodyThere(f"nobody is {'/'.join(roles)} in {unit}")

    def actor(self, actor_id: str) -> Actor:
        """Return a known officer by the id that the ledger has."""
        return self._actors[actor_id] if actor_id in self._actors else self._load(actor_id)

    def _holder(self, role: str, unit: str) -> Actor | None:
        key = (role, unit)
        if key not in self._found:
            holders = people.holders(role, unit, self.at)
            self._found[key] = self._load(holders[0].actor_id) if holders else None
        return self._found[key]

    def _load(self, actor_id: str) -> Actor:
        user = UUID(actor_id.removeprefix("user:"))
        self._actors[actor_id] = actors.person(user, people.duties_of(user, self.at))
        return self._actors[actor_id]
