"""Promise 5b.1: entries and positions cannot be changed, deleted, replaced or emptied, on either database."""

from datetime import datetime

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from motcua.ledger import checks, models, sequencer, triggers
from motcua.ledger.tests.things import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("log")]

ATTACKS = [
    "UPDATE ledger_entry SET payload = '{}'",
    "UPDATE ledger_entry SET actor = actor WHERE id = -1 OR seq = 1",
    "DELETE FROM ledger_entry",
    "DELETE FROM ledger_entry WHERE seq = 1",
    "UPDATE ledger_position SET position = position + 1",
    "DELETE FROM ledger_position WHERE position = 1",
]
ON_POSTGRESQL = [
    "TRUNCATE ledger_entry",
    "TRUNCATE ledger_position",
    "TRUNCATE ledger_entry, ledger_position CASCADE",
    "SET session_replication_role = replica; DELETE FROM ledger_entry",
    "INSERT INTO ledger_entry SELECT * FROM ledger_entry ON CONFLICT (id) DO UPDATE SET payload = '{}'",
    "MERGE INTO ledger_entry e USING ledger_position p ON p.entry_id = e.id WHEN MATCHED THEN DELETE",
    "WITH gone AS (DELETE FROM ledger_entry RETURNING 1) SELECT * FROM gone",
]
ON_SQLITE = [
    "REPLACE INTO ledger_entry "
    "SELECT id, stream, seq, 'x', 1, at, at, 'x', '{}', NULL, hash, leaf_salt FROM ledger_entry",
    "INSERT OR REPLACE INTO ledger_entry "
    "SELECT id + 1000, stream, seq, 'x', 1, at, at, 'x', '{}', NULL, hash, leaf_salt FROM ledger_entry",
    "UPDATE OR REPLACE ledger_entry SET seq = 2",
    "REPLACE INTO ledger_position SELECT position, entry_id + 1 FROM ledger_position",
    "REPLACE INTO ledger_position SELECT position + 9, entry_id FROM ledger_position",
    "INSERT INTO ledger_entry SELECT * FROM ledger_entry WHERE true ON CONFLICT (id) DO UPDATE SET payload = '{}'",
]


def _attacks() -> list[str]:
    return ATTACKS + (ON_POSTGRESQL if connection.vendor == "postgresql" else ON_SQLITE)


def _execute(attack: str) -> None:
    with connection.cursor() as cursor:
        for statement in attack.split("; "):
            cursor.execute(statement)


def _rows() -> list[object]:
    entries = models.Entry.objects.order_by("id").values_list("id", "stream", "seq", "actor", "payload")
    return [*entries, *models.Position.objects.order_by("position").values_list()]


def test_direct_sql_is_refused(at: datetime) -> None:
    make(at=at)
    sequencer.sequence()
    before = _rows()
    for attack in _attacks():
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            _execute(attack)
        assert _rows() == before, attack


def test_the_orm_is_refused_too(at: datetime) -> None:
    make(at=at)
    for way in (models.Entry.objects.all().delete, lambda: models.Entry.objects.update(actor="x")):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            way()


def test_a_dropped_trigger_is_found_and_put_back() -> None:
    assert triggers.missing() == []
    name = "ledger_entry_append_only" if connection.vendor == "postgresql" else "ledger_entry_no_delete"
    table = " ON ledger_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{table}")
    assert triggers.missing() == [name]
    (error,) = checks.append_only(None, ["default"])
    assert name in error.msg
    triggers.install()
    assert triggers.missing() == []
    assert checks.append_only(None, ["default"]) == []


def test_a_trigger_that_was_made_harmless_is_found() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql "
                "AS 'BEGIN RETURN NULL; END'"
            )
        else:
            cursor.execute("DROP TRIGGER ledger_entry_no_update")
            cursor.execute("CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry BEGIN SELECT 1; END")
    assert triggers.missing()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL can disable a trigger")
@pytest.mark.parametrize("how", ["DISABLE TRIGGER USER", "ENABLE TRIGGER ledger_entry_append_only"])
def test_a_disabled_trigger_is_found(how: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE ledger_entry {how}")
    assert triggers.missing() == ["ledger_entry_append_only"]


def test_migrate_puts_triggers_back() -> None:
    with connection.cursor() as cursor:
        for name in ("ledger_position_no_update", "ledger_position_append_only ON ledger_position"):
            if ("ON" in name) == (connection.vendor == "postgresql"):
                cursor.execute(f"DROP TRIGGER {name}")
    assert triggers.missing()
    call_command("migrate", "ledger", verbosity=0)
    assert triggers.missing() == []
