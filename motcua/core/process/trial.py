"""A simulated dossier walks a route before it is published: the same decisions and the same clock, nothing written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from motcua.core.process.decide import closing, intake, steps
from motcua.core.process.decide.clock import Law
from motcua.core.process.decide.decision import Decision
from motcua.core.process.decide.intake import Components, Intake
from motcua.core.process.events import Event
from motcua.core.process.fold import Snapshot, fold
from motcua.core.process.route import END, Outcome, Route, Step
from motcua.core.process.states import CLOSED
from motcua.core.worktime import Remaining, Term, deadline, remaining

MOST_MOVES = 200
SOMEBODY = "user:thu"
REASON = "thử"


@dataclass(frozen=True, slots=True)
class Move:
    """One step is left by an outcome; ``at`` is None where it takes all the time that the step has."""

    outcome: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """When somebody who is asked the moment a step begins must have answered."""

    name: str
    answer_by: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay at a step.

    ``own_due`` is its own time counted from ``since``; ``due`` the moment that the officer is held to: never later
    than ``legal``, the dossier's due while the step runs (None while the clock stands). ``exceeds`` says that the
    step's own time reaches beyond the law's. ``left`` and ``outcome`` are None at the step where the walk stands.
    """

    step: Step
    since: datetime
    own_due: datetime | None
    due: datetime | None
    legal: datetime | None
    exceeds: bool
    opinions: tuple[Opinion, ...]
    left: datetime | None = None
    outcome: Outcome | None = None
    back: bool = False

    @property
    def late(self) -> bool:
        """Tell whether the step was left after the legal due."""
        return self.left is not None and self.legal is not None and self.left > self.legal


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk so far: its visits in order, the dossier as it stands, and when time ran out."""

    visits: tuple[Visit, ...]
    dossier: Snapshot
    law: Law

    @property
    def ended(self) -> bool:
        """Tell whether the result was returned."""
        return self.dossier.state in CLOSED

    @property
    def due(self) -> datetime | None:
        """Return the legal due as it stands, None while the clock stands still."""
        return self.dossier.due_at

    @property
    def ready(self) -> datetime | None:
        """Return when the result was ready to be handed over, None before."""
        return self.dossier.finished_at

    @property
    def runs_out(self) -> Visit | None:
        """Return the first visit whose own time reaches beyond the legal due."""
        return next((visit for visit in self.visits if visit.exceeds), None)

    @property
    def spare(self) -> Remaining | None:
        """Return the office time between the result and the legal due; None before the result is ready."""
        if self.ready is None or self.due is None:
            return None
        return remaining(self.law.calendar, self.ready, self.due)


@dataclass(frozen=True, slots=True)
class SentBack:
    """What one sending back on the main way costs: the step that sends, the outcome, the whole walk."""

    step: Step
    outcome: Outcome
    walk: Walk


def walk(law: Law, received: datetime, moves: Sequence[Move], waiting: Term) -> Walk:
    """Receive a dossier and take the moves; a step without time of its own lasts ``waiting`` if others are waited for.

    Raises ``Refused`` exactly where a real dossier would: an unknown outcome, a moment before the last one.
    """
    state = _after(
        Snapshot(),
        intake.receive(Snapshot(), received, intake=_FACTS, law=law, receiver=SOMEBODY, content=None, forward=False),
        received,
    )
    visits: list[Visit] = []
    for move in moves[:MOST_MOVES]:
        if state.state in CLOSED:
            break
        visit = _visit(law, state)
        left = move.at or _end(law, visit, waiting)
        outcome = visit.step.outcome(move.outcome) or Outcome(move.outcome, "", "")
        state = _after(state, _leave(law, state, visit.step, outcome, left), left)
        visits.append(_left(law.route, visit, left, outcome))
    if state.state not in CLOSED:
        visits.append(_visit(law, state))
    return Walk(tuple(visits), state, law)


def main_way(law: Law, received: datetime, waiting: Term) -> Walk:
    """Walk the first outcomes to the end, every step taking all its time; a circle is left after as many moves."""
    return walk(law, received, _main_moves(law.route), waiting)


def sent_back(law: Law, received: datetime, waiting: Term) -> Iterator[SentBack]:
    """Walk the main way once for each sending back on it: there, back once, and on to the end."""
    moves = _main_moves(law.route)
    steps_on_the_way = _main_steps(law.route)
    for n, step in enumerate(steps_on_the_way):
        for outcome in step.outcomes[1:]:
            if outcome.to == END or law.route.follows(outcome.to, step.code):
                continue
            rest = _main_moves(law.route, outcome.to)
            yield SentBack(step, outcome, walk(law, received, [*moves[:n], Move(outcome.code), *rest], waiting))


def _main_steps(route: Route, start: str = "") -> list[Step]:
    found: list[Step] = []
    step = route.step(start) if start else route.first
    while step not in found:
        found.append(step)
        if not step.outcomes or step.outcomes[0].to == END:
            break
        step = route.step(step.outcomes[0].to)
    return found


def _main_moves(route: Route, start: str = "") -> list[Move]:
    return [Move(step.outcomes[0].code) for step in _main_steps(route, start) if step.outcomes]


def _visit(law: Law, state: Snapshot) -> Visit:
    step, since = law.route.step(state.step), state.step_since
    assert since is not None
    own = law.step_due(step, since, None)
    legal = state.due_at
    opinions = []
    for asked in step.consultations:
        by = deadline(since, asked.answer_within, law.calendar, law.rules).due
        assert by is not None
        opinions.append(Opinion(asked.name, by, own is not None and by > own))
    return Visit(
        step=step,
        since=since,
        own_due=own,
        due=state.step_due_at,
        legal=legal,
        exceeds=own is not None and legal is not None and own > legal,
        opinions=tuple(opinions),
    )


def _end(law: Law, visit: Visit, waiting: Term) -> datetime:
    """Return when a step ends that takes all its time; what is not counted takes none, unless others are waited for."""
    if visit.own_due is not None:
        return visit.own_due
    if visit.step.pauses or visit.step.kind == "external":
        until = deadline(visit.since, waiting, law.calendar, law.steps).due
        assert until is not None
        return until
    return visit.since


def _leave(law: Law, state: Snapshot, step: Step, outcome: Outcome, at: datetime) -> Decision:
    if outcome.to == END and step.kind == "return":
        return closing.return_result(state, at, way="counter", to="")
    forward = outcome.to != END and outcome.to != "" and law.route.follows(outcome.to, step.code)
    if step.decides and forward:
        verdict = steps.REJECTED if outcome.code == steps.REJECT_WAY else steps.GRANTED
        return steps.decide(state, at, outcome=verdict, electronic=True, number="", reason=REASON, law=law)
    return steps.route(state, at, outcome=outcome.code, note=REASON, law=law)


def _left(route: Route, visit: Visit, left: datetime, outcome: Outcome) -> Visit:
    back = outcome.to != END and not route.follows(outcome.to, visit.step.code)
    return replace(visit, left=left, outcome=outcome, back=back)


def _after(before: Snapshot, decision: Decision, at: datetime) -> Snapshot:
    events = [
        Event(draft.type, seq, at, SOMEBODY, draft.payload)
        for seq, draft in enumerate(decision.drafts, start=before.seq + 1)
    ]
    return fold(events, before)


_FACTS = Intake(
    code="",
    procedure="",
    procedure_version="",
    case="",
    level="commune",
    channel=1,
    online="none",
    reception_unit="reception",
    competent_unit="competent",
    return_unit="return",
    components=Components(),
    fee_due=0,
)
