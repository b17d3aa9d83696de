"""Bình looks somebody up: by any words of name, phone or id, without accents, and never beyond the own counter."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection

from motcua.core.refusal import Refused
from motcua.dossiers import queries, searching
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.tests.lodging import AN, birth
from tests.cast import Cast, on

UNIT = "06187.TTPVHCC"


@pytest.fixture
def lodged(cast: Cast) -> Cast:
    for name in ("Hoàng Thị An", "Nguyễn Đức Anh", "Nguyễn Thị Đào's", "Lý Văn 100%_\\"):
        submit(birth(person=replace(AN, name=name)), actor=cast.an, at=on("2026-04-18"), key=str(uuid4()))
    return cast


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hoang", ["Hoàng Thị An"]),
        ("Đức", ["Nguyễn Đức Anh"]),
        ("duc nguy", ["Nguyễn Đức Anh"]),
        ("anh nguyen", ["Nguyễn Đức Anh"]),
        ("an", ["Hoàng Thị An", "Nguyễn Đức Anh"]),
        ("an hoang", ["Hoàng Thị An"]),
        ("uyen", []),
        ("ng thi", []),
        ("nguyen 0900", ["Nguyễn Thị Đào's", "Nguyễn Đức Anh"]),
        ("dao's", ["Nguyễn Thị Đào's"]),
        ("100%_\\", ["Lý Văn 100%_\\"]),
        ("%", []),
        ("' | '@06187.TTPVHCC", []),
        ("a:* & !b", []),
    ],
)
def test_the_register_finds_by_words(lodged: Cast, text: str, found: list[str]) -> None:
    with searching.careful():
        rows = [row.applicant.name for row in queries.register(lodged.binh, [UNIT], text)]
    assert sorted(rows) == sorted(found)


def test_nobody_is_found_at_another_counter(lodged: Cast) -> None:
    assert not searching.people_like(["06188.TTPVHCC"], "hoang").exists()
    assert not searching.people_like([], "hoang").exists()
    assert searching.people_like(["06188.TTPVHCC", UNIT], "hoang").exists()


def test_a_search_that_takes_too_long_is_refused_with_what_to_do(lodged: Cast) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no statement timeout")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "LONGEST_MS", 50)
        with pytest.raises(Refused) as refused, searching.careful(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)")
    assert refused.value.code == "search_too_wide"


def test_the_index_of_words_answers(lodged: Cast) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite reads the index of unit and key")
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
    plan = searching.people_like([UNIT], "nguyen an").explain()
    assert "applicant_words" in plan or "applicant_key" in plan
