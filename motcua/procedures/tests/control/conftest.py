"""Procedure control in Lạng Sơn: Vân keeps the register, Yến heads the department of construction, Hà audits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from motcua.ledger.work import run_once
from motcua.people.actor import Actor
from motcua.procedures import queries_acts
from motcua.procedures.models import Citation
from tests.cast import Cast, officer, on
from tests.databases import FreshDatabase, Maker, switched

NOW = on("2026-07-15", "08:30")


@dataclass(frozen=True)
class Control:
    """Those who act in these stories."""

    van: Actor
    yen: Actor
    ha: Actor
    khoa: Actor
    chi: Actor
    quantri: Actor


def _read_what_is_published() -> None:
    run_once(NOW)
    assert Citation.objects.exists()
    assert queries_acts.unentered()


@pytest.fixture(scope="session")
def control_template(make_template: Maker, lang_son_template: str) -> str:
    """Let the worker read once what is published in Lạng Sơn."""
    return make_template("control", _read_what_is_published, lang_son_template)


@pytest.fixture
def lang_son(
    control_template: str, database_folder: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[FreshDatabase]:
    """Give the test a province of its own in which the worker has read what is published."""
    with switched(control_template, database_folder, django_db_blocker) as fresh:
        yield fresh


@pytest.fixture
def control(cast: Cast) -> Control:
    """Return the people."""
    return Control(
        officer("van.vpub", NOW), officer("yen.sxd", NOW), cast.ha, cast.khoa, cast.chi, officer("quantri", NOW)
    )


def at(day: str, time: str = "09:00") -> datetime:
    """Return a local moment."""
    return on(day, time)
