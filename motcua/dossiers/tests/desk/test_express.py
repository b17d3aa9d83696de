"""The express lane at Kỳ Lừa: certified copies received, paid, certified and handed over in one action."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from motcua.core.process.states import State
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.documents import numbers
from motcua.documents.slips import FeeReceiptSlip
from motcua.dossiers import slips, tills
from motcua.dossiers.actions.pay import pay
from motcua.dossiers.actions.refund import refund
from motcua.dossiers.actions.settle import settle
from motcua.dossiers.models import Dossier, DossierFact, Payment, Slip
from motcua.dossiers.queries import register
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import MONDAY
from motcua.dossiers.tests.desk.copies import SHOP, visit
from motcua.dossiers.tests.stories import new_key
from motcua.ledger import read as ledger
from motcua.ledger.verify import verify
from motcua.ledger.work import run_once
from tests.cast import Cast, on

LATE = on("2026-04-20", "15:05")
AFTER = MONDAY + timedelta(minutes=5)


def types(id_: UUID) -> list[str]:
    return [entry.type for entry in ledger.stream(f"dossier:{id_}")]


def payload(id_: UUID, type_: str) -> dict[str, Any]:
    return next(entry.payload for entry in ledger.stream(f"dossier:{id_}") if entry.type == type_)


def test_one_action_receives_takes_decides_and_returns(cast: Cast) -> None:
    (done,) = settle(visit(cast.nam, (2, 3)), actor=cast.binh, at=MONDAY, key=new_key())
    assert types(done.dossier_id) == ["dossier.received", "dossier.paid", "dossier.decided", "dossier.returned"]
    now = read(done.dossier_id).now
    assert now.state is State.RETURNED
    assert now.received_at == now.decided_at == now.closed_at == MONDAY
    assert (now.fee_due, now.fee_paid) == (12_000, 12_000)
    assert done.result == {"number": "1, quyển 01/2026-SCT/BS", "receipt": "AA/26 0000001"}
    assert payload(done.dossier_id, "dossier.decided")["signer"] == cast.nam.id
    assert payload(done.dossier_id, "dossier.paid")["lines"] == [{"fee": "pages", "kind": "fee", "amount": 12_000}]
    assert payload(done.dossier_id, "dossier.returned")["fee"] == "paid"


@pytest.mark.parametrize(("pages", "copies", "due"), [(2, 3, 12_000), (5, 2, 14_000), (1, 1, 2_000), (900, 1, 200_000)])
def test_the_fee_follows_the_published_rule(cast: Cast, pages: int, copies: int, due: int) -> None:
    (done,) = settle(visit(cast.nam, (pages, copies)), actor=cast.binh, at=MONDAY, key=new_key())
    assert read(done.dossier_id).now.fee_paid == due


def test_several_papers_of_one_person_have_numbers_of_their_own_and_one_receipt(cast: Cast) -> None:
    done = settle(visit(cast.nam, (2, 3), (5, 2)), actor=cast.binh, at=MONDAY, key=new_key())
    assert [one.result["number"].split(",")[0] for one in done] == ["1", "2"]
    assert {one.result["receipt"] for one in done} == {"AA/26 0000001"}
    slip = slips.stored(Slip.objects.get(dossier_id=done[1].dossier_id))
    assert isinstance(slip, FeeReceiptSlip)
    assert [line.amount for line in slip.lines] == [12_000, 14_000]
    assert slip.total == 26_000


def test_a_repeat_gives_the_first_numbers_and_takes_none(cast: Cast) -> None:
    asked, key = visit(cast.nam, (2, 3), (5, 2)), new_key()
    first = settle(asked, actor=cast.binh, at=MONDAY, key=key)
    again = settle(asked, actor=cast.binh, at=AFTER, key=key)
    assert [one.dossier_id for one in first] == [one.dossier_id for one in again]
    assert Dossier.objects.count() == 2
    assert numbers.last(SHOP, "SCT/BS", 2026) == 2
    with pytest.raises(Refused) as refused:
        settle(visit(cast.nam, (2, 4), (5, 2)), actor=cast.binh, at=AFTER, key=key)
    assert refused.value.code == "key_reused"


def test_what_is_refused_takes_no_number_and_the_other_papers_neither(cast: Cast) -> None:
    good = visit(cast.nam, (2, 3))
    bad = replace(good.lodgements[0], case="many")
    with pytest.raises(Refused) as refused:
        settle(replace(good, lodgements=[good.lodgements[0], bad]), actor=cast.binh, at=MONDAY, key=new_key())
    assert refused.value.code == "not_express"
    assert Dossier.objects.count() == 0
    assert numbers.last(SHOP, "SCT/BS", 2026) == 0
    assert numbers.last(SHOP, "BL AA/26", 2026) == 0


def test_after_three_an_appointment_is_needed(cast: Cast) -> None:
    settle(visit(cast.nam, (2, 3)), actor=cast.binh, at=on("2026-04-20", "15:00"), key=new_key())
    with pytest.raises(Refused) as refused:
        settle(visit(cast.nam, (2, 3)), actor=cast.binh, at=LATE, key=new_key())
    assert refused.value.code == "appointment_needed"


def test_only_who_may_sign_is_named_and_only_the_counter_settles(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        settle(visit(cast.binh, (2, 3)), actor=cast.binh, at=MONDAY, key=new_key())
    assert refused.value.code == "no_signer"
    for stranger in (cast.chi, cast.khoa, cast.an):
        with pytest.raises(Refused) as refused:
            settle(visit(cast.nam, (2, 3)), actor=stranger, at=MONDAY, key=new_key())
        assert refused.value.code == "forbidden"


def test_a_published_exemption_remits_and_only_a_published_one(cast: Cast) -> None:
    (done,) = settle(visit(cast.nam, (2, 3), exemption="waived.pages"), actor=cast.binh, at=MONDAY, key=new_key())
    assert types(done.dossier_id) == [
        "dossier.received", "dossier.exempted", "dossier.decided", "dossier.returned",
    ]  # fmt: skip
    assert (read(done.dossier_id).now.fee_due, read(done.dossier_id).now.relief) == (0, "waived.pages")
    sheet = tills.sums(0, tills.payments(SHOP, cast.binh.id, local(MONDAY).date()))
    assert (sheet.exemptions, sheet.remitted, sheet.total) == (1, 12_000, 0)
    assert payload(done.dossier_id, "dossier.returned") == {
        "way": "counter",
        "fee": "exempt",
        "exemption": "waived.pages",
    }
    with pytest.raises(Refused) as refused:
        settle(visit(cast.nam, (2, 3), exemption="friend"), actor=cast.binh, at=MONDAY, key=new_key())
    assert refused.value.code == "no_such_exemption"


def test_it_counts_as_any_other_dossier(cast: Cast) -> None:
    (done,) = settle(visit(cast.nam, (2, 3)), actor=cast.binh, at=MONDAY, key=new_key())
    run_once(AFTER)
    fact = DossierFact.objects.get(pk=done.dossier_id)
    assert (fact.received_at, fact.ready_at, fact.late) == (MONDAY, MONDAY, False)
    assert (fact.fee_due, fact.fee_paid, fact.ending, fact.outcome) == (12_000, 12_000, "returned", "granted")
    assert [row.code for row in register(cast.binh, [SHOP])] == [done.code]
    steps = slips.control(Dossier.objects.get(pk=done.dossier_id), AFTER).hand_overs
    assert [(step.outcome, step.at) for step in steps] == [("early", MONDAY)]


def test_the_ledger_vouches_for_every_row(cast: Cast) -> None:
    (done, _) = settle(visit(cast.nam, (2, 3), (5, 2)), actor=cast.binh, at=MONDAY, key=new_key())
    refund(
        done.dossier_id, actor=cast.mai, at=AFTER, key=new_key(), ground="mistake", reason="Đếm nhầm một bản",
        amount=4_000, method="cash",
    )  # fmt: skip
    assert read(done.dossier_id).now.fee_paid == 8_000
    run_once(AFTER)
    assert verify(print).damages == []


def test_what_is_paid_is_not_paid_again(cast: Cast) -> None:
    (done,) = settle(visit(cast.nam, (2, 3)), actor=cast.binh, at=MONDAY, key=new_key())
    assert Payment.objects.get().receipt == "AA/26 0000001"
    with pytest.raises(Refused) as refused:
        pay(done.dossier_id, actor=cast.mai, at=AFTER, key=new_key(), amount=12_000, method="cash")
    assert refused.value.code == "paid_already"
    assert "AA/26 0000001" in str(refused.value.message)


def test_the_book_begins_anew_each_year_and_in_each_unit(cast: Cast) -> None:
    first = settle(visit(cast.nam, (1, 1)), actor=cast.binh, at=MONDAY, key=new_key())[0]
    assert first.result["number"].startswith("1, quyển 01/2026")
    assert numbers.last("05977.TTPVHCC", "SCT/BS", 2026) == 0
    later = settle(visit(cast.nam, (1, 1)), actor=cast.binh, at=on("2027-01-04", "08:00"), key=new_key())[0]
    assert later.result == {"number": "1, quyển 01/2027-SCT/BS", "receipt": "AA/27 0000001"}
