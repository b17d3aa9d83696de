"""A demonstration's database and the loader of the stories."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError

from motcua.people.actor import system
from motcua.worktime.models import StoredCalendar

STARTED = datetime(2025, 7, 1, 1, tzinfo=UTC)
LOADER = system("load")


@pytest.fixture
def definitions(tmp_path: Path) -> Path:
    """Return a copy of the shipped calendars and rules that a story may spoil."""
    for folder in ("calendars", "rules"):
        shutil.copytree(Path(settings.DEFINITIONS) / folder, tmp_path / folder)
    return tmp_path


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every look into the database fail, as on a machine without one."""

    def fail(*_: Any, **__: Any) -> Any:
        raise DatabaseError("no such table")

    monkeypatch.setattr(StoredCalendar.objects, "filter", fail)
