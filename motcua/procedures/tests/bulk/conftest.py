"""Lists are checked against the rules of the clock too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker

from motcua.procedures.tests.conftest import LOADER, STARTED
from motcua.procedures.tests.officer.conftest import as_
from motcua.worktime.load import load
from tests.databases import Maker, rolled_back

__all__ = ["as_", "register", "register_and_rules_template"]


def _load_rules() -> None:
    assert not load(Path(settings.DEFINITIONS) / "calendars", STARTED, LOADER).problems


@pytest.fixture(scope="session")
def register_and_rules_template(make_template: Maker, register_template: str) -> str:
    """Load the shipped calendars and rule sets beside the register once."""
    return make_template("register_and_rules", _load_rules, register_template)


@pytest.fixture
def register(register_and_rules_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Give the test the shipped register and the rules of the clock."""
    with rolled_back(register_and_rules_template, django_db_blocker):
        yield
