"""What the register asks of the apps above it: how many dossiers run on its versions."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID


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
