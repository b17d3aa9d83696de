"""Search the way people type: without accents, with mistakes, with places that no longer exist."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from ruamel.yaml import YAML

from motcua.core.procedure.publication import Publication
from motcua.people.load import load as load_units
from motcua.procedures import queries, searching
from motcua.procedures.actions import publish, repeal
from motcua.procedures.tests.conftest import LOADER, STARTED, TODAY

SEARCHES = YAML(typ="safe").load((Path(__file__).parent / "searches.yaml").read_text(encoding="utf-8"))
NOW = datetime(2026, 7, 15, 3, tzinfo=UTC)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


@pytest.fixture
def places() -> None:
    report = load_units(Path(settings.DEFINITIONS) / "units", STARTED, LOADER)
    assert not report.problems


@pytest.mark.parametrize(("text", "first"), list(SEARCHES.items()))
def test_people_find_what_they_mean(text: str, first: str) -> None:
    found = searching.search(text, TODAY).lines
    assert [line.code for line in found][:1] == [first], [line.title for line in found][:3]


@pytest.mark.parametrize("text", ["'; DROP TABLE procedures_procedure; --", "%", "_", "zzzzzz", "\x00zz", "ɐ" * 300])
def test_words_that_mean_nothing_find_nothing_and_never_fail(text: str) -> None:
    assert searching.search(text, TODAY).lines == []


def test_an_empty_search_lists_all_of_the_public_register() -> None:
    assert {line.code for line in searching.search("  ", TODAY).lines} == {x.code for x in queries.listing(TODAY)}


def test_a_guess_says_what_it_took_the_words_for_and_can_be_turned_down() -> None:
    guessed = searching.search("dang ky khai sih", TODAY)
    assert (guessed.how, guessed.read_as) == ("guessed", "dang ky khai sinh")
    assert searching.search("dang ky khai sih", TODAY, exactly=True).lines == []


def test_most_of_the_words_are_better_than_nothing() -> None:
    found = searching.search("khai sinh ban ve thiet ke phong chay chua chay karaoke", TODAY)
    assert found.how == "near"
    assert found.lines


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("text", "first", "now"),
    [
        ("lam giay khai sinh o hoang dong", "1.001193", "Phường Tam Thanh"),
        ("khai sinh phuong ky lua", "1.001193", "Phường Kỳ Lừa"),
        ("ket hon tai xa Mai Pha", "1.000894", "Phường Đông Kinh"),
    ],
)
def test_a_place_is_understood_and_told_by_the_name_of_today(text: str, first: str, now: str) -> None:
    found = searching.search(text, TODAY)
    assert found.lines[0].code == first
    assert now in [name for place in found.places for _, name in place.now]


@pytest.mark.usefixtures("places")
def test_an_old_place_alone_lists_what_communes_decide(client: Client) -> None:
    found = searching.search("hoang dong", TODAY)
    assert found.lines
    assert {line.level for line in found.lines} == {"commune"}
    page = client.get("/procedures/?q=hoang+dong").content.decode()
    assert "Xã Hoàng Đồng là tên trước 01/7/2025" in page
    assert "<strong>Phường Tam Thanh</strong>" in page


def test_a_new_version_and_a_repeal_are_found_at_once() -> None:
    version = queries.published("1.001612", TODAY)
    assert version is not None
    assert searching.search("quan ca phe vua he", TODAY).how != "exact"
    changed = replace(version.definition, keywords=(*version.definition.keywords, "quán cà phê vỉa hè"))
    day = date(2026, 7, 14)
    publish(changed, Publication("QĐ thử", day, TODAY, day), actor=LOADER, at=NOW)
    assert searching.search("ca phe via he", TODAY).lines[0].code == "1.001612"
    repeal("1.001612", Publication("QĐ thử 2", day, TODAY, day), actor=LOADER, at=NOW)
    assert "1.001612" not in {line.code for line in searching.search("ho kinh doanh", TODAY).lines}
