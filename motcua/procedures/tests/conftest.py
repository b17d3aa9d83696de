"""The shipped register, as every story of this app needs it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings

from motcua.core.procedure.source import Source
from motcua.people.actor import system
from motcua.procedures import sources
from motcua.procedures.load import load

STARTED = datetime(2025, 7, 1, 1, tzinfo=UTC)
TODAY = date(2026, 7, 15)
LOADER = system("load")


_read: dict[bytes, Source] = {}


def _read_once(path: Path) -> Source:
    content = path.read_bytes()
    if content not in _read:
        _read[content] = sources.read(path)
    return _read[content]


@pytest.fixture(autouse=True)
def files_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the YAML of a file once in a run; the same bytes hold the same data."""
    monkeypatch.setattr("motcua.procedures.load.read", _read_once)


@pytest.fixture
def register(db: None) -> None:
    """Load the shipped routes and procedures."""
    report = load(Path(settings.DEFINITIONS), STARTED, LOADER)
    assert report.ok, "\n".join(map(str, report.problems))
