"""Search the way people type: without accents, with mistakes, with places that no longer exist."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from motcua.core.procedure.publication import Publication
from motcua.procedures import queries
from motcua.procedures.actions import publish, repeal
from motcua.procedures.search import catalogue, search
from motcua.procedures.search.typed import fold, split, untyped, words
from motcua.procedures.tests.conftest import LOADER, TODAY

SEARCHES: dict[str, Any] = YAML(typ="safe").load((Path(__file__).parent / "searches.yaml").read_text(encoding="utf-8"))
NOW = datetime(2026, 7, 15, 3, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("register_and_units")


def test_people_find_what_they_mean() -> None:
    wrong = {}
    for text, wanted in SEARCHES["procedures"].items():
        lines = search(text, TODAY).lines
        if [line.code for line in lines][:1] != [wanted]:
            wrong[text] = [f"{line.code} {line.title}" for line in lines[:2]]
    assert len(SEARCHES["procedures"]) > 100
    assert wrong == {}


def test_a_place_is_understood_and_told_by_the_name_of_today() -> None:
    wrong = {}
    for text, wanted in SEARCHES["places"].items():
        hits = search(text, TODAY)
        now = list(dict.fromkeys(name for place in hits.places for _, name in place.now))
        levels = {line.level for line in hits.lines}
        fits = hits.lines[0].code == wanted["first"] if "first" in wanted else levels == {"commune"}
        if now != wanted["now"] or not fits:
            wrong[text] = (now, hits.lines[:1])
    assert wrong == {}


@pytest.mark.parametrize("text", SEARCHES["nothing"])
def test_words_that_mean_nothing_find_nothing(text: str) -> None:
    assert search(text, TODAY).lines == []


def test_an_empty_search_lists_all_of_the_public_register() -> None:
    found = search("  ", TODAY)
    assert (found.how, {line.code for line in found.lines}) == ("all", {x.code for x in queries.listing(TODAY)})


def test_what_is_internal_is_found_at_the_desk_alone() -> None:
    title = "phe duyet quy trinh noi bo"
    assert "9.000001" not in {line.code for line in search(title, TODAY).lines}
    assert search(title, TODAY, register="").lines[0].code == "9.000001"
    assert [line.code for line in search(title, TODAY, register="internal").lines] == ["9.000001"]


def test_what_was_corrected_is_said_with_its_accents_and_can_be_turned_down(client: Client) -> None:
    mended = search("dang ky khai sih", TODAY)
    assert (mended.how, mended.read_as) == ("mended", "đăng ký khai sinh")
    assert search("dawng kys keest hoon", TODAY).read_as == "đăng ký kết hôn"
    assert search("dang ky khai sih", TODAY, exactly=True).lines == []
    page = client.get("/procedures/?q=khai+sihn").content.decode()
    assert "Đang hiện kết quả cho <strong>«khai sinh»</strong>" in page
    assert 'href="?q=khai%20sihn&amp;exactly=1"' in page
    assert "Không tìm thấy thủ tục nào" in client.get("/procedures/?q=khai+sihn&exactly=1").content.decode()


def test_most_of_the_words_are_better_than_nothing_and_are_called_so() -> None:
    found = search("dang ky kinh doanh karaoke", TODAY)
    assert (found.how, found.lines[0].code) == ("near", "1.001612")


def test_an_old_place_is_told_and_procedures_are_chosen_there(client: Client) -> None:
    page = client.get("/procedures/?q=hoang+dong").content.decode()
    assert "Xã Hoàng Đồng (Thành phố Lạng Sơn cũ) nay thuộc:" in page
    assert "Nơi làm thủ tục: <strong>Phường Tam Thanh</strong>" in page
    assert (
        'href="/procedures/1.001193/?place=05986"' in client.get("/procedures/?q=khai+sinh+hoang+dong").content.decode()
    )


def test_of_several_places_one_is_chosen(client: Client) -> None:
    page = client.get("/procedures/?q=khai+sinh+xa+hong+phong").content.decode()
    assert 'href="?q=khai%20sinh&amp;place=06184"' in page
    assert "Nơi làm thủ tục" not in page
    chosen = client.get("/procedures/?q=khai+sinh&place=06184").content.decode()
    assert "Nơi làm thủ tục: <strong>Xã Đồng Đăng</strong>" in chosen
    assert 'href="/procedures/1.001193/?place=06184"' in chosen


def test_a_new_version_and_a_repeal_are_found_at_once() -> None:
    version = queries.published("1.001612", TODAY)
    assert version is not None
    assert search("ca phe via he", TODAY).lines == []
    changed = replace(version.definition, keywords=(*version.definition.keywords, "quán cà phê vỉa hè"))
    day = date(2026, 7, 14)
    publish(changed, Publication("QĐ thử", day, TODAY, day), actor=LOADER, at=NOW)
    assert search("ca phe via he", TODAY).lines[0].code == "1.001612"
    repeal("1.001612", Publication("QĐ thử 2", day, TODAY, day), actor=LOADER, at=NOW)
    assert "1.001612" not in {line.code for line in search("ho kinh doanh", TODAY).lines}


def test_a_version_that_waits_is_found_from_its_day_on() -> None:
    version = queries.published("1.001612", TODAY)
    assert version is not None
    changed = replace(version.definition, keywords=("quán cà phê vỉa hè",))
    publish(changed, Publication("QĐ thử", TODAY, date(2026, 9, 1), TODAY), actor=LOADER, at=NOW)
    assert search("ca phe via he", TODAY).lines == []
    assert search("ca phe via he", date(2026, 9, 1)).lines[0].code == "1.001612"


def test_the_index_is_kept_and_asks_one_question(django_assert_num_queries: Any) -> None:
    known = catalogue(TODAY)
    with django_assert_num_queries(1):
        assert catalogue(TODAY) is known


@given(st.text(max_size=300))
def test_any_text_is_cut_into_few_plain_words(text: str) -> None:
    found = words(text)
    assert len(found) <= 16
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in found)
    assert split(" ".join(found)) == found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("dawng", "dang"), ("ddaats", "dat"), ("giaays", "giay"), ("nuwowcs", "nuoc"), ("kys", "ki"), ("d9at61", "dat")],
)
def test_left_over_keys_are_taken_out(typed: str, meant: str) -> None:
    assert fold(meant) in set(untyped(typed))
