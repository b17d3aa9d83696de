"""Edges of the calendar and of the year, and everything that moves one clock at the same time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
import time_machine

from motcua.core.refusal import Refused
from motcua.core.worktime import Term
from motcua.core.worktime.vietnamese import local
from motcua.dossiers.actions.answer_supplement import answer_supplement
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.extend import extend
from motcua.dossiers.actions.pay import pay
from motcua.dossiers.actions.receive import enter, receive
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.route import route
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.actions.suspend import suspend
from motcua.dossiers.actions.verify import verify
from motcua.dossiers.law import route_of
from motcua.dossiers.lodgement import Handed, Lodgement
from motcua.dossiers.models import Dossier, DueDate, Slip
from motcua.dossiers.reading import read
from motcua.dossiers.tests.lodging import birth
from motcua.dossiers.tests.stories import lodged
from motcua.ledger import clock, work
from motcua.ledger import verify as ledger
from motcua.ledger.models import Entry
from tests.attacks.pages import browser
from tests.attacks.walking import cases, entered, holder, key, lodgement, walk
from tests.cast import Cast, on


def brought(code: str = "1.001193", commune: str = "06187", number: int = 0) -> Lodgement:
    version, definition, case = list(cases(code))[number]
    return lodgement(version, definition, case, commune)


def sound() -> None:
    assert [d.message for d in ledger.verify(lambda _: None).damages] == []


def lives(until: datetime) -> None:
    for _ in range(3):
        with clock.simulated(until):
            work.run_once(until)


def test_a_year_that_no_calendar_knows_is_told_at_the_counter_and_nothing_is_lost(cast: Cast) -> None:
    at = on("2027-12-30", "10:00")
    id_ = lodged(cast, at=on("2027-12-20", "10:00"))
    with time_machine.travel(at, tick=False):
        binh = browser(cast.binh)
        page = binh.get(f"/desk/dossiers/{id_}/")
        assert page.status_code == 200
        later = on("2028-01-04", "10:00")
    with time_machine.travel(later, tick=False):
        binh = browser(cast.binh)
        for address in (f"/desk/dossiers/{id_}/", f"/desk/dossiers/{id_}/reception/", "/desk/", "/inbox/"):
            assert binh.get(address).status_code in {200, 302, 409}, address
        answer = binh.post(f"/desk/dossiers/{id_}/reception/", {"idempotency_key": key()})
        assert answer.status_code in {400, 409}
        assert "2028" in answer.content.decode()
        an = browser(cast.an)
        for address in ("/dossiers/", f"/dossiers/{id_}/", f"/t/{read(id_).now.code}", "/due-date/", "/units/06187/",
                        "/procedures/1.001193/", "/"):  # fmt: skip
            assert an.get(address).status_code == 200, address
        sent = {"idempotency_key": key(), "term": "5 working days", "received": "2028-01-04T08:00"}
        assert an.get("/due-date/", sent).status_code in {200, 400}
    assert read(id_).now.state == "submitted"
    assert not Slip.objects.exists()
    sound()


def test_numbers_and_codes_begin_anew_at_local_midnight(cast: Cast) -> None:
    """31 December 23:59 and 1 January 00:00 in Lạng Sơn are 16:59 and 17:00 of the same day in UTC."""
    before, after = on("2026-12-31", "23:59"), on("2027-01-01", "00:00")
    what = brought()
    counter = holder("receiver", what.reception(), before)
    codes = [enter(what, actor=counter, at=at, key=key()).code for at in (before, before, after, after)]
    assert [code[-11:] for code in codes] == ["261231-0001", "261231-0002", "270101-0001", "270101-0002"]
    numbers = list(Slip.objects.order_by("issued_at", "number").values_list("number", flat=True))
    assert [number.split("/")[0] for number in numbers] == ["01", "02", "01", "02"]
    sound()


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-24T09:00", "2026-11-25T17:00"),  # the new holiday: same-day work is done on the next working day
        ("2026-11-23T15:00", "2026-11-23T17:00"),
        ("2026-11-23T15:01", "2026-11-25T17:00"),
        ("2026-08-22T09:00", "2026-08-22T17:00"),  # a Saturday that is worked
        ("2026-12-31T16:00", "2027-01-04T17:00"),
        ("2026-02-13T15:30", "2026-02-23T17:00"),
    ],
)
def test_same_day_around_the_holidays(cast: Cast, received: str, due: str) -> None:
    at = on(*received.split("T"))
    now = read(entered(brought(), at)).now
    assert now.due_at is not None
    assert f"{local(now.due_at):%Y-%m-%dT%H:%M}" == due


def test_a_supplement_before_reception_then_reception_then_no_second_one(cast: Cast) -> None:
    id_ = lodged(cast)
    at = on("2026-04-20", "08:00")
    ask_supplement(id_, actor=cast.binh, at=at, key=key(), reasons={"birth_notice": "Mờ"})
    with pytest.raises(Refused):
        receive(id_, actor=cast.binh, at=at, key=key())
    answer_supplement(id_, actor=cast.an, at=at, key=key(), papers=[Handed("birth_notice", "file", ("1" * 64,))])
    receive(id_, actor=cast.binh, at=at, key=key())
    with pytest.raises(Refused, match="supplement_asked_before") as refused:
        ask_supplement(id_, actor=cast.chi, at=at, key=key(), reasons={"birth_notice": "Vẫn mờ"})
    assert "một lần" in refused.value.message
    sound()


def test_what_nobody_supplements_is_closed_in_writing_by_the_timetable(cast: Cast) -> None:
    """At the door and after reception; fifteen working days, not a minute earlier."""
    door = lodged(cast)
    at = on("2026-04-20", "08:00")
    ask_supplement(door, actor=cast.binh, at=at, key=key(), reasons={"birth_notice": "Mờ"})
    inside = entered(brought("1.013225"), at)
    walk(inside, until="B3", since=at)
    handler = holder("handler", "06187.KT", at)
    asked_at = at + timedelta(hours=3)
    component = next(cases("1.013225"))[1].components[0].code
    ask_supplement(inside, actor=handler, at=asked_at, key=key(), reasons={component: "Thiếu"})
    until = read(door).now.answer_by
    assert until is not None
    assert f"{local(until):%Y-%m-%d %H:%M}" == "2026-05-14 17:00"
    lives(until - timedelta(minutes=1))
    assert {read(door).now.state, read(inside).now.state} == {"with_applicant"}
    lives(until + timedelta(minutes=11))
    assert {read(door).now.state, read(inside).now.state} == {"refused"}
    assert Slip.objects.filter(kind="refusal").count() == 2
    lives(until + timedelta(days=3))
    assert Entry.objects.filter(type="dossier.refused").count() == 2
    sound()


def test_silence_is_consent_once_and_on_time(cast: Cast) -> None:
    id_ = entered(brought("1.013225"))
    walk(id_, until="B3")
    at = on("2026-06-01", "14:00")
    handler = holder("handler", "06187.KT", at)
    consult(id_, actor=handler, at=at, key=key(), code="opinions", question="Ý kiến?")
    with pytest.raises(Refused, match="opinions_open"):
        route(id_, actor=handler, at=at, key=key(), outcome="forward")
    (row,) = read(id_).now.pending
    until = datetime.fromisoformat(row[2].replace("Z", "+00:00"))
    assert f"{local(until):%Y-%m-%d %H:%M}" == "2026-06-15 17:00"  # 12 days end on Saturday 13/6
    lives(until - timedelta(minutes=1))
    assert read(id_).now.pending
    lives(until + timedelta(minutes=11))
    assert not read(id_).now.pending
    route(id_, actor=handler, at=until + timedelta(hours=1), key=key(), outcome="forward")
    sound()


def _working() -> tuple[UUID, datetime]:
    id_ = entered(brought("1.001193"), on("2026-04-20", "08:00"))
    walk(id_, until="B2", since=on("2026-04-20", "08:00"))
    return id_, on("2026-04-20", "09:00")


def test_verification_pause_supplement_and_apology_all_move_one_clock(cast: Cast) -> None:
    """Birth at Kỳ Lừa with everything that can happen to its clock; every date explained, all of it sound."""
    id_, at = _working()
    definition = next(cases("1.001193"))[1]
    handler = holder("handler", "06187.VP", at)
    grounds = {g.kind: g.code for g in definition.clock_grounds}
    first = read(id_).now.due_at
    verify(id_, actor=handler, at=at, key=key(), ground=grounds["verification"])
    assert read(id_).now.due_at > first  # type: ignore[operator]
    with pytest.raises(Refused, match="verified_before"):
        verify(id_, actor=handler, at=at, key=key(), ground=grounds["verification"])
    ask_supplement(id_, actor=handler, at=at, key=key(), reasons={definition.components[0].code: "Mờ"})
    assert read(id_).now.due_at is None
    acts: tuple[Callable[[], object], ...] = (
        lambda: route(id_, actor=handler, at=at, key=key(), outcome="forward"),
        lambda: extend(id_, actor=cast.nam, at=at, key=key(), term=Term.parse("2 working days"), reason="x"),
        lambda: suspend(id_, actor=handler, at=at, key=key(), ground=grounds.get("pause", "x")),
    )
    for act in acts:
        with pytest.raises(Refused):
            act()
    back = on("2026-04-23", "10:00")
    paper = [Handed(definition.components[0].code, "paper", originals=1)]
    answer_supplement(id_, actor=cast.binh, at=back, key=key(), papers=paper)
    again = read(id_).now.due_at
    assert again is not None
    extend(id_, actor=cast.nam, at=back, key=key(), term=Term.parse("2 working days"), reason="Chờ xác minh")
    assert read(id_).now.due_at > again  # type: ignore[operator]
    with pytest.raises(Refused, match="extended_before"):
        extend(id_, actor=cast.nam, at=back, key=key(), term=Term.parse("2 working days"), reason="Nữa")
    now = read(id_).now
    assert now.step_due_at is None or now.due_at is None or now.step_due_at <= now.due_at
    moves = DueDate.objects.filter(dossier_id=id_).order_by("seq")
    assert [row.cause for row in moves] == [
        "received", "verification_added", "supplement_asked", "supplement_answered", "extended",
    ]  # fmt: skip
    assert all(row.trace["trace"] and row.trace["summary"] for row in moves)
    sound()


def test_money_is_taken_once_and_before_the_result_goes_out(cast: Cast) -> None:
    version, definition, case = next(cases("2.000635"))
    id_ = entered(lodgement(version, definition, case, "06187", answers={"request.copies": "2"}))
    walk(id_, until=next(step.code for step in route_of(read(id_).now).steps if step.kind == "return"))
    now, at = read(id_).now, on("2026-06-08", "10:00")
    owed = now.fee_due or 0
    assert owed == 16_000
    desk, cashier = holder("returner", now.return_unit, at), holder("cashier", now.reception_unit, at)
    with pytest.raises(Refused, match="fee_owed"):
        return_result(id_, actor=desk, at=at, key=key(), way="counter")
    for wrong in (0, -1, owed + 1, 10**12):
        with pytest.raises(Refused, match="wrong_amount"):
            pay(id_, actor=cashier, at=at, key=key(), amount=wrong, method="cash")
    pay(id_, actor=cashier, at=at, key=key(), amount=1, method="cash")
    pay(id_, actor=cashier, at=at, key=key(), amount=owed - 1, method="cash")
    with pytest.raises(Refused, match="paid_already"):
        pay(id_, actor=cashier, at=at, key=key(), amount=1, method="cash")
    return_result(id_, actor=desk, at=at, key=key(), way="counter")
    assert read(id_).now.state == "returned"
    sound()


def test_a_fee_whose_amount_is_not_published_can_still_be_taken(cast: Cast) -> None:
    """Household business at the counter: the province's resolution has the amount, the definition not yet."""
    id_ = entered(brought("1.001612"))
    now, at = read(id_).now, on("2026-06-01", "10:00")
    assert now.fee_due is None
    cashier = holder("cashier", now.reception_unit, at)
    with time_machine.travel(at, tick=False):
        page = browser(cashier).get(f"/desk/dossiers/{id_}/payment/")
        assert page.status_code == 200
    with pytest.raises(Refused, match="wrong_amount"):
        pay(id_, actor=cashier, at=at, key=key(), amount=0, method="cash", receipt="7/2026")
    with pytest.raises(Refused, match="receipt_missing"):
        pay(id_, actor=cashier, at=at, key=key(), amount=100_000, method="cash")
    pay(id_, actor=cashier, at=at, key=key(), amount=100_000, method="cash", receipt="7/2026")
    assert read(id_).now.fee_paid == 100_000
    sound()


def test_a_clock_set_back_between_two_pages_is_said_and_nothing_is_lost(cast: Cast) -> None:
    id_ = lodged(cast)
    with time_machine.travel(on("2026-04-20", "08:05"), tick=False):
        assert (
            browser(cast.binh).post(f"/desk/dossiers/{id_}/reception/", {"idempotency_key": key()}).status_code == 302
        )
    with time_machine.travel(on("2026-04-20", "07:05"), tick=False):
        chi = browser(cast.chi)
        data = {"idempotency_key": key(), "outcome": "forward", "note": "Ghi chú quý giá của Chi"}
        answer = chi.post(f"/desk/dossiers/{id_}/route/", data)
        assert answer.status_code in {400, 409}
        page = answer.content.decode()
        assert "đồng hồ" in page.lower()
        assert "Ghi chú quý giá của Chi" in page
    sound()


def test_a_version_that_nobody_published(cast: Cast) -> None:
    for version in ("00000000-0000-0000-0000-000000000000", "", "'; DROP TABLE"):
        with pytest.raises(Refused, match="no_such_version"):
            submit(birth(procedure_version=version), actor=cast.an, at=on("2026-04-20"), key=key())
    assert Dossier.objects.count() == 0
