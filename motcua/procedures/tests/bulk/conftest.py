"""Lists are checked against the rules of the clock too."""

from pathlib import Path

import pytest
from django.conf import settings

from motcua.procedures.tests.conftest import LOADER, STARTED
from motcua.procedures.tests.officer.conftest import as_
from motcua.worktime.load import load

__all__ = ["as_", "rules"]


@pytest.fixture(autouse=True)
def rules(request: pytest.FixtureRequest) -> None:
    """Load the shipped calendars and rule sets; the database of a browser's story has them."""
    if request.node.get_closest_marker("browser"):
        return
    request.getfixturevalue("db")
    assert not load(Path(settings.DEFINITIONS) / "calendars", STARTED, LOADER).problems
