"""Procedure control in Lạng Sơn: Vân keeps the register, Yến heads the department of construction, Hà audits."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from motcua.ledger.work import run_once
from motcua.people.actor import Actor
from motcua.procedures import queries_acts
from motcua.procedures.models import Citation
from tests.cast import Cast, officer, on
from tests.databases import FreshDatabase

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


@pytest.fixture
def control(lang_son: FreshDatabase, cast: Cast) -> Control:
    """Return the people, after the worker has read what is published."""
    run_once(NOW)
    assert Citation.objects.exists()
    assert queries_acts.unentered()
    return Control(
        officer("van.vpub", NOW), officer("yen.sxd", NOW), cast.ha, cast.khoa, cast.chi, officer("quantri", NOW)
    )


def at(day: str, time: str = "09:00") -> datetime:
    """Return a local moment."""
    return on(day, time)
