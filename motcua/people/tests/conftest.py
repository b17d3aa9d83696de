"""The province and its cast, as every story of this app needs them."""

import dataclasses
from collections.abc import Generator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from pytest_django import DjangoDbBlocker

from motcua.people.actions import assign_post, establish_unit
from motcua.people.actor import system
from motcua.people.definitions import UnitRecord
from motcua.people.demo import load_demo, read_cast
from motcua.people.load import load
from motcua.people.models import User
from motcua.people.models.user import international_phone
from tests.databases import FreshDatabase, Maker, switched

STARTED = datetime(2025, 7, 1, 1, tzinfo=UTC)


def unit_record(code: str, parent: str = "", **fields: Any) -> UnitRecord:
    """Return a unit for a story, as a file would describe it."""
    plain: dict[str, Any] = {field.name: "" for field in dataclasses.fields(UnitRecord)}
    plain |= {"code": code, "parent": parent, "name": code, "kind": "division", "level": "commune"}
    plain |= {"valid_from": date(2025, 7, 1), "valid_to": None, "unverified": (), "line": 0}
    return UnitRecord(**{**plain, **fields})


@pytest.fixture
def town(db: None) -> dict[str, User]:
    """Make Kỳ Lừa small: four units, the cast of the stories with its accounts and posts; by login name."""
    for code, parent in (("H37", ""), ("06187", "H37"), ("06187.VP", "06187"), ("06187.TTPVHCC", "06187")):
        establish_unit(record=unit_record(code, parent), actor=system("load"), at=STARTED)
    password = make_password(read_cast().password)
    made = {}
    for person in read_cast().people:
        if not person.story or person.login == "giang":
            continue
        user = User.objects.create(
            username=person.login,
            name=person.name,
            phone=international_phone(person.phone),
            email=person.email,
            password=password,
        )
        for unit, role in person.posts:
            first_day = date(2025, 7, 1)
            assign_post(user=user.pk, unit=unit, role=role, valid_from=first_day, actor=system("load"), at=STARTED)
        made[person.login] = user
    return made


@pytest.fixture(scope="session")
def province_template(make_template: Maker) -> str:
    """Load the structure of Lạng Sơn and the cast once."""

    def fill() -> None:
        assert load(settings.DEFINITIONS / "units", STARTED, system("load")).ok
        load_demo(STARTED)

    return make_template("province", fill)


@pytest.fixture
def province(
    province_template: str, database_folder: Path, django_db_blocker: DjangoDbBlocker
) -> Generator[FreshDatabase, None, None]:
    """Give the test the province and its people, committed, as its own copy."""
    with switched(province_template, database_folder, django_db_blocker) as fresh:
        yield fresh


@pytest.fixture
def people(province: FreshDatabase) -> dict[str, User]:
    """Return the people of the demonstration by login name."""
    return {user.username: user for user in User.objects.all()}
