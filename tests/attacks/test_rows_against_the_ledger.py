"""The rows beside the ledger attacked with direct SQL: `motcua ledger verify` folds the entries and tells each lie."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from motcua.core.worktime import Term
from motcua.dossiers.actions.answer_consultation import answer_consultation
from motcua.dossiers.actions.answer_supplement import answer_supplement
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.extend import extend
from motcua.dossiers.actions.pay import pay
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.lodgement import Handed
from motcua.dossiers.reading import read
from motcua.dossiers.tests.stories import lodged
from motcua.ledger import verify, work
from motcua.project.commands import definitions
from tests.attacks.walking import START, cases, entered, holder, key, lodgement, walk
from tests.cast import LOADED_AT, Cast, on


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount > 0, f"the attack hit nothing: {statement}"


def own(id_: UUID) -> str:
    return str(id_) if connection.vendor == "postgresql" else id_.hex


def damages() -> list[str]:
    return [damage.message for damage in sorted(verify.verify(lambda _: None).damages)]


@pytest.fixture
def story(cast: Cast) -> UUID:
    """A building permit with everything: opinion, supplement, extension, fee; and some others around it."""
    version, definition, case = next(cases("1.013225"))
    id_ = entered(lodgement(version, definition, case, "06187"))
    walk(id_, until="B3")
    at = START + timedelta(days=1)
    now = read(id_).now
    handler = holder(now.step_role, now.step_unit, at)
    consult(id_, actor=handler, at=at, key=key(), code="opinions", question="Có được xây không?")
    asked = read(id_).now.pending[0]
    at += timedelta(hours=1)
    other = holder("handler", "H37.SXD", at)
    answer_consultation(id_, actor=other, at=at, key=key(), consultation=asked[0], verdict="other", text="Lùi 2 m")
    paper = definition.components[0].code
    ask_supplement(id_, actor=handler, at=at, key=key(), reasons={paper: "Thiếu chữ ký của bà Lý"})
    at += timedelta(hours=1)
    counter = holder("receiver", now.reception_unit, at)
    answer_supplement(id_, actor=counter, at=at, key=key(), papers=[Handed(paper, "paper", originals=1)])
    leader = holder("leader", now.competent_unit, at)
    extend(id_, actor=leader, at=at, key=key(), term=Term.parse("3 working days"), reason="Mưa lũ")
    owed = read(id_).now.fee_due or 0
    if owed:
        pay(id_, actor=holder("cashier", now.reception_unit, at), at=at, key=key(), amount=owed, method="cash")
    refused = lodged(cast)
    refuse(refused, actor=cast.binh, at=on("2026-04-20"), key=key(), ground="not_competent", reason="Nơi khác")
    assert damages() == []
    return id_


LIES: dict[str, tuple[str, str]] = {
    "due date": ("UPDATE dossiers_dossier SET due_at = '2027-01-04 10:00:00+00:00' WHERE id = %s", "due_at"),
    "state": ("UPDATE dossiers_dossier SET state = 'returned' WHERE id = %s", "state"),
    "assignee": ("UPDATE dossiers_dossier SET assignee = 'user:khoa' WHERE id = %s", "assignee"),
    "fee": ("UPDATE dossiers_dossier SET fee_due = 1 WHERE id = %s", "fee_due"),
    "clock": ("UPDATE dossiers_dossier SET clock = '[]' WHERE id = %s", "clock"),
    "extensions": ("UPDATE dossiers_dossier SET extensions = 0 WHERE id = %s", "extensions"),
    "work item": ("UPDATE worklist_workitem SET closed_by = 'user:khoa' WHERE subject_id = %s", "worklist_workitem"),
    "work item gone": ("DELETE FROM worklist_workitem WHERE subject_id = %s AND step = 'B2'", "worklist_workitem"),
    "trace": ("UPDATE dossiers_duedate SET trace = '{}' WHERE dossier_id = %s", "lời giải thích"),
    "due row": ("UPDATE dossiers_duedate SET due_at = '2027-01-04 10:00:00+00:00' WHERE dossier_id = %s", "ngày hẹn"),
    "due row gone": ("DELETE FROM dossiers_duedate WHERE dossier_id = %s", "ngày hẹn"),
    "name": ("UPDATE dossiers_applicant SET name = 'Khoa' WHERE dossier_id = %s", "người nộp (name)"),
    "answers": ("UPDATE dossiers_applicant SET answers = '{\"a\": 1}' WHERE dossier_id = %s", "người nộp (answers)"),
    "applicant gone": ("DELETE FROM dossiers_applicant WHERE dossier_id = %s", "thiếu người nộp"),
    "opinion": ("UPDATE dossiers_consultation SET answer = 'Đồng ý' WHERE dossier_id = %s", "dossiers_consultation"),
    "request": ("UPDATE dossiers_supplementrequest SET reasons = '{}' WHERE dossier_id = %s", "supplementrequest"),
    "paper": ("UPDATE dossiers_paper SET originals = 9 WHERE dossier_id = %s", "giấy tờ bị sửa"),
    "paper gone": ("DELETE FROM dossiers_paper WHERE dossier_id = %s", "giấy tờ"),
    "slip number": ("UPDATE dossiers_slip SET number = '1/X' WHERE dossier_id = %s AND kind = 'apology'", "phiếu"),
    "slip gone": ("DELETE FROM dossiers_slip WHERE dossier_id = %s AND kind = 'receipt'", "phiếu"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_changed_row_is_named(story: UUID, lie: str) -> None:
    statement, word = LIES[lie]
    sql(statement, own(story))
    told = damages()
    assert told, lie
    assert all(read(story).now.code in line for line in told)
    assert any(word in line for line in told), told


def test_a_changed_slip_is_named(story: UUID) -> None:
    """Not only its number: one word of the paper that somebody holds in their hands."""
    kind = "jsonb" if connection.vendor == "postgresql" else "text"
    sql(
        f"UPDATE dossiers_slip SET data = CAST(replace(CAST(data AS text), 'H37', 'H38') AS {kind}) "
        "WHERE dossier_id = %s AND kind = 'apology'",
        own(story),
    )
    assert any("nội dung phiếu" in line for line in damages())


def test_rows_that_no_entry_made_are_named(story: UUID) -> None:
    sql(
        "INSERT INTO dossiers_payment (dossier_id, seq, kind, amount, method, receipt, number, unit, taken_by, lines, "
        "paid_at) VALUES (%s, 99, 'paid', 5000, 'cash', '', '', '', '', '[]', '2026-06-02 01:00:00+00:00')",
        own(story),
    )
    assert any("dossiers_payment" in line for line in damages())


def test_a_changed_calendar_rule_or_procedure_is_named(story: UUID) -> None:
    for table in ("worktime_calendarversion", "worktime_rulesversion", "procedures_procedureversion",
                  "procedures_routeversion"):  # fmt: skip
        _unlock(table)
        sql(f"UPDATE {table} SET definition = replace(definition, 'a', 'b')")
        assert any(table in line for line in damages())


def _unlock(table: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        else:
            for verb in ("update", "delete", "replace"):
                cursor.execute(f"DROP TRIGGER {table}_no_{verb}")


def test_a_dossier_set_back_with_its_last_entry_taken_away_is_named(story: UUID) -> None:
    """The cleverest forger: the row reverted to the entry before, child rows too; only the positions tell."""
    work.run_once(on("2026-06-03"))
    _unlock("ledger_entry")
    with connection.cursor() as cursor:
        stream = f"dossier:{story}"
        cursor.execute("SELECT max(seq) FROM ledger_entry WHERE stream = %s", [stream])
        last = cursor.fetchone()[0]
        cursor.execute("DELETE FROM ledger_content WHERE stream = %s AND seq = %s", [stream, last])
        cursor.execute("DELETE FROM ledger_entry WHERE stream = %s AND seq = %s", [stream, last])
        cursor.execute("SELECT hash FROM ledger_entry WHERE stream = %s AND seq = %s", [stream, last - 1])
        head = cursor.fetchone()[0]
        cursor.execute(
            "UPDATE dossiers_dossier SET version = %s, head = %s WHERE id = %s", [last - 1, head, own(story)]
        )
    assert any("không còn bản ghi" in line for line in damages())


def test_a_whole_dossier_taken_away_is_named(story: UUID) -> None:
    work.run_once(on("2026-06-03"))
    _unlock("ledger_entry")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_content WHERE stream = %s", [f"dossier:{story}"])
        cursor.execute("DELETE FROM ledger_entry WHERE stream = %s", [f"dossier:{story}"])
        for table in ("applicant", "paper", "duedate", "supplementrequest", "consultation", "payment", "slip"):
            cursor.execute(f"DELETE FROM dossiers_{table} WHERE dossier_id = %s", [own(story)])
        cursor.execute("DELETE FROM worklist_workitem WHERE subject_id = %s", [own(story)])
        cursor.execute("DELETE FROM dossiers_dossier WHERE id = %s", [own(story)])
    assert any("không còn bản ghi" in line for line in damages())


def test_loading_the_definitions_again_changes_nothing(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    before = verify.verify(lambda _: None).entries
    assert definitions.load(LOADED_AT, demo=True) == 0
    for shipped in definitions.SETS[:-1]:
        definitions._load_files(shipped, LOADED_AT)
    assert verify.verify(lambda _: None).entries == before
