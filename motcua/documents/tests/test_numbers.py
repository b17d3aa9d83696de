"""Numbers and codes: no gap, no repeat, a new start each year and day."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.db import connections, transaction

from motcua.core.refusal import Refused
from motcua.documents import numbers
from motcua.documents.models import DayCounter
from tests.databases import FreshDatabase

MORNING = datetime(2026, 4, 29, 1, 0, tzinfo=UTC)


def refused_after_taking() -> None:
    """Take the second number and the first code, then say no."""
    with transaction.atomic():
        assert numbers.take("H37", "PTC", MORNING).number == 2
        assert numbers.dossier_code("H37", MORNING) == "H37-260429-0001"
        raise Refused("already_received", "Hồ sơ đã được tiếp nhận.")


@pytest.mark.django_db
def test_a_series_counts_from_one_and_writes_a_leading_zero() -> None:
    with transaction.atomic():
        given = [numbers.take("H37.65.12", numbers.SUPPLEMENT, MORNING).symbol for _ in range(10)]
    assert given[:2] == ["01/PBS", "02/PBS"]
    assert given[8:] == ["09/PBS", "10/PBS"]
    assert numbers.last("H37.65.12", numbers.SUPPLEMENT, 2026) == 10


@pytest.mark.django_db
def test_agencies_and_series_count_apart() -> None:
    with transaction.atomic():
        assert numbers.take("H37.65.12", "PBS", MORNING).number == 1
        assert numbers.take("H37.65.12", "PTC", MORNING).number == 1
        assert numbers.take("H37.65.13", "PBS", MORNING).number == 1
        assert numbers.take("H37.65.12", "PBS", MORNING).number == 2


@pytest.mark.django_db
def test_the_year_turns_at_local_midnight() -> None:
    before = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)  # 23:59 in Lạng Sơn
    after = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)  # 00:00 on 1 January
    with transaction.atomic():
        assert numbers.take("H37", "PXL", before).number == 1
        assert numbers.take("H37", "PXL", before).number == 2
        first = numbers.take("H37", "PXL", after)
    assert (first.year, first.number) == (2027, 1)


@pytest.mark.django_db
def test_a_refused_action_gives_its_number_back() -> None:
    with transaction.atomic():
        numbers.take("H37", "PTC", MORNING)
    with pytest.raises(Refused):
        refused_after_taking()
    with transaction.atomic():
        assert numbers.take("H37", "PTC", MORNING).number == 2
        assert numbers.dossier_code("H37", MORNING) == "H37-260429-0001"


def test_a_number_needs_a_transaction(fresh_database: FreshDatabase) -> None:
    with pytest.raises(numbers.NoTransaction):
        numbers.take("H37", "PBS", MORNING)
    with pytest.raises(numbers.NoTransaction):
        numbers.dossier_code("H37", MORNING)


@pytest.mark.django_db
def test_codes_count_a_local_day_and_grow_beyond_four_digits() -> None:
    late = datetime(2026, 4, 29, 17, 0, tzinfo=UTC)  # already 30 April in Lạng Sơn
    with transaction.atomic():
        assert numbers.dossier_code("H37.65.12", MORNING) == "H37.65.12-260429-0001"
        assert numbers.dossier_code("H37.65.12", late) == "H37.65.12-260430-0001"
        DayCounter.objects.filter(day=date(2026, 4, 29)).update(last=9999)
        assert numbers.dossier_code("H37.65.12", MORNING) == "H37.65.12-260429-10000"


def test_takers_at_the_same_moment_get_different_numbers_without_gap(fresh_database: FreshDatabase) -> None:
    together = Barrier(8)

    def lodge(index: int) -> list[tuple[str, int]]:
        together.wait()
        got = []
        for turn in range(10):
            try:
                with transaction.atomic():
                    code = numbers.dossier_code("H37.65.12", MORNING)
                    number = numbers.take("H37.65.12", "TTPVHCC", MORNING).number
                    if (index + turn) % 3 == 0:
                        raise Refused("lost", "thử")
                got.append((code, number))
            except Refused:
                pass
        connections.close_all()
        return got

    with ThreadPoolExecutor(8) as pool:
        got = [pair for many in pool.map(lodge, range(8)) for pair in many]
    assert sorted(code for code, _ in got) == [f"H37.65.12-260429-{n:04d}" for n in range(1, len(got) + 1)]
    assert sorted(number for _, number in got) == list(range(1, len(got) + 1))
    assert 40 < len(got) < 80
