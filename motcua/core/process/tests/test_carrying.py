"""Carrying a running dossier to another version: what goes on, what is chosen, what is refused, on every walk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.core.process.decide import carrying, closing, intake
from motcua.core.process.decide.carrying import FAVOURABLE, GROUNDS, REQUESTED, TRANSITION, Ground, Target
from motcua.core.process.decide.clock import Law
from motcua.core.process.decide.decision import Decision
from motcua.core.process.events import Event
from motcua.core.process.fold import Snapshot, fold
from motcua.core.process.route import Route
from motcua.core.process.states import CLOSED, TABLE
from motcua.core.process.tests import test_random_walks as walks
from motcua.core.process.tests.law import LAW, ROUTE, on
from motcua.core.process.tests.test_life_cycle import FACTS
from motcua.core.process.tests.test_random_walks import VERBS, check, events_of
from motcua.core.refusal import Refused
from motcua.core.worktime import Term

START = on("02/03", "08:00")


def without(*codes: str) -> Route:
    """Return the route without some steps; what led to them leads to the step behind."""
    kept = [step for step in ROUTE.steps if step.code not in codes]
    known = {step.code for step in kept}
    mended = []
    for place, step in enumerate(kept):
        behind = kept[place + 1].code if place + 1 < len(kept) else "end"
        ways = tuple(replace(out, to=out.to if out.to in known else behind) for out in step.outcomes)
        mended.append(replace(step, outcomes=ways))
    return replace(ROUTE, code="new", steps=tuple(mended))


def law(term: str = "3 working days", route: Route = ROUTE) -> Law:
    return replace(LAW, term=Term.parse(term), route=route, route_version="new")


def target(term: str = "3 working days", route: Route = ROUTE, fee: int | None = 8000) -> Target:
    return Target("v2", "ordinary", law(term, route), fee, 2)


def because(code: str = TRANSITION) -> Ground:
    return Ground(code, "1/2026/NĐ-CP", "điều khoản chuyển tiếp")


def received(*verbs: str, fee: int | None = 8000) -> Snapshot:
    """Return a dossier received on Monday morning, after some verbs ten minutes apart."""
    facts = replace(FACTS, fee_due=fee)
    taken = intake.receive(Snapshot(), START, intake=facts, law=LAW, receiver="user:binh", content=None, forward=False)
    state, at = fold(events_of(taken, Snapshot(), START)), START
    for verb in verbs:
        at += timedelta(minutes=10)
        state = fold(events_of(VERBS[verb](state, at), state, at), state)
    return state


def carried(
    before: Snapshot, to: Target, at: datetime | None = None, ground: str = TRANSITION, step: str = ""
) -> Snapshot:
    at = at or START + timedelta(hours=2)
    decision = carrying.carry(before, at, to=to, old=ROUTE, ground=because(ground), step=step)
    return fold(events_of(decision, before, at), before)


def test_the_term_counts_from_the_reception_with_all_that_moved_the_clock() -> None:
    before = received("forward", "forward", "extend")
    after = carried(before, target("5 working days"))
    assert before.due_at == on("06/03", "17:00")  # three working days and one more
    assert after.due_at == on("10/03", "17:00")
    assert (after.step, after.step_since, after.extensions) == ("B3", before.step_since, 1)
    assert after.clock == before.clock


@pytest.mark.parametrize(
    ("verbs", "gone", "choices"),
    [
        (("forward", "forward"), ("B3",), ["B2"]),
        (("forward", "forward", "forward"), ("B4",), ["B2", "B3"]),
        (("forward", "forward", "forward"), ("B2", "B4"), ["B3"]),
        ((), ("B1",), []),
    ],
)
def test_a_missing_step_is_chosen_and_never_further_along(
    verbs: Sequence[str], gone: Sequence[str], choices: list[str]
) -> None:
    before, route = received(*verbs), without(*gone)
    assert [step.code for step in carrying.fitting(ROUTE.step(before.step), route)] == choices
    for step in route.steps:
        if step.code in choices:
            after = carried(before, target(route=route), step=step.code)
            assert (after.step, after.assignee, after.step_since) == (step.code, "", after.last_at)
        else:
            with pytest.raises(Refused, match="step_missing" if choices else "no_fitting_step"):
                carried(before, target(route=route), step=step.code)


def test_a_step_of_the_same_code_with_another_meaning_is_not_the_same() -> None:
    other = replace(ROUTE.step("B4"), role="leader")
    route = replace(ROUTE, steps=tuple(other if step.code == "B4" else step for step in ROUTE.steps))
    with pytest.raises(Refused, match="step_missing"):
        carried(received("forward", "forward", "forward"), target(route=route))


def test_open_opinions_stay_with_the_step_and_hold_it() -> None:
    before = received("forward", "forward", "consult")
    assert carried(before, target()).pending == before.pending
    with pytest.raises(Refused, match="opinions_open"):
        carried(before, target(route=without("B3")), step="B2")


def test_no_ground_but_the_law_moves_the_date_against_the_applicant_or_hides_a_delay() -> None:
    before = received("forward", "forward")
    with pytest.raises(Refused, match="later_date"):
        carried(before, target("5 working days"), ground=FAVOURABLE)
    carried(before, target("5 working days"), ground=REQUESTED)
    late = on("06/03", "09:00")
    with pytest.raises(Refused, match="late_already"):
        carried(before, target("5 working days"), late, ground=REQUESTED)
    with pytest.raises(Refused, match="already_late"):
        carried(before, target("1 working day"), on("04/03", "09:00"), ground=FAVOURABLE)
    assert carried(before, target("1 working day"), on("04/03", "09:00")).due_at == on("03/03", "17:00")


@given(due=st.none() | st.integers(0, 10**9), paid=st.integers(0, 10**9), asked=st.none() | st.integers(0, 10**9))
def test_a_fee_never_rises_and_never_falls_below_what_was_paid(due: int | None, paid: int, asked: int | None) -> None:
    paid = paid if due is None else min(paid, due)
    after = carrying.fee_after(Snapshot(fee_due=due, fee_paid=paid), asked)
    if due is None or asked is None:
        assert after == due
    else:
        assert after is not None
        assert paid <= after <= due
        assert after == max(asked, paid) or after == due <= asked


ROUTES = [ROUTE, *(without(code) for code in ("B2", "B3", "B4")), without("B2", "B3")]
PACES = [str(verb) for verb in VERBS]


@given(
    st.lists(
        st.tuples(st.sampled_from([*PACES, "carry", "carry"]), st.integers(0, 900), st.integers(0, 10_000)), max_size=40
    )
)
@settings(max_examples=80, deadline=None)
def test_the_law_of_the_life_cycle_holds_however_often_a_dossier_is_carried(moves: list[tuple[str, int, int]]) -> None:
    """Whatever is tried in whatever order: fold, invariants, dates out of the clock, steps of the own route."""
    state, log, at, own, version = Snapshot(), list[Event](), on("02/03", "08:00"), LAW, 1
    for verb, minutes, chance in moves:
        at += timedelta(minutes=minutes)
        before = state
        to = law(f"{1 + chance % 9} working days", ROUTES[chance % len(ROUTES)])
        try:
            if verb == "carry":
                version += 1
                aim = Target(f"v{version}", "ordinary", to, chance, 2)
                step = ROUTES[chance % len(ROUTES)].steps[chance % 4].code
                ground = because(GROUNDS[chance % 3])
                decision = carrying.carry(state, at, to=aim, old=own.route, ground=ground, step=step)
            else:
                decision = _with(own, verb, state, at)
        except Refused:
            continue
        new = events_of(decision, state, at)
        log += new
        state = fold(new, state)
        check(before, state, verb)
        if verb == "carry":
            own = to
            assert before.state in TABLE["carry"].sources
            assert state.state is before.state
            assert decision.deadline is not None
            assert decision.deadline.trace
            assert state.due_at == own.due(state).due == decision.deadline.due
            assert (state.supplements, state.extensions, state.clock) == (
                before.supplements,
                before.extensions,
                before.clock,
            )
            assert state.fee_due is not None
            assert before.fee_due is not None
            assert state.fee_paid <= state.fee_due <= before.fee_due
        if state.step and state.state not in CLOSED:
            own.route.step(state.step)
    assert fold(log) == state


def _with(own: Law, verb: str, state: Snapshot, at: datetime) -> Decision:
    """Let a verb of the walks decide by the law that the dossier runs on now."""
    if verb == "pay" and state.fee_due is not None:
        return closing.pay(state, at, amount=state.fee_due - state.fee_paid, online=True, method="t", receipt="")
    with patch.object(walks, "LAW", own):
        return VERBS[verb](state, at)
