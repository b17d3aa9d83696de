"""Mai's till: every payment is in exactly one sheet, a closed sheet stands; refunds and relief."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import events, history, tills
from motcua.dossiers.actions.close_till import close_till
from motcua.dossiers.actions.exempt import exempt
from motcua.dossiers.actions.pay import pay
from motcua.dossiers.actions.receive import enter
from motcua.dossiers.actions.refund import refund
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.settle import settle
from motcua.dossiers.models import DossierFact, Payment, Slip, Till
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import MONDAY, Screen, act, page_of, text
from motcua.dossiers.tests.desk.copies import SHOP, copies, visit, went
from motcua.dossiers.tests.stories import new_key, walk
from motcua.ledger import read as ledger
from motcua.ledger.streams import OutsideLedger
from motcua.ledger.verify import verify
from motcua.ledger.work import run_once
from tests.cast import Cast

DAY = local(MONDAY).date()


def minutes(number: int) -> Any:
    return MONDAY + timedelta(minutes=number)


@pytest.fixture
def owing(cast: Cast) -> UUID:
    """Return a dossier received in the ordinary way that owes 14,000 đ."""
    return enter(copies(5, 2), actor=cast.binh, at=MONDAY, key=new_key()).dossier_id


def close(cast: Cast, at: Any, **changes: Any) -> UUID:
    facts: dict[str, Any] = {"opening": 100_000, "notes": {100_000: 1, 10_000: 1, 2_000: 2}, **changes}
    return close_till(SHOP, DAY, actor=cast.mai, at=at, key=new_key(), **facts)


def test_the_sheet_is_the_sum_of_the_payments(cast: Cast, owing: UUID) -> None:
    settle(visit(cast.nam, (2, 3)), actor=cast.binh, at=minutes(1), key=new_key())  # lies in Bình's till
    pay(owing, actor=cast.mai, at=minutes(2), key=new_key(), amount=14_000, method="cash")
    sheet = Till.objects.get(pk=close(cast, minutes(3)))
    mine = Payment.objects.filter(taken_by=cast.mai.id)
    assert sheet.sums["taken"] == {"cash": 14_000} == {"cash": sum(mine.values_list("amount", flat=True))}
    assert sheet.sums["fees"] == {"fee": 14_000}
    assert (sheet.expected, sheet.counted, sheet.difference) == (114_000, 114_000, 0)
    assert (sheet.sums["receipts"], sheet.sums["first_receipt"]) == (1, "AA/26 0000002")
    entry = ledger.stream(f"till:{sheet.pk}")[0]
    assert entry.payload["sums"] == sheet.sums
    assert tills.payments(SHOP, cast.mai.id, DAY) == []
    assert tills.sums(0, tills.payments(SHOP, cast.binh.id, DAY)).total == 12_000


def test_a_difference_needs_a_reason_and_the_reason_is_kept(cast: Cast, owing: UUID) -> None:
    pay(owing, actor=cast.mai, at=minutes(1), key=new_key(), amount=14_000, method="cash")
    short = {100_000: 1, 10_000: 1}
    with pytest.raises(Refused) as refused:
        close(cast, minutes(2), notes=short)
    assert refused.value.code == "difference_unexplained"
    assert Till.objects.count() == 0
    sheet = Till.objects.get(pk=close(cast, minutes(3), notes=short, reason="Trả nhầm tiền thừa"))
    assert (sheet.difference, sheet.reason) == (-4_000, "Trả nhầm tiền thừa")
    content = ledger.content(f"till:{sheet.pk}", 1)
    assert content == {"reason": "Trả nhầm tiền thừa"}
    assert "reason" not in ledger.stream(f"till:{sheet.pk}")[0].payload


def test_a_closed_sheet_stands_and_later_money_goes_into_the_next(cast: Cast, owing: UUID) -> None:
    pay(owing, actor=cast.mai, at=minutes(1), key=new_key(), amount=4_000, method="cash")
    first = close(cast, minutes(5), opening=0, notes={2_000: 2})
    with pytest.raises(Refused) as refused:
        pay(owing, actor=cast.mai, at=minutes(4), key=new_key(), amount=10_000, method="cash")
    assert refused.value.code == "till_closed"
    with pytest.raises(Refused) as refused:
        exempt(owing, actor=cast.mai, at=minutes(4), key=new_key(), exemption="waived.pages")
    assert refused.value.code == "till_closed"
    pay(owing, actor=cast.mai, at=minutes(6), key=new_key(), amount=10_000, method="transfer")
    second = close(cast, minutes(7), opening=0, notes={})
    sheets = {sheet.pk: sheet for sheet in Till.objects.all()}
    assert [sheets[pk].turn for pk in (first, second)] == [1, 2]
    assert sheets[first].sums["taken"] == {"cash": 4_000}
    assert sheets[second].sums["taken"] == {"transfer": 10_000}
    with pytest.raises(Refused) as refused:
        close(cast, minutes(8))
    assert refused.value.code == "nothing_to_close"
    with pytest.raises(OutsideLedger):
        sheets[first].save()


def test_a_refund_reverses_the_receipt_and_leaves_the_till(cast: Cast, owing: UUID) -> None:
    pay(owing, actor=cast.mai, at=minutes(1), key=new_key(), amount=14_000, method="cash")
    facts: dict[str, Any] = {"actor": cast.mai, "amount": 14_000, "method": "cash"}
    for ground, reason, code in [
        ("not_handled", "Hồ sơ dừng", "not_refundable"),
        ("remitted", "Hộ vay vốn", "not_remitted"),
        ("mistake", " ", "reason_missing"),
        ("friend", "Vì quen", "no_such_ground"),
    ]:
        with pytest.raises(Refused) as refused:
            refund(owing, at=minutes(2), key=new_key(), ground=ground, reason=reason, **facts)
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        refund(
            owing, at=minutes(2), key=new_key(), ground="mistake", reason="Thu nhầm", **{**facts, "actor": cast.binh}
        )
    assert refused.value.code == "forbidden"
    refund(owing, at=minutes(3), key=new_key(), ground="mistake", reason="Thu nhầm người", **facts)
    entry = ledger.stream(f"dossier:{owing}")[-1]
    assert (entry.type, entry.payload["receipt"], entry.payload["amount"]) == (
        "dossier.refunded",
        "AA/26 0000001",
        14_000,
    )
    assert "Thu nhầm" not in str(entry.payload)
    assert Slip.objects.get(dossier_id=owing, kind="refund").number == "01/PHT"
    assert read(owing).now.fee_paid == 0
    sheet = Till.objects.get(pk=close(cast, minutes(4), opening=50_000, notes={50_000: 1}))
    assert sheet.sums["refunds"] == {"cash": 14_000}
    pay(owing, actor=cast.mai, at=minutes(5), key=new_key(), amount=14_000, method="cash")


def test_what_came_back_was_not_paid_online(cast: Cast, owing: UUID) -> None:
    pay(owing, actor=cast.mai, at=minutes(1), key=new_key(), amount=14_000, method="transfer", online=True)
    money: dict[str, Any] = {"ground": "mistake", "reason": "Thu nhầm", "method": "transfer", "amount": 14_000}
    refund(owing, actor=cast.mai, at=minutes(2), key=new_key(), **money)
    run_once(minutes(3))
    fact = DossierFact.objects.get(dossier_id=owing)
    assert (fact.fee_paid, fact.fee_paid_online) == (0, 0)


def test_relief_claimed_at_the_handing_over_lies_in_the_sheet_too(cast: Cast, owing: UUID) -> None:
    walk(owing, cast, until="return", since=MONDAY)
    return_result(owing, actor=cast.binh, at=minutes(60), key=new_key(), way="counter", exemption="waived.pages")
    now = read(owing).now
    assert (now.state.value, now.fee_due, now.relief) == ("returned", 0, "waived.pages")
    sheet = tills.sums(0, tills.payments(SHOP, cast.binh.id, DAY))
    assert (sheet.exemptions, sheet.remitted) == (1, 14_000)
    assert verify(print).damages == []


def test_refunds_one_after_another_reverse_each_part_once_and_cut_no_receipt(cast: Cast, owing: UUID) -> None:
    for minute, amount in ((1, 2_000), (2, 2_000), (3, 2_000), (4, 8_000)):
        pay(owing, actor=cast.mai, at=minutes(minute), key=new_key(), amount=amount, method="cash")
    facts: dict[str, Any] = {"actor": cast.mai, "ground": "mistake", "reason": "Thu thừa", "method": "cash"}
    for minute, amount in ((5, 6_000), (6, 8_000)):
        refund(owing, at=minutes(minute), key=new_key(), amount=amount, **facts)
    told = [entry.payload for entry in ledger.stream(f"dossier:{owing}") if entry.type == "dossier.refunded"]
    assert [[line["amount"] for line in one["lines"]] for one in told] == [[2_000] * 3, [8_000]]
    assert told[0]["receipt"] == "AA/26 0000004"
    slip = Slip.objects.filter(dossier_id=owing, kind="refund").first()
    assert slip is not None
    assert slip.data["receipt"] == ", ".join(f"AA/26 000000{n}" for n in range(1, 5))


def test_relief_by_a_published_ground_is_recorded_and_lets_the_result_go(cast: Cast, owing: UUID) -> None:
    with pytest.raises(Refused) as refused:
        exempt(owing, actor=cast.mai, at=minutes(1), key=new_key(), exemption="friend")
    assert refused.value.code == "no_such_exemption"
    exempt(owing, actor=cast.mai, at=minutes(1), key=new_key(), exemption="waived.pages", reason="Hợp đồng vay vốn")
    now = read(owing).now
    assert (now.fee_due, now.relief) == (0, "waived.pages")
    assert "ghi miễn, giảm phí." in " ".join(history.since(read(owing), 0, None))
    assert Payment.objects.get().kind == "exempted"
    walk(owing, cast, until="return", since=MONDAY)
    return_result(owing, actor=cast.binh, at=minutes(60), key=new_key(), way="counter")
    assert ledger.stream(f"dossier:{owing}")[-1].payload["fee"] == "exempt"
    assert verify(print).damages == []


def test_every_event_has_its_sentence_on_the_page_of_the_dossier() -> None:
    known = {entry_type.name.removeprefix("dossier.") for entry_type in events.TYPES}
    assert known - set(history.SENTENCES) == set()


def test_the_ledger_vouches_for_a_sheet(cast: Cast, owing: UUID) -> None:
    pay(owing, actor=cast.mai, at=minutes(1), key=new_key(), amount=14_000, method="cash")
    close(cast, minutes(2))
    assert verify(print).damages == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE dossiers_till SET counted = counted + 1000")
    assert [damage.message for damage in verify(print).damages] == [
        f"Sổ quỹ {SHOP} ngày 2026-04-20 bị sửa ngoài sổ cái."
    ]


def test_a_repeated_closing_is_the_same_sheet(cast: Cast, owing: UUID) -> None:
    pay(owing, actor=cast.mai, at=minutes(1), key=new_key(), amount=14_000, method="cash")
    key = new_key()
    facts: dict[str, Any] = {"opening": 0, "notes": {10_000: 1, 2_000: 2}}
    first = close_till(SHOP, DAY, actor=cast.mai, at=minutes(2), key=key, **facts)
    assert close_till(SHOP, DAY, actor=cast.mai, at=minutes(3), key=key, **facts) == first


def test_the_pages_of_the_cashier(cast: Cast, screen: Screen, owing: UUID, clock: Any) -> None:
    mai = screen(cast.mai)
    assert "1 hồ sơ phải thu" in text(mai.get("/desk/cashier/"))
    scanned = mai.get("/desk/cashier/", {"q": f"http://localhost/t/{read(owing).now.code}"})
    assert f"/desk/cashier/{owing}/" in text(scanned)
    page = text(mai.get(f"/desk/cashier/{owing}/"))
    assert "5 trang × 2 bản" in page
    assert "Mã VietQR chuyển 14.000 đ" in page
    clock.move_to(minutes(10))
    answer = mai.post(
        f"/desk/cashier/{owing}/",
        {"idempotency_key": new_key(), "amount": "14.000", "method": "cash", "receipt": ""},
    )
    assert went(answer) == f"/desk/cashier/?paid={owing}"
    assert "biên lai <strong>AA/26 0000001</strong>" in text(mai.get(went(answer)))
    again = mai.post(
        f"/desk/cashier/{owing}/",
        {"idempotency_key": new_key(), "amount": "14.000", "method": "cash", "receipt": ""},
    )
    assert "biên lai AA/26 0000001" in text(again)
    assert again.status_code == 400
    clock.move_to(minutes(20))
    closing = {"idempotency_key": new_key(), "opening": "", "note_10000": "1", "note_2000": "2", "reason": ""}
    answer = mai.post("/desk/till/", closing)
    assert "Sổ quỹ đã chốt" in text(mai.get(went(answer)))
    assert screen(cast.chi).get(went(answer)).status_code == 404
    assert screen(cast.khoa).get(went(answer)).status_code == 404
    assert screen(cast.ha).get(went(answer)).status_code == 200
    assert screen(cast.chi).get("/desk/cashier/").status_code == 403


def test_a_day_that_was_not_closed_is_offered_until_it_is(cast: Cast, screen: Screen, owing: UUID, clock: Any) -> None:
    pay(owing, actor=cast.mai, at=minutes(1), key=new_key(), amount=14_000, method="cash")
    mai = screen(cast.mai)
    assert "Ngày chưa chốt" not in text(mai.get("/desk/till/"))
    clock.move_to(MONDAY + timedelta(days=1))
    mai = screen(cast.mai)
    assert "?day=2026-04-20" in text(mai.get("/desk/till/"))
    assert "AA/26 0000001" in text(mai.get("/desk/till/?day=2026-04-20"))
    assert mai.get("/desk/till/?day=0001-01-01").status_code == 200
    close(cast, MONDAY + timedelta(days=1))
    assert "Ngày chưa chốt" not in text(mai.get("/desk/till/"))


def test_relief_and_refund_on_their_pages(cast: Cast, screen: Screen, owing: UUID, clock: Any) -> None:
    clock.move_to(minutes(5))
    mai = screen(cast.mai)
    assert "vay vốn phục vụ nông nghiệp" in text(mai.get(page_of(owing, "exemption")))
    pay(owing, actor=cast.mai, at=minutes(5), key=new_key(), amount=14_000, method="cash")
    clock.move_to(minutes(6))
    assert mai.get(page_of(owing, "refund")).status_code == 200
    assert act(mai, owing, "refund", ground="mistake", amount="4000", method="cash", reason="Thừa").status_code == 302
    assert read(owing).now.fee_paid == 10_000
    assert "PHIẾU HOÀN PHÍ, LỆ PHÍ" in text(mai.get(f"/dossiers/{owing}/refund-slip/"))
