"""Vân repeals a procedure: the decision, what takes its place, and what becomes of dossiers still open."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from motcua.core.procedure.publication import Publication
from motcua.core.refusal import Refused
from motcua.ledger import read
from motcua.people.actor import Actor
from motcua.procedures import ports, queries
from motcua.procedures.actions import repeal
from motcua.procedures.tests.officer.conftest import CHI, HA, VAN

NOW = datetime(2026, 7, 15, 2, tzinfo=UTC)
DAY = date(2026, 8, 1)
DECISION = Publication("QĐ 9/QĐ-UBND", date(2026, 7, 14), DAY, date(2026, 7, 15))
FORM = {
    "decision": "QĐ 9/QĐ-UBND",
    "decision_date": "14/07/2026",
    "effective_date": "01/08/2026",
    "public_date": "15/07/2026",
    "replaced_by": "",
}
As = Callable[[Actor], Client]

pytestmark = pytest.mark.usefixtures("register")


class Seven:
    """Somebody who has seven open dossiers of each procedure."""

    def on_routes(self, versions: Sequence[UUID]) -> Mapping[UUID, int]:
        return {}

    def on_procedure(self, code: str) -> int:
        return 7


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def seven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "_running", [Seven()])


@pytest.mark.usefixtures("seven")
def test_open_dossiers_are_asked_about_and_nothing_is_written_without_an_answer() -> None:
    with pytest.raises(Refused, match="7 hồ sơ"):
        repeal("1.001612", DECISION, actor=VAN, at=NOW)
    assert queries.repealed("1.001612", DAY) is None
    repeal("1.001612", DECISION, actor=VAN, at=NOW, treatment="finish")
    entry = read.stream("procedure:1.001612")[-1]
    assert (entry.payload["open_dossiers"], entry.payload["treatment"]) == (7, "finish")


def test_without_open_dossiers_nothing_more_is_asked() -> None:
    repeal("1.001612", DECISION, actor=VAN, at=NOW)
    assert read.stream("procedure:1.001612")[-1].payload["open_dossiers"] == 0


@pytest.mark.parametrize("codes", [["1.999999"], ["1.001612"], ["abc"]])
def test_what_takes_its_place_must_be_another_procedure_of_the_register(codes: list[str]) -> None:
    with pytest.raises(Refused):
        repeal("1.001612", DECISION, actor=VAN, at=NOW, replaced_by=codes)
    assert queries.repealed("1.001612", DAY) is None


def test_moving_dossiers_needs_somewhere_to_move_them() -> None:
    with pytest.raises(Refused, match="thay thế"):
        repeal("1.001612", DECISION, actor=VAN, at=NOW, treatment="replacement")
    with pytest.raises(Refused, match="danh sách"):
        repeal("1.001612", DECISION, actor=VAN, at=NOW, treatment="forget")


def test_days_that_contradict_are_refused() -> None:
    wrong = Publication("QĐ", date(2026, 7, 14), DAY, date(2026, 7, 1))
    with pytest.raises(Refused, match="Ngày công khai"):
        repeal("1.001612", wrong, actor=VAN, at=NOW)


@pytest.mark.usefixtures("seven")
def test_van_repeals_on_a_page_that_asks_and_keeps_what_she_typed(as_: As, client: Client) -> None:
    van = as_(VAN)
    page = van.get("/registry/procedures/1.001612/").content.decode()
    assert "/registry/procedures/1.001612/repeal/" in page
    asked = van.get("/registry/procedures/1.001612/repeal/").content.decode()
    assert "7 hồ sơ của thủ tục này chưa xong" in asked
    missing = van.post("/registry/procedures/1.001612/repeal/", FORM)
    assert missing.status_code == 400
    assert "QĐ 9/QĐ-UBND" in missing.content.decode()
    wrong = van.post("/registry/procedures/1.001612/repeal/", {**FORM, "treatment": "replacement"})
    assert wrong.status_code == 400
    assert "thủ tục thay thế" in wrong.content.decode()
    given = {**FORM, "treatment": "replacement", "replaced_by": "1.001193; 1. 000894"}
    done = van.post("/registry/procedures/1.001612/repeal/", given, follow=True)
    assert "Đã ghi quyết định bãi bỏ" in done.content.decode()
    gone = queries.repealed("1.001612", DAY)
    assert gone is not None
    assert gone.replaced_by == ("1.001193", "1.000894")


def test_citizens_are_led_to_what_takes_its_place(client: Client) -> None:
    repeal("1.001612", DECISION, actor=VAN, at=NOW, replaced_by=["1.000894"])
    with time_machine.travel(datetime(2026, 8, 2, tzinfo=UTC), tick=False):
        answer = client.get("/procedures/1.001612/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Thủ tục thay thế" in page
    assert "/procedures/1.000894/" in page


@pytest.mark.parametrize("who", [CHI, HA])
def test_others_have_no_such_page(as_: As, who: Actor) -> None:
    assert as_(who).get("/registry/procedures/1.001612/repeal/").status_code == 404
