"""``ledger verify`` names every row of a draft that its entries do not explain."""

from collections.abc import Callable

import pytest
from django.db import connection

from motcua.ledger import verify
from motcua.procedures.actions.comment_draft import comment_draft
from motcua.procedures.actions.send_draft import send_for_review
from motcua.procedures.tests.drafts.conftest import HEAD, NOW, PLAN, Desk, begin, now, save

DAMAGE = {
    "procedures_draft": ("update procedures_draft set state = 'approved'", "cột state"),
    "changed_at": ("update procedures_draft set changed_at = '2020-01-01 00:00:00'", "cột changed_at"),
    "title": ("update procedures_draftrevision set title = 'Khác'", "bảng procedures_draftrevision"),
    "text": ("update procedures_draftrevision set document = '{}' where number = 1", "bảng procedures_draftrevision"),
    "unreadable": ("update procedures_draftrevision set document = 'x'", "bảng procedures_draftrevision"),
    "digest": ("update procedures_draftrevision set digest = x'00'", "bảng procedures_draftrevision"),
    "editor": ("update procedures_draftrevision set editor = 'user:x'", "bảng procedures_draftrevision"),
    "answer": ("update procedures_draftrequest set answer = 'agree'", "bảng procedures_draftrequest"),
    "nobody asked": ("delete from procedures_draftrequest", "bảng procedures_draftrequest"),
    "resolved": ("update procedures_draftcomment set resolved_by = 'user:x'", "bảng procedures_draftcomment"),
    "work": ("update worklist_workitem set role = 'clerk' where subject_kind = 'draft'", "bảng worklist_workitem"),
    "closed": ("delete from worklist_workitem where subject_kind = 'draft'", "bảng worklist_workitem"),
}


def damages() -> list[str]:
    return [damage.message for damage in verify.verify(lambda _: None).damages]


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_to_a_row_of_a_draft_is_named(name: str, desk: Desk, unprotected: Callable[[str], None]) -> None:
    draft = begin(desk.van)
    save(draft, desk.van, title="Khác trước", publication=PLAN)
    send_for_review(draft, [HEAD], now(draft).revision, actor=desk.van, at=NOW)
    comment_draft(draft, "title", "Tên dài.", actor=desk.van, at=NOW)
    assert damages() == []
    statement, told = DAMAGE[name]
    unprotected(statement)
    own = [line for line in damages() if str(draft) in line]
    assert own
    assert all(told in line for line in own)


@pytest.fixture
def unprotected() -> Callable[[str], None]:
    """Return how somebody with the database in hand writes past the triggers."""

    def write(statement: str) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("select distinct tgrelid::regclass::text from pg_trigger where not tgisinternal")
                for (table,) in cursor.fetchall():
                    cursor.execute(f"alter table {table} disable trigger user")
                statement = statement.replace("x'00'", "'\\x00'")
            else:
                cursor.execute("select name from sqlite_master where type = 'trigger'")
                for (trigger,) in cursor.fetchall():
                    cursor.execute(f'drop trigger "{trigger}"')
            cursor.execute(statement)

    return write
