"""What the ledger's tests share."""

from datetime import UTC, datetime

import pytest

from motcua.ledger import origin
from motcua.ledger.opening import open_log
from motcua.ledger.tests import things
from tests.databases import FreshDatabase

AT = datetime(2026, 4, 29, 8, 30, tzinfo=UTC)


@pytest.fixture
def at() -> datetime:
    """Return the legal time of these stories."""
    return AT


@pytest.fixture
def log(db: None) -> None:
    """Open the log as a demonstration and create the tables of things, for this test only."""
    open_log(origin.DEMO, at=AT)
    things.create_tables()


@pytest.fixture
def committed_log(fresh_database: FreshDatabase) -> FreshDatabase:
    """Give a committed database with the tables of things."""
    things.create_tables()
    return fresh_database
