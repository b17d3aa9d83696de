"""Publishing: versions are immutable, follow each other, and the ledger alone says what was made public and when."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.core.procedure.canonical import digest, to_json
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.publication import Publication
from motcua.core.refusal import Refused
from motcua.ledger import read
from motcua.ledger.streams import OutsideLedger
from motcua.people.actor import Actor, Duty
from motcua.procedures import queries
from motcua.procedures.actions import publish, repeal
from motcua.procedures.models import Procedure, ProcedureVersion
from motcua.procedures.tests.conftest import TODAY

AT = datetime(2026, 6, 1, 2, tzinfo=UTC)
REGISTRAR = Actor("user:7d9ab7ee-5d0e-4b61-9d38-0d5ad3ba0a01", "user", frozenset({Duty("H37.VP", "registrar")}))
KHOA = Actor("user:7d9ab7ee-5d0e-4b61-9d38-0d5ad3ba0a02", "user")
SEPTEMBER = Publication("QĐ 1/QĐ-UBND", date(2026, 8, 20), date(2026, 9, 1), date(2026, 8, 22))

pytestmark = pytest.mark.usefixtures("register")


def pension(on: date = TODAY) -> ProcedureDefinition:
    found = queries.published("1.014027", on)
    assert found is not None
    return found.definition


def test_a_version_with_a_future_date_waits_for_its_day() -> None:
    publish(replace(pension(), title="Tên mới"), SEPTEMBER, actor=REGISTRAR, at=AT)
    assert pension(date(2026, 8, 31)).title == "Trợ cấp hưu trí xã hội"
    assert pension(date(2026, 9, 1)).title == "Tên mới"
    waiting = queries.next_version("1.014027", TODAY)
    assert waiting is not None
    assert waiting.number == 2


def test_the_term_of_the_building_permit_changed_in_july_2026() -> None:
    june, july = (queries.published("1.013225", day) for day in (date(2026, 6, 30), date(2026, 7, 1)))
    assert june is not None
    assert july is not None
    assert [case.term.vi() for case in june.definition.cases] == ["15 ngày", "20 ngày"]
    assert [case.term.vi() for case in july.definition.cases] == ["7 ngày làm việc", "10 ngày làm việc"]


def test_the_ledger_alone_tells_decision_effect_public_date_and_parts() -> None:
    entry = read.stream("procedure:1.014438")[0]
    assert entry.type == "procedure.published"
    told = {name: entry.payload[name] for name in ("decision", "decision_date", "effective_date", "public_date")}
    assert told == {
        "decision": "QĐ 2487/QĐ-UBND",
        "decision_date": "2025-11-19",
        "effective_date": "2025-11-19",
        "public_date": "2025-11-20",
    }
    assert entry.payload["parts"] == ["a", "b", "c", "d", "đ", "e", "g"]
    stored = ProcedureVersion.objects.get(procedure__code="1.014438")
    assert entry.payload["digest"] == bytes(stored.digest).hex() == digest(stored.definition).hex()


def test_the_row_equals_the_fold_of_its_entries() -> None:
    publish(replace(pension(), title="Tên mới"), SEPTEMBER, actor=REGISTRAR, at=AT)
    repeal("1.014027", SEPTEMBER, actor=REGISTRAR, at=AT)
    row = Procedure.objects.get(code="1.014027")
    entries = read.stream(row.stream)
    assert row.version == len(entries)
    assert row.last_number == sum(entry.type == "procedure.published" for entry in entries)
    assert [row.repealed_from] == [
        date.fromisoformat(e.payload["effective_date"]) for e in entries if e.type == "procedure.repealed"
    ]


def test_a_published_version_cannot_be_saved_updated_or_deleted() -> None:
    row = ProcedureVersion.objects.get(procedure__code="1.014027")
    row.title = "Khác"
    for attempt in (
        row.save,
        row.delete,
        lambda: ProcedureVersion.objects.update(title="Khác"),
        lambda: ProcedureVersion.objects.all().delete(),
    ):
        with pytest.raises(OutsideLedger):
            attempt()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE procedures_procedureversion SET definition = '{}'",
        "DELETE FROM procedures_procedureversion",
        "UPDATE procedures_routeversion SET digest = NULL",
    ],
)
def test_the_database_itself_refuses_to_change_a_version(statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_version_may_not_begin_before_one_that_is_published() -> None:
    publish(pension(), SEPTEMBER, actor=REGISTRAR, at=AT)
    with pytest.raises(Refused, match="đã có bản hiệu lực từ 01/09/2026"):
        publish(pension(), replace(SEPTEMBER, effective_date=date(2026, 8, 25)), actor=REGISTRAR, at=AT)


def test_contradictions_are_refused_all_at_once() -> None:
    wrong = replace(pension(), sequence=(), audience=(), code="1.13")
    with pytest.raises(Refused) as refused:
        publish(wrong, SEPTEMBER, actor=REGISTRAR, at=AT)
    assert refused.value.code == "unsound_definition"
    assert all(path in refused.value.hint for path in ("sequence", "audience", "code"))


def test_only_procedure_control_may_publish() -> None:
    with pytest.raises(Refused):
        publish(pension(), SEPTEMBER, actor=KHOA, at=AT)


def test_a_repealed_procedure_ends_and_stays_readable() -> None:
    version = queries.published("1.014027", TODAY)
    assert version is not None
    repeal("1.014027", SEPTEMBER, actor=REGISTRAR, at=AT)
    assert queries.published("1.014027", date(2026, 8, 31)) is not None
    assert queries.published("1.014027", date(2026, 9, 1)) is None
    gone = queries.repealed("1.014027", date(2026, 9, 1))
    assert gone is not None
    assert (gone.by, gone.since) == ("QĐ 1/QĐ-UBND", date(2026, 9, 1))
    assert queries.by_version(version.id).definition == version.definition
    with pytest.raises(Refused, match="đã bị bãi bỏ"):
        publish(pension(), SEPTEMBER, actor=REGISTRAR, at=AT)


def test_the_stored_form_is_canonical() -> None:
    row = ProcedureVersion.objects.get(procedure__code="1.014027")
    assert row.definition == to_json(pension())
