"""The shipped register, as every story of this app needs it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings

from motcua.people.actor import system
from motcua.procedures.load import load

STARTED = datetime(2025, 7, 1, 1, tzinfo=UTC)
TODAY = date(2026, 7, 15)
LOADER = system("load")


@pytest.fixture
def register(db: None) -> None:
    """Load the shipped routes and procedures."""
    report = load(Path(settings.DEFINITIONS), STARTED, LOADER)
    assert report.ok, "\n".join(map(str, report.problems))
