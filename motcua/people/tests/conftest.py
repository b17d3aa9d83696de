"""The province and its cast, as every story of this app needs them."""

from datetime import UTC, datetime

import pytest
from django.conf import settings

from motcua.people.actor import system
from motcua.people.demo import load_demo
from motcua.people.load import load
from motcua.people.models import User

STARTED = datetime(2025, 7, 1, 1, tzinfo=UTC)


@pytest.fixture
def province(db: None) -> None:
    """Load the structure of Lạng Sơn."""
    assert load(settings.DEFINITIONS / "units", STARTED, system("load")).ok


@pytest.fixture
def people(province: None) -> dict[str, User]:
    """Load the cast; by login name."""
    load_demo(STARTED)
    return {user.username: user for user in User.objects.all()}
