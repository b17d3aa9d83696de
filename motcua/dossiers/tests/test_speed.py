"""How long results really took: eight in ten, counted as the term is, and silence where little is known."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.dossiers import facts, speed
from motcua.dossiers.speed import Asked, measured
from motcua.dossiers.tests.test_service_quality import Story
from motcua.procedures import queries
from motcua.procedures.ports import Pace
from tests.cast import on
from tests.databases import FreshDatabase

MAY = date(2026, 5, 4)
BIRTH = Asked("1.001193", "", "06187", working=False)


def finish(name: str, received: str, ready: str, **places: str) -> None:
    """Tell of one dossier of birth registration at Kỳ Lừa that was received and ready on these days."""
    story = Story(name, **places).received(on(received), on(ready, "17:00")).decided(on(ready, "10:00"))
    for entry in story.entries:
        facts.project(entry)


def finish_many(days: list[int], **places: str) -> None:
    """Tell of dossiers received on Monday 13 April that took so many calendar days."""
    for number, took in enumerate(days):
        finish(f"{places} {number}", "2026-04-13", f"2026-04-{13 + took:02}", **places)


@pytest.mark.django_db
def test_eight_in_ten_within_some_days_and_silence_under_ten_dossiers() -> None:
    for number, took in enumerate([0, 1, 1, 1, 2, 2, 2, 2, 9, 15]):
        assert measured(BIRTH, MAY) is None
        finish(f"S{number}", "2026-04-13", f"2026-04-{13 + took:02}")
    assert measured(BIRTH, MAY) == Pace(10, 8, 2, working=False)
    assert measured(Asked("1.001193", "", "06188", working=False), MAY) is None
    assert measured(Asked("1.001193", "late", "06187", working=False), MAY) is None


@pytest.mark.django_db
def test_what_was_ready_today_or_long_ago_does_not_count() -> None:
    finish_many([1] * 10)
    assert measured(BIRTH, date(2026, 4, 14)) is None, "ready on the 14th: counted from the 15th on"
    assert measured(BIRTH, date(2026, 4, 15)) is not None
    assert measured(BIRTH, date(2026, 7, 13)) is not None
    assert measured(BIRTH, date(2026, 7, 14)) is None


@pytest.mark.django_db
def test_the_whole_province_is_all_its_units() -> None:
    finish_many([1] * 6)
    finish_many([3] * 6, competent_unit="06541")
    assert measured(BIRTH, MAY) is None
    assert measured(Asked("1.001193", "", "", working=False), MAY) == Pace(12, 10, 3, working=False)


def test_a_term_of_working_days_is_compared_with_working_days(lang_son: FreshDatabase) -> None:
    for number in range(10):
        finish(f"over the weekend {number}", "2026-04-17", "2026-04-21")
    assert measured(Asked("1.001193", "", "06187", working=True), MAY) == Pace(10, 10, 2, working=True)
    assert measured(BIRTH, MAY) == Pace(10, 10, 4, working=False)


def test_the_register_is_told_for_a_place_a_case_and_the_province(lang_son: FreshDatabase) -> None:
    published = queries.published("1.001193", MAY)
    assert published is not None
    ask = speed.FactsPace().pace
    assert ask(published.definition, "", {}, "06187", on("2026-05-04")) is None
    finish_many([0] * 10, case="on_time")
    assert ask(published.definition, "", {}, "06187", on("2026-05-04", "09:05")) is None, (
        "asked again ten minutes later"
    )
    later = on("2026-05-04", "09:20")
    assert ask(published.definition, "", {}, "06187", later) == Pace(10, 10, 0, working=True)
    assert ask(published.definition, "on_time", {}, "06187", later) == Pace(10, 10, 0, working=True)
    assert ask(published.definition, "late", {}, "06187", later) is None
    assert ask(published.definition, "", {}, "", later) == Pace(10, 10, 0, working=True)
    assert ask(published.definition, "", {}, "99999", later) is None


def test_once_known_it_is_not_worked_out_again_on_that_day(
    lang_son: FreshDatabase, django_assert_num_queries: object
) -> None:
    published = queries.published("1.001193", MAY)
    assert published is not None
    finish_many([0] * 10)
    ask = speed.FactsPace().pace
    assert ask(published.definition, "", {}, "", on("2026-05-04")) is not None
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert ask(published.definition, "", {}, "", on("2026-05-04", "17:00")) is not None
