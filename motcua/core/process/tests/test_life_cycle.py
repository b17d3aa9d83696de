"""An's dossier walks through its life; every step is told by the events, and the clock follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from motcua.core.process.decide import clock, closing, intake, money, steps, supplements
from motcua.core.process.decide.decision import Decision
from motcua.core.process.decide.intake import Components, Intake
from motcua.core.process.events import Event
from motcua.core.process.fold import Snapshot, fold
from motcua.core.process.states import CLOSED, TABLE, State
from motcua.core.process.tests.law import LAW, on
from motcua.core.refusal import Refused
from motcua.core.worktime import Term

FACTS = Intake(
    code="H37.01-260429-0001",
    procedure="1.001193",
    procedure_version="v1",
    case="on_time",
    level="commune",
    channel=1,
    online="full",
    reception_unit="06187.TTPVHCC",
    competent_unit="06187",
    return_unit="06187.TTPVHCC",
    components=Components(2, 2, 0, 1, 0),
    fee_due=8000,
)


RECEPTION = on("29/04", "15:30")


def after(before: Snapshot, decision: Decision, at: datetime, actor: str = "user:binh") -> Snapshot:
    events = [
        Event(draft.type, before.seq + n, at, actor, draft.payload, draft.content)
        for n, draft in enumerate(decision.drafts, start=1)
    ]
    return fold(events, before)


def received(at: datetime = RECEPTION, *, forward: bool = False) -> Snapshot:
    decision = intake.receive(
        Snapshot(), at, intake=FACTS, law=LAW, receiver="user:binh", content={"applicant": {}}, forward=forward
    )
    return after(Snapshot(), decision, at)


def at_step(code: str) -> Snapshot:
    dossier, minute = received(), 31
    while dossier.step != code:
        at = on("29/04", f"15:{minute}")
        dossier = after(dossier, steps.route(dossier, at, outcome="forward", note="", law=LAW), at)
        minute += 1
    return dossier


def test_binh_receives_and_the_date_explains_itself() -> None:
    dossier = received()
    assert dossier.state is State.RECEIVED
    assert dossier.due_at == on("06/05", "17:00")
    assert (dossier.step, dossier.step_unit, dossier.assignee) == ("B1", "06187.TTPVHCC", "user:binh")


def test_forward_at_reception_does_step_one_at_once() -> None:
    dossier = received(forward=True)
    assert (dossier.state, dossier.step, dossier.step_unit) == (State.IN_PROGRESS, "B2", "06187.VP")


def test_a_step_is_never_due_after_the_law() -> None:
    dossier = at_step("B3")
    assert dossier.step_due_at is not None
    assert dossier.due_at is not None
    assert dossier.step_due_at <= dossier.due_at


def test_an_asked_supplement_stops_the_clock_and_the_answer_runs_it_on() -> None:
    dossier = at_step("B3")
    asked = supplements.ask(
        dossier,
        on("29/04", "16:00"),
        items=["birth_notice"],
        known=["birth_notice"],
        reasons={"birth_notice": "Ảnh bị mờ"},
        answer_by=on("22/05", "17:00"),
        number="01/PBS",
        law=LAW,
    )
    waiting = after(dossier, asked, on("29/04", "16:00"))
    assert (waiting.state, waiting.due_at, waiting.supplements) == (State.WITH_APPLICANT, None, 1)
    answered = supplements.answer(
        waiting, on("11/05"), items=["birth_notice"], content={}, restarts=False, check_by=on("12/05"), law=LAW
    )
    running = after(waiting, answered, on("11/05"))
    # The 29th is day 0, so all three days are left; they are counted from the day after the answer.
    assert (running.state, running.due_at) == (State.IN_PROGRESS, on("14/05", "17:00"))


def test_a_second_supplement_is_refused_with_what_to_do() -> None:
    dossier = at_step("B3")
    once = after(
        dossier,
        supplements.ask(
            dossier,
            on("04/05"),
            items=["a"],
            known=["a"],
            reasons={"a": "thiếu"},
            answer_by=on("22/05"),
            number="01/PBS",
            law=LAW,
        ),
        on("04/05"),
    )
    back = after(
        once,
        supplements.answer(once, on("05/05"), items=["a"], content={}, restarts=True, check_by=on("06/05"), law=LAW),
        on("05/05"),
    )
    with pytest.raises(Refused, match="supplement_asked_before") as refused:
        supplements.ask(
            back,
            on("06/05"),
            items=["a"],
            known=["a"],
            reasons={"a": "mờ"},
            answer_by=on("22/05"),
            number="02/PBS",
            law=LAW,
        )
    assert "lần thứ hai" in refused.value.message
    assert refused.value.hint


def test_only_listed_papers_may_be_asked_for() -> None:
    dossier = at_step("B3")
    with pytest.raises(Refused, match="item_not_listed"):
        supplements.ask(
            dossier,
            on("04/05"),
            items=["household_book"],
            known=["birth_notice"],
            reasons={"household_book": "cần"},
            answer_by=on("22/05"),
            number="",
            law=LAW,
        )


def test_going_back_needs_a_reason_and_keeps_the_legal_date() -> None:
    dossier = at_step("B4")
    with pytest.raises(Refused, match="reason_missing"):
        steps.route(dossier, on("04/05"), outcome="back", note=" ", law=LAW)
    again = after(dossier, steps.route(dossier, on("04/05"), outcome="back", note="Sai tên mẹ", law=LAW), on("04/05"))
    assert (again.step, again.due_at) == ("B3", dossier.due_at)


def test_nam_decides_lan_numbers_and_binh_returns() -> None:
    dossier = at_step("B5")
    with pytest.raises(Refused, match="decision_needed"):
        steps.route(dossier, on("04/05"), outcome="forward", note="", law=LAW)
    decided = after(
        dossier,
        steps.decide(dossier, on("04/05"), outcome="granted", electronic=True, number="12", reason="", law=LAW),
        on("04/05"),
    )
    assert (decided.state, decided.step, decided.finished_at) == (State.DECIDED, "B6", None)
    ready = after(
        decided, steps.route(decided, on("04/05", "10:00"), outcome="forward", note="", law=LAW), on("04/05", "10:00")
    )
    assert (ready.state, ready.step_kind, ready.finished_at) == (State.DECIDED, "return", on("04/05", "10:00"))
    with pytest.raises(Refused, match="fee_owed"):
        closing.return_result(ready, on("05/05"), way="counter", to="")
    paid = after(
        ready, closing.pay(ready, on("05/05"), amount=8000, online=False, method="cash", receipt="1"), on("05/05")
    )
    returned = closing.return_result(paid, on("05/05"), way="counter", to="Bà ngoại")
    assert returned.drafts[0].payload == {"way": "counter", "fee": "paid"}
    closed = after(paid, returned, on("05/05"))
    assert (closed.state, closed.step, closed.assignee, closed.closed_at) == (State.RETURNED, "", "", on("05/05"))


def ready_to_return(fee_due: int | None, fee_paid: int = 0) -> Snapshot:
    decided = at_step("B3")
    return replace(decided, state=State.DECIDED, step_kind="return", fee_due=fee_due, fee_paid=fee_paid)


@pytest.mark.parametrize(
    ("due", "paid", "relief", "told"),
    [
        (0, 0, None, {"fee": "none"}),
        (8000, 8000, None, {"fee": "paid"}),
        (None, 0, None, {"fee": "unknown"}),
        (None, 50_000, None, {"fee": "taken"}),
        (8000, 0, closing.Relief("poor", 0), {"fee": "exempt", "exemption": "poor"}),
        (8000, 4000, closing.Relief("half", 4000), {"fee": "exempt", "exemption": "half"}),
        (None, 0, closing.Relief("poor", 0), {"fee": "exempt", "exemption": "poor"}),
    ],
)
def test_the_entry_says_how_the_money_ended(
    due: int | None, paid: int, relief: closing.Relief | None, told: dict[str, str]
) -> None:
    dossier = ready_to_return(due, paid)
    decision = money.hand_over(dossier, on("05/05"), actor="binh", way="counter", to="", relief=relief)
    assert [draft.type for draft in decision.drafts[:-1]] == (["dossier.exempted"] if relief else [])
    assert decision.drafts[-1].payload == {"way": "counter", **told}


def test_a_reduced_fee_is_still_owed() -> None:
    half = closing.Relief("half", 4000)
    with pytest.raises(Refused, match="fee_owed") as refused:
        money.hand_over(ready_to_return(8000, 1000), on("05/05"), actor="binh", way="counter", to="", relief=half)
    assert "Còn 3.000 đ" in refused.value.message


@pytest.mark.parametrize(
    ("state", "outcome", "code"),
    [
        (State.IN_PROGRESS, "", "handled"),
        (State.RETURNED, "granted", "handled"),
        (State.STOPPED, "", ""),
        (State.RETURNED, "rejected", ""),
    ],
)
def test_money_comes_back_unhandled_only_where_nothing_was_granted(state: State, outcome: str, code: str) -> None:
    dossier = replace(ready_to_return(8000, 8000), state=state, outcome=outcome)
    facts: dict[str, Any] = {"amount": 8000, "receipt": "1", "number": "", "unit": "", "refundable": True}
    facts |= {"ground": money.NOT_HANDLED, "reason": "Hồ sơ dừng"}
    with pytest.raises(Refused, match="no_such_method"):
        money.refund(dossier, on("05/05"), method="gold", **facts)
    if code:
        with pytest.raises(Refused, match=code):
            money.refund(dossier, on("05/05"), method="cash", **facts)
    else:
        assert money.refund(dossier, on("05/05"), method="cash", **facts).drafts[0].payload["amount"] == 8000


def test_money_without_a_published_amount_needs_its_receipt() -> None:
    unknown = replace(received(), fee_due=None)
    with pytest.raises(Refused, match="receipt_missing"):
        closing.pay(unknown, on("04/05"), amount=50_000, online=False, method="cash", receipt=" ")
    closing.pay(unknown, on("04/05"), amount=50_000, online=False, method="cash", receipt="12/2026")
    closing.pay(received(), on("04/05"), amount=8000, online=False, method="cash", receipt="")


def test_money_that_does_not_match_is_refused() -> None:
    with pytest.raises(Refused, match="wrong_amount") as refused:
        closing.pay(received(), on("04/05"), amount=9000, online=False, method="cash", receipt="")
    assert "8.000 đ" in refused.value.message


def test_the_appointment_moves_once() -> None:
    dossier = at_step("B3")
    two = Term.parse("2 working days")
    moved = after(
        dossier,
        clock.extend(dossier, on("05/05"), term=two, ground="apology", reason="Chờ xác minh", number="01/PXL", law=LAW),
        on("05/05"),
    )
    assert moved.due_at == on("08/05", "17:00")
    with pytest.raises(Refused, match="extended_before"):
        clock.extend(moved, on("06/05"), term=two, ground="apology", reason="Nữa", number="", law=LAW)


def test_an_open_opinion_holds_the_step_and_its_answer_frees_it() -> None:
    dossier = at_step("B3")
    asked = after(
        dossier, steps.consult(dossier, on("04/05"), code="police", question="Có cư trú không?", law=LAW), on("04/05")
    )
    assert asked.pending[0][:2] == (asked.seq, "06187.CA")
    with pytest.raises(Refused, match="opinions_open"):
        steps.route(asked, on("04/05"), outcome="forward", note="", law=LAW)
    answer = steps.answer_consultation(asked, on("05/05"), consultation=asked.seq, verdict="agree", text="")
    freed = after(asked, answer, on("05/05"))
    assert freed.pending == ()
    with pytest.raises(Refused, match="answered_before"):
        steps.answer_consultation(freed, on("05/05"), consultation=asked.seq, verdict="agree", text="")


def test_time_does_not_run_backwards() -> None:
    with pytest.raises(Refused, match="time_backwards"):
        steps.route(received(), on("29/04", "15:29"), outcome="forward", note="", law=LAW)


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_nothing_moves_a_closed_dossier(state: State) -> None:
    moving = [verb for verb, row in TABLE.items() if state in row.sources]
    assert set(moving) <= {"rate", "refund"}


def test_a_refusal_says_who_may_do_what_next() -> None:
    with pytest.raises(Refused, match="not_received") as refused:
        intake.receive(received(), on("04/05"), intake=FACTS, law=LAW, receiver="x", content=None, forward=False)
    assert "đã tiếp nhận" in refused.value.message
    assert "chuyển bước (người đang giữ bước hiện tại)" in refused.value.hint
