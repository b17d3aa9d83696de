"""The log's origin is given once, to an empty database; simulated time belongs to demonstrations."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from motcua.core.refusal import Refused
from motcua.ledger import clock, origin, read
from motcua.ledger.opening import open_log
from motcua.ledger.tests import things
from tests.databases import FreshDatabase


def test_nothing_is_written_before_the_log_is_opened(empty_database: FreshDatabase, at: datetime) -> None:
    things.create_tables()
    with pytest.raises(Refused) as refused:
        things.make(at=at)
    assert refused.value.code == "log_not_opened"
    assert "motcua init" in refused.value.hint
    assert not things.Thing.objects.exists()
    open_log("H37")
    assert things.make(at=at).version == 1


def test_entry_one_carries_the_origin_and_it_stays(empty_database: FreshDatabase) -> None:
    open_log("H37")
    (first,) = read.stream("log")
    assert (first.id, first.seq, first.type, first.payload) == (1, 1, "log.opened", {"origin": "H37"})
    assert abs(first.recorded_at - datetime.now(UTC)) < timedelta(minutes=1)
    open_log("H37")
    for other in (origin.DEMO, "H01"):
        with pytest.raises(Refused, match="log_already_opened"):
            open_log(other)
    assert (origin.current(fresh=True), origin.is_demo()) == ("H37", False)
    assert len(read.stream("log")) == 1


def test_a_province_cannot_be_opened_in_the_past_and_has_no_simulated_time(
    empty_database: FreshDatabase, at: datetime
) -> None:
    open_log("H37", at=at - timedelta(days=900))
    assert datetime.now(UTC) - read.stream("log")[0].at < timedelta(minutes=1)
    with pytest.raises(clock.RealTimeOnly), clock.simulated(at):
        pass


@pytest.mark.django_db
@pytest.mark.usefixtures("log")
def test_a_demonstration_lives_in_simulated_time(at: datetime) -> None:
    with clock.simulated(at + timedelta(days=1)):
        made = things.make(at=at)
    assert read.stream(made.stream)[0].recorded_at == at + timedelta(days=1)
    assert read.stream(made.stream)[0].late
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    with pytest.raises(ValueError, match="zone"), clock.simulated(at.replace(tzinfo=None)):
        pass


def test_a_log_that_lost_its_opening_cannot_be_opened_again(empty_database: FreshDatabase) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_entry "
            "(stream, seq, type, type_version, at, recorded_at, actor, payload, hash, leaf_salt) "
            "VALUES ('x', 1, 'x.y', 1, '2026-01-01', '2026-01-01', 'x', '{}', %s, %s)",
            [b"1" * 32, b"1" * 32],
        )
    with pytest.raises(Refused, match="log_already_opened"):
        open_log(origin.DEMO)
