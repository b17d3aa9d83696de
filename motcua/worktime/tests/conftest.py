"""A demonstration's database and the loader of the stories."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from motcua.people.actor import system

STARTED = datetime(2025, 7, 1, 1, tzinfo=UTC)
LOADER = system("load")


@pytest.fixture
def definitions(tmp_path: Path) -> Path:
    """Return a copy of the shipped calendars and rules that a story may spoil."""
    for folder in ("calendars", "rules"):
        shutil.copytree(Path(settings.DEFINITIONS) / folder, tmp_path / folder)
    return tmp_path
