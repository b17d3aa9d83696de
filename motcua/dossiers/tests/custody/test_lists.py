"""What the lists of custody ask of the database stays bounded: an index answers, and questions do not grow."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import custody
from motcua.dossiers.models import Folder, HandOver
from motcua.dossiers.tests.custody.test_hand_over import NOON, entered
from motcua.dossiers.tests.desk.conftest import Screen
from tests.cast import Cast


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_an_index_finds_folders_in_hands_and_those_that_are_owed(cast: Cast) -> None:
    entered(cast)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        custody.mine(cast.binh)
    assert "folder_in_hands" in _plan(asked.captured_queries[-1]["sql"])
    assert "folder_owed" in custody.owed(["06187.TTPVHCC"]).explain()
    assert "handover_waits" in custody.waiting_for(cast.chi).explain()
    assert Folder.objects.count() == 1
    assert HandOver.objects.count() == 0


def _plan(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return str(cursor.fetchall())


def test_the_page_asks_as_often_for_ten_folders_as_for_one(cast: Cast, screen: Screen, clock: object) -> None:
    entered(cast)
    clock.move_to(NOON)  # type: ignore[attr-defined]
    binh = screen(cast.binh)
    binh.get("/desk/hand-overs/")
    counts = []
    for more in (0, 9):
        entered(cast, more)
        with CaptureQueriesContext(connection) as asked:
            assert binh.get("/desk/hand-overs/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
