"""The shipped procedures as people meet them: found by what they type, read on the page, kept apart when internal."""

from dataclasses import fields
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.procedures import queries, wording
from motcua.procedures.drafting import labels
from motcua.procedures.search import meaning
from motcua.procedures.tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("register", "a_day_in_july")
NOT_HERE = {"3.000722", "2.002913", "1.004222", "1.004194", "2.001610"}
INTERNAL = "9.000001"


@pytest.fixture
def a_day_in_july() -> object:
    with time_machine.travel(datetime(2026, 7, 15, 3, tzinfo=UTC), tick=False):
        yield


def definitions() -> list[ProcedureDefinition]:
    found = [queries.published(line.code, TODAY) for line in queries.listing(TODAY, register="")]
    return [version.definition for version in found if version is not None]


def test_every_public_page_says_what_is_published(client: Client) -> None:
    for definition in definitions():
        answer = client.get(f"/procedures/{definition.code}/")
        page = answer.content.decode()
        if definition.internal:
            assert answer.status_code == 404
            assert definition.title not in page
            continue
        assert answer.status_code == 200, definition.code
        assert definition.title in page
        assert all(question.text in page for question in definition.questions if question.when is None)
        assert ("Nộp hồ sơ trực tuyến" in page) == (definition.receivable and definition.channel("online") is not None)
        assert ("Chỉ để xem thông tin" in page) == (not definition.receivable)


def test_what_another_system_handles_says_where_to_lodge(client: Client) -> None:
    assert {line.code for line in queries.listing(TODAY) if not line.receivable} == NOT_HERE
    for code in NOT_HERE:
        page = client.get(f"/procedures/{code}/").content.decode()
        assert "chưa có quy trình nội bộ nên Motcua chưa tiếp nhận" in page
        assert "Nộp tại:" in page


def test_a_procedure_between_agencies_is_on_no_public_list(client: Client) -> None:
    assert {line.code for line in queries.listing(TODAY, register="internal")} == {INTERNAL}
    for typed in ("phe duyet quy trinh noi bo", INTERNAL):
        assert INTERNAL not in [line.code for line in meaning.search(typed, TODAY).lines]
    assert [line.code for line in meaning.search(INTERNAL, TODAY, register="internal").lines] == [INTERNAL]
    assert f"/procedures/{INTERNAL}/" not in client.get("/procedures/").content.decode()


def test_an_exemption_and_the_ways_of_payment_stand_beside_the_fee(client: Client) -> None:
    page = client.get("/procedures/1.004873/?channel=direct").content.decode()
    assert "Người thuộc hộ nghèo" in page
    assert "tiền mặt, chuyển khoản, trực tuyến" in page
    assert "có giá trị 06 tháng" in page
    assert "Người thuộc hộ nghèo" not in client.get("/procedures/1.004873/?channel=online").content.decode()


def test_every_part_marked_unverified_has_words() -> None:
    parts = {entry.name for entry in fields(ProcedureDefinition)}
    marked = {path.partition(".")[0] for definition in definitions() for path in definition.unverified}
    assert marked <= parts | {"publication"}
    assert {f"ProcedureDefinition.{part}" for part in marked - {"publication"}} <= set(labels.LABELS)
    said = [line for definition in definitions() for line in wording.unverified(definition)]
    assert said
    assert [line for line in said if "_" in line] == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("giay doc than", "1.004873"),
        ("nhap ho khau", "1.004222"),
        ("mat so do", "1.115712"),
        ("doi so do", "1.115733"),
        ("tach thua", "1.115727"),
        ("mai tang phi", "1.001731"),
        ("giay khuyet tat", "1.001699"),
        ("bang cap 3", "3.000465"),
        ("tam tru", "1.004194"),
        ("the bhyt tre em", "3.000722"),
        ("cong chung chu ky", "2.000884"),
        ("tho cung liet si", "1.010803"),
        ("gia han giay phep xay dung", "1.013227"),
        ("xe sang trung quoc", "2.001034"),
        ("mo cong ty", "2.001610"),
        ("dong cua hang", "1.001266"),
        ("2.000815.000.00.00.H37", "2.000815"),
        ("Mã TTHC: 1.013.227", "1.013227"),
    ],
)
def test_what_people_type_leads_to_the_procedure(typed: str, code: str) -> None:
    assert code in [line.code for line in meaning.search(typed, TODAY).lines][:3]
