"""What the register asks of the apps above it: how many dossiers run, how many were late, how long they really take."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.rules import Answers


class RunningDossiers(Protocol):
    """Whoever handles dossiers and can count the open ones."""

    def on_routes(self, versions: Sequence[UUID]) -> Mapping[UUID, int]:
        """Return how many dossiers that are not finished run on each of these route versions."""

    def on_procedure(self, code: str) -> int:
        """Return how many dossiers of a procedure are not finished, whatever version they run on."""


_running: list[RunningDossiers] = []


def register_running(source: RunningDossiers) -> None:
    """Make a source known; called from ``AppConfig.ready()``."""
    if source not in _running:
        _running.append(source)


def running_on_routes(versions: Sequence[UUID]) -> dict[UUID, int] | None:
    """Return how many open dossiers run on each route version; None where nobody can say."""
    if not _running:
        return None
    counts = dict.fromkeys(versions, 0)
    for source in _running:
        for version, number in source.on_routes(versions).items():
            counts[version] += number
    return counts


def running_on_procedure(code: str) -> int | None:
    """Return how many open dossiers a procedure has; None where nobody can say."""
    return sum(source.on_procedure(code) for source in _running) if _running else None


class Lateness(NamedTuple):
    """How many dossiers of a procedure were finished since a moment, and how many of them late."""

    finished: int
    late: int

    @property
    def percent(self) -> int:
        """Return the share of late dossiers in whole hundredths, rounded down; 0 where none was finished."""
        return self.late * 100 // self.finished if self.finished else 0


class LateDossiers(Protocol):
    """Whoever handles dossiers and measures lateness."""

    def since(self, moment: datetime) -> Mapping[str, Lateness]:
        """Return by the code of each procedure how its dossiers finished since a moment came out."""


_lateness: list[LateDossiers] = []


def register_lateness(source: LateDossiers) -> None:
    """Make a source known; called from ``AppConfig.ready()``."""
    if source not in _lateness:
        _lateness.append(source)


def late_since(moment: datetime) -> dict[str, Lateness]:
    """Return how the dossiers of each procedure that were finished since a moment came out, over all sources."""
    found: dict[str, Lateness] = {}
    for source in _lateness:
        for code, one in source.since(moment).items():
            before = found.get(code, Lateness(0, 0))
            found[code] = Lateness(before.finished + one.finished, before.late + one.late)
    return found


class Pace(NamedTuple):
    """How long results really took: ``tenths`` of ten were ready within ``days`` (0: on the day of receipt itself).

    ``working`` days where the term is told in those, calendar days otherwise; ``dossiers`` were counted.
    """

    dossiers: int
    tenths: int
    days: int
    working: bool


class Paces(Protocol):
    """Whoever handles dossiers and knows how long their results took in the last ninety days."""

    def pace(
        self, definition: ProcedureDefinition, case: str, answers: Answers, place: str, at: datetime
    ) -> Pace | None:
        """Return the pace of a procedure (of one case of it where one is named) at a commune's competent unit.

        ``place`` empty means the whole province. None where too few dossiers would stand for too much.
        """


_paces: list[Paces] = []


def register_paces(source: Paces) -> None:
    """Make a source known; called from ``AppConfig.ready()``."""
    if source not in _paces:
        _paces.append(source)


def pace(definition: ProcedureDefinition, case: str, answers: Answers, place: str, at: datetime) -> Pace | None:
    """Return the pace that a source knows; None where nobody can say."""
    told = (source.pace(definition, case, answers, place, at) for source in _paces)
    return next((one for one in told if one is not None), None)
