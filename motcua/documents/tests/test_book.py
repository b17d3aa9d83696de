"""Stories of the book of numbers: reserved for a power cut, used later, cancelled, and never a gap."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connections, transaction

from motcua.core.refusal import Refused
from motcua.documents import book, numbers, series
from motcua.documents.actions.cancel_number import cancel_number
from motcua.documents.actions.reserve_numbers import reserve_numbers
from motcua.documents.actions.use_reserved import use_reserved
from motcua.documents.models import BookedNumber, NumberBook
from motcua.documents.recording import book_id
from motcua.ledger import clock
from motcua.ledger import read as ledger
from motcua.ledger.verify import verify
from tests.cast import Cast, on
from tests.databases import FreshDatabase

CENTRE = "06187.TTPVHCC"
CUT = on("2026-04-29", "14:10")
WHY = {"ground": "power_cut", "reason": "Mất điện cả phường từ 14:00", "holder": "Lương Văn Bình, quầy 2"}


def given(at_days: int = 0, name: str = "PBS", agency: str = CENTRE) -> int:
    """Give one number as an action does."""
    with transaction.atomic():
        return numbers.take(agency, name, CUT + timedelta(days=at_days), note="H37.1-260429-0001").number


def test_a_block_is_reserved_used_later_and_what_is_left_is_cancelled(cast: Cast) -> None:
    given()
    block = reserve_numbers(CENTRE, "PBS", 3, actor=cast.lan, at=CUT, **WHY)
    assert [n.symbol for n in block] == ["02/PBS", "03/PBS", "04/PBS"]
    assert given(1) == 5
    later = CUT + timedelta(days=1)
    used = use_reserved(
        CENTRE, "PBS", 2026, 2, day=CUT.date(), actor=cast.binh, at=later, subject="dossier:x", note="H37.1-260429-0002"
    )
    assert used.symbol == "02/PBS"
    cancel_number(CENTRE, "PBS", 2026, 3, ground="spoiled", reason="Viết nhầm tên", actor=cast.lan, at=later)
    states = dict(BookedNumber.objects.values_list("number", "state"))
    assert states == {1: "given", 2: "used", 3: "cancelled", 4: "reserved", 5: "given"}
    assert book.proof(CENTRE, "PBS", 2026).sound
    told = ledger.stream(f"numbers:{book_id(CENTRE, 'PBS', 2026)}")
    assert [entry.type for entry in told] == ["numbers.reserved", "numbers.used", "numbers.cancelled"]
    assert "Mất điện" not in str([entry.payload for entry in told])
    assert verify(lambda _: None).sound


def test_a_number_of_an_earlier_day_comes_only_from_reserved_ones(cast: Cast) -> None:
    given(1)
    with pytest.raises(Refused) as refused, transaction.atomic():
        numbers.take(CENTRE, "PBS", CUT)
    assert refused.value.code == "earlier_day"
    assert given(1) == 2
    [one] = reserve_numbers(CENTRE, "PBS", 1, actor=cast.lan, at=CUT + timedelta(days=1), **WHY)
    late = CUT + timedelta(days=3)
    for day in (CUT.date(), late.date() + timedelta(days=1), date(2027, 1, 2)):
        with pytest.raises(Refused, match="wrong_day"):
            use_reserved(CENTRE, "PBS", 2026, one.number, day=day, actor=cast.lan, at=late)
    use_reserved(CENTRE, "PBS", 2026, one.number, day=CUT.date() + timedelta(days=2), actor=cast.lan, at=late)
    with pytest.raises(Refused, match="not_reserved"):
        use_reserved(CENTRE, "PBS", 2026, one.number, day=late.date(), actor=cast.lan, at=late)
    with pytest.raises(Refused, match="not_reserved"):
        use_reserved(CENTRE, "PBS", 2026, 1, day=late.date(), actor=cast.lan, at=late)


def test_a_refused_use_leaves_the_number_reserved(cast: Cast) -> None:
    reserve_numbers(CENTRE, "PBS", 1, actor=cast.lan, at=CUT, **WHY)

    @transaction.atomic
    def refused_after_using() -> None:
        use_reserved(CENTRE, "PBS", 2026, 1, day=CUT.date(), actor=cast.binh, at=CUT)
        raise Refused("no", "Không")

    with pytest.raises(Refused, match="no"):
        refused_after_using()
    assert book.reserved(CENTRE, "PBS").count() == 1
    assert NumberBook.objects.get().version == 1


def test_who_may_reserve_use_and_cancel(cast: Cast) -> None:
    for nobody in (cast.an, cast.chi, cast.giang, cast.khoa, cast.ha, cast.binh):
        with pytest.raises(Refused, match="forbidden"):
            reserve_numbers(CENTRE, "PBS", 1, actor=nobody, at=CUT, **WHY)
    assert not BookedNumber.objects.exists()
    reserve_numbers("06187", "KQ", 1, actor=cast.lan, at=CUT, **WHY)
    reserve_numbers(CENTRE, "PBS", 2, actor=cast.lan, at=CUT, **WHY)
    for nobody in (cast.an, cast.giang, cast.ha):
        with pytest.raises(Refused, match="forbidden"):
            use_reserved(CENTRE, "PBS", 2026, 1, day=CUT.date(), actor=nobody, at=CUT)
        with pytest.raises(Refused, match="forbidden"):
            cancel_number(CENTRE, "PBS", 2026, 1, ground="unused", reason="x", actor=nobody, at=CUT)
    assert set(book.agencies(cast.lan)) == {"06187", CENTRE}
    assert CENTRE in book.agencies(cast.ha)
    assert CENTRE in book.agencies(cast.binh)
    assert book.agencies(cast.giang) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"ground": "boredom"}, "no_such_ground"),
        ({"reason": " "}, "reason_missing"),
        ({"holder": ""}, "reason_missing"),
    ],
)
def test_a_reservation_says_why_and_who_holds_it(cast: Cast, change: dict[str, str], code: str) -> None:
    with pytest.raises(Refused, match=code):
        reserve_numbers(CENTRE, "PBS", 1, actor=cast.lan, at=CUT, **{**WHY, **change})
    for count in (0, 201):
        with pytest.raises(Refused, match="bad_count"):
            reserve_numbers(CENTRE, "PBS", count, actor=cast.lan, at=CUT, **WHY)
    with pytest.raises(Refused, match="unknown_series"):
        reserve_numbers(CENTRE, "XYZ", 1, actor=cast.lan, at=CUT, **WHY)
    assert numbers.last(CENTRE, "PBS", 2026) == 0


def test_a_given_number_is_cancelled_only_with_a_fitting_ground(cast: Cast) -> None:
    given()
    with pytest.raises(Refused, match="used_before"):
        cancel_number(CENTRE, "PBS", 2026, 1, ground="unused", reason="x", actor=cast.lan, at=CUT)
    cancel_number(CENTRE, "PBS", 2026, 1, ground="withdrawn", reason="Thu hồi", actor=cast.lan, at=CUT)
    with pytest.raises(Refused, match="cancelled_before"):
        cancel_number(CENTRE, "PBS", 2026, 1, ground="withdrawn", reason="x", actor=cast.lan, at=CUT)
    with pytest.raises(Refused, match="not_found"):
        cancel_number(CENTRE, "PBS", 2026, 9, ground="withdrawn", reason="x", actor=cast.lan, at=CUT)
    assert given() == 2


def test_a_lost_row_is_found(cast: Cast) -> None:
    reserve_numbers(CENTRE, "PBS", 3, actor=cast.lan, at=CUT, **WHY)
    given()
    BookedNumber.objects.filter(number=2).delete()
    proof = book.proof(CENTRE, "PBS", 2026)
    assert (proof.sound, proof.missing) == (False, (2,))
    assert not verify(lambda _: None).sound


def test_twenty_takers_and_reservers_at_once(lang_son: FreshDatabase, cast: Cast) -> None:
    together = Barrier(20)

    def work(index: int) -> None:
        together.wait()
        try:
            for turn in range(3):
                if index % 4 == 0:
                    reserve_numbers(CENTRE, "PBS", 2, actor=cast.lan, at=CUT, **WHY)
                    continue
                try:
                    with transaction.atomic():
                        numbers.take(CENTRE, "PBS", CUT, note=f"{index}.{turn}")
                        if (index + turn) % 5 == 0:
                            raise Refused("lost", "thử")
                except Refused:
                    pass
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(work, range(20)))
    proof = book.proof(CENTRE, "PBS", 2026)
    assert proof.sound
    assert proof.reserved == 30
    assert proof.last == 30 + 45 - sum((i + t) % 5 == 0 for i in range(20) if i % 4 for t in range(3))


def test_results_go_into_the_series_of_their_procedure() -> None:
    plan = series.plan()
    assert plan.of_result("1.004873", decided=True, rejected=False) == "GXN-UBND"
    assert plan.of_result("9.999999", decided=True, rejected=False) == "KQ"
    assert plan.of_result("1.004873", decided=True, rejected=True) == "CV"
    assert plan.of_result("1.004873", decided=False, rejected=False) == "TTr"


def test_a_played_past_is_written_beside_the_present(cast: Cast) -> None:
    given(5)
    with clock.simulated(CUT):
        assert given() == 2
    assert given(5) == 3
    with pytest.raises(Refused, match="earlier_day"), transaction.atomic():
        numbers.take(CENTRE, "PBS", CUT)
