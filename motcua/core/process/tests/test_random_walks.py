"""Whatever people try in whatever order, the law of the life cycle holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.core.process.decide import clock, closing, correcting, intake, recalling, steps, supplements
from motcua.core.process.decide.decision import Decision
from motcua.core.process.events import Event
from motcua.core.process.fold import Snapshot, fold
from motcua.core.process.states import CLOSED, State
from motcua.core.process.tests.law import LAW, on
from motcua.core.process.tests.test_life_cycle import FACTS
from motcua.core.refusal import Refused
from motcua.core.worktime import Term

VERBS = {
    "submit": lambda s, at: intake.submit(s, at, intake=FACTS, content={}, check_by=at),
    "receive": lambda s, at: intake.receive(
        s, at, intake=FACTS, law=LAW, receiver="user:binh", content=None, forward=False
    ),
    "ask": lambda s, at: supplements.ask(
        s, at, items=["a"], known=["a"], reasons={"a": "mờ"}, answer_by=at, number="1", law=LAW
    ),
    "answer": lambda s, at: supplements.answer(
        s, at, items=["a"], content={}, restarts=s.seq % 2 == 0, check_by=at, law=LAW
    ),
    "refuse": lambda s, at: closing.refuse(s, at, ground="not_competent", reason="không đúng", number="1"),
    "claim": lambda s, at: steps.claim(s, at, assignee="user:chi"),
    "forward": lambda s, at: steps.route(s, at, outcome="forward", note="", law=LAW),
    "back": lambda s, at: steps.route(s, at, outcome="back", note="sửa", law=LAW),
    "consult": lambda s, at: steps.consult(s, at, code="police", question="?", law=LAW),
    "opinion": lambda s, at: steps.answer_consultation(
        s, at, consultation=s.pending[0][0] if s.pending else 0, verdict="agree", text=""
    ),
    "suspend": lambda s, at: clock.suspend(s, at, ground="posting", law=LAW),
    "resume": lambda s, at: clock.resume(s, at, law=LAW),
    "extend": lambda s, at: clock.extend(
        s, at, term=Term.parse("1 working day"), ground="apology", reason="bận", number="1", law=LAW
    ),
    "verify": lambda s, at: clock.verify(s, at, term=Term.parse("2 working days"), ground="check", law=LAW),
    "decide": lambda s, at: steps.decide(s, at, outcome="granted", electronic=True, number="1", reason="", law=LAW),
    "return": lambda s, at: closing.return_result(s, at, way="counter", to=""),
    "stop": lambda s, at: closing.stop(s, at, way="online", reason="", number="1"),
    "withdraw": lambda s, at: intake.withdraw(s, at, reason=""),
    "annul": lambda s, at: intake.annul(s, at, ground="mistake", reason="nhầm"),
    "correct": lambda s, at: correcting.correct(
        s, at, was={"applicant.name": "An"}, now={"applicant.name": "Ân"}, ground="typing", reason=""
    ),
    "pay": lambda s, at: closing.pay(s, at, amount=8000, online=True, method="transfer", receipt=""),
    "rate": lambda s, at: closing.rate(s, at, score=5),
}
MOVES = st.lists(st.tuples(st.sampled_from(sorted([*VERBS, "recall"])), st.integers(0, 2000)), max_size=40)


def decided(verb: str, state: Snapshot, at: datetime, log: list[Event]) -> Decision:
    """Let somebody try; taking a step back needs to know what was sent and where the dossier stood before."""
    if verb != "recall":
        return VERBS[verb](state, at)
    sent = log[-1] if log else Event("", 0, at, "", {})
    return recalling.recall(state, at, sent=sent, former=fold(log[:-1]), opened=False)


def events_of(decision: Decision, before: Snapshot, at: datetime) -> list[Event]:
    return [
        Event(d.type, before.seq + n, at, "user:x", d.payload, d.content)
        for n, d in enumerate(decision.drafts, start=1)
    ]


@given(MOVES)
@settings(max_examples=100, deadline=None)
def test_the_law_holds_on_every_walk(moves: list[tuple[str, int]]) -> None:
    state, log, at = Snapshot(), list[Event](), on("02/03", "08:00")
    for verb, minutes in moves:
        at += timedelta(minutes=minutes)
        if at.month > 10:
            break
        before = state
        try:
            new = events_of(decided(verb, state, at, log), state, at)
        except Refused:
            continue
        log += new
        state = fold(new, state)
        check(before, state, verb)
        if verb == "recall":
            former = fold(log[:-2])
            assert replace(state, seq=former.seq, last_at=former.last_at) == former
    assert fold(log) == state


def check(before: Snapshot, after: Snapshot, verb: str) -> None:
    assert after.seq >= before.seq
    if before.state in CLOSED:
        assert verb == "rate"
        assert after.state is before.state
    if verb == "correct":
        assert replace(after, seq=before.seq, last_at=before.last_at) == before
    assert after.supplements <= 1
    assert after.extensions <= 1
    assert after.fee_paid <= 8000
    if after.state in CLOSED:
        assert after.closed_at is not None
        assert (after.step, after.assignee, after.pending) == ("", "", ())
    if after.state in {State.RECEIVED, State.IN_PROGRESS}:
        assert after.due_at is not None
        assert after.step
        assert after.step_due_at is None or after.step_due_at <= after.due_at
    if after.state is State.RETURNED:
        assert after.outcome
        assert after.decided_at is not None
        assert after.finished_at is not None
