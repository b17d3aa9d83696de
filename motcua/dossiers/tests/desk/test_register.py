"""The register of form 07: by field, day and state, in pages whose numbers go on, on paper and as files."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook

from motcua.dossiers import register
from motcua.dossiers.actions.annul import annul
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.reading import read
from motcua.dossiers.register import Wanted, read_place
from motcua.dossiers.tests.desk.conftest import Screen, text
from motcua.dossiers.tests.stories import RECEIVED, new_key, received, walk
from motcua.people.models import AccessRecord
from motcua.procedures import queries as procedures
from tests.cast import Cast, on

UNIT, PAGE = "06187.TTPVHCC", "/desk/register/"
SPAN = "since=20/04/2026&until=24/04/2026"


def wanted(**changes: Any) -> Wanted:
    """Return the week of the story."""
    day = RECEIVED.date()
    return Wanted(**{"unit": UNIT, "field": "", "since": day, "until": day + timedelta(days=4), "state": "", **changes})


@pytest.fixture
def week(cast: Cast) -> list[Any]:
    """Receive five dossiers, return one by post, annul one."""
    ids = [received(cast, RECEIVED + timedelta(hours=n)) for n in range(5)]
    walk(ids[0], cast, until="return")
    return_result(ids[0], actor=cast.binh, at=on("2026-04-22"), key=new_key(), way="post")
    annul(ids[1], actor=cast.binh, at=RECEIVED + timedelta(hours=6), key=new_key(), reason="Nhập nhầm")
    return ids


def test_pages_follow_each_other_and_numbers_go_on(week: list[Any]) -> None:
    told, _rows, end = register.page(wanted(), None, 2)
    assert [line.number for line in told] == [1, 2]
    more, _rows, end = register.page(wanted(), read_place(str(end)), 2)
    assert [line.number for line in more] == [3, 4]
    last, _rows, end = register.page(wanted(), end, 2)
    assert [line.number for line in last] == [5]
    assert end is None
    codes = [line.code for line in (*told, *more, *last)]
    assert codes == [read(id_).now.code for id_ in week]
    assert [line.code for line in register.walk(wanted(), size=2)] == codes
    assert register.counted(wanted(), 3) == 3


@pytest.mark.parametrize("days", ["until=01/01/0001", "since=01/01/2026&until=31/12/9999", "since=31/02/2026"])
def test_a_day_that_no_register_has_is_named(cast: Cast, screen: Screen, days: str) -> None:
    answer = screen(cast.binh).get(f"{PAGE}?{days}")
    assert answer.status_code == 400
    assert "Ngày chưa đúng." in text(answer)


def test_every_column_of_the_form_is_filled(week: list[Any]) -> None:
    line = register.page(wanted())[0][0]
    now = read(week[0]).now
    assert (line.receipt, line.received_at, line.due_at) == ("01/TTPVHCC", now.received_at, now.due_at)
    assert (line.way, line.signed, line.returned_at) == ("Bưu chính công ích", "đã gửi", on("2026-04-22"))
    assert line.applicant
    assert line.address
    assert line.phone
    assert line.agency
    assert line.procedure == procedures.by_version(UUID(now.procedure_version)).definition.name


def test_field_day_and_state_narrow_it(week: list[Any]) -> None:
    own = procedures.by_version(UUID(read(week[0]).now.procedure_version)).definition.field
    other = next(field for field in register.fields() if field != own)
    assert register.counted(wanted(field=own), 99) == 5
    assert register.counted(wanted(field=other), 99) == 0
    assert [line.number for line in register.page(wanted(field=own, state="open"))[0]] == [1, 2, 3]
    assert register.counted(wanted(state="returned"), 99) == 1
    assert register.counted(wanted(state="ended"), 99) == 1
    assert register.counted(wanted(since=RECEIVED.date() + timedelta(days=1)), 99) == 0
    assert register.counted(wanted(unit="05977.TTPVHCC"), 99) == 0


def test_on_screen_on_paper_and_as_files(week: list[Any], cast: Cast, screen: Screen, clock: Any) -> None:
    clock.move_to(on("2026-04-24"))
    binh = screen(cast.binh)
    page = text(binh.get(f"{PAGE}?{SPAN}"))
    assert "5 hồ sơ" in page
    assert all(read(id_).now.code in page for id_ in week)
    sheet = text(binh.get(f"{PAGE}?{SPAN}&format=print"))
    assert "SỔ THEO DÕI HỒ SƠ" in sheet
    assert "2026/STD" in sheet
    assert binh.get(f"{PAGE}?{SPAN}&format=pdf").content.startswith(b"%PDF")
    answer: Any = binh.get(f"{PAGE}?{SPAN}&format=csv")
    listed = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert len(listed.splitlines()) == 6
    book: Any = load_workbook(BytesIO(binh.get(f"{PAGE}?{SPAN}&format=xlsx").content))
    assert [row[0].value for row in book.active.iter_rows(min_row=5)] == [1, 2, 3, 4, 5]
    assert AccessRecord.objects.filter(subject=f"register:{UNIT}", actor=cast.binh.id).exists()


def test_wrong_days_are_said(cast: Cast, screen: Screen, clock: Any) -> None:
    binh = screen(cast.binh)
    for query in ("since=31/02/2026", "since=hôm qua", "since=02/05/2026&until=01/05/2026"):
        assert binh.get(f"{PAGE}?{query}").status_code == 400
        assert binh.get(f"{PAGE}?{query}&format=csv").status_code == 400
    assert binh.get(f"{PAGE}?after=x_y_z").status_code == 200


def test_who_may_not_sees_nothing(week: list[Any], cast: Cast, screen: Screen, clock: Any) -> None:
    for nobody in (cast.an, cast.giang, cast.chi):
        for form in ("", "&format=csv", "&format=pdf"):
            assert screen(nobody).get(f"{PAGE}?unit={UNIT}{form}").status_code == 404
    assert screen(cast.binh).get(f"{PAGE}?unit=05977.TTPVHCC").status_code == 404
    assert screen(cast.ha).get(f"{PAGE}?unit={UNIT}").status_code == 200
