"""Walks a dossier's events and says which signs each of them gives; state and answer are pure data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final

from motcua.core.process.events import moment, read_moment
from motcua.core.refusal import Refused
from motcua.core.signs.rules import Rule, Rules
from motcua.core.worktime.term import Term

TIMES: Final = (
    "submitted_at",
    "check_by",
    "received_at",
    "due_at",
    "step_since",
    "step_due",
    "decided_at",
    "opinion_recorded",
)


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as the signs read it: what happened, its own time and the time at which it was written down."""

    type: str
    seq: int
    at: datetime
    recorded_at: datetime
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Trail:
    """What the signs must remember of a dossier between two of its entries; nothing personal."""

    procedure: str = ""
    reception_unit: str = ""
    competent_unit: str = ""
    channel: int = 1
    submitted_at: datetime | None = None
    check_by: datetime | None = None
    received_at: datetime | None = None
    due_at: datetime | None = None
    term: str = ""
    step_unit: str = ""
    step_since: datetime | None = None
    step_due: datetime | None = None
    decided_at: datetime | None = None
    opinion_recorded: datetime | None = None
    open_opinions: tuple[int, ...] = ()
    backs: int = 0

    def as_data(self) -> dict[str, Any]:
        """Return the trail as plain data."""
        data = asdict(self)
        for name in TIMES:
            data[name] = data[name] and moment(data[name])
        return {**data, "open_opinions": list(self.open_opinions)}


def from_data(data: Mapping[str, Any]) -> Trail:
    """Read what :meth:`Trail.as_data` wrote; of a dossier never seen, an empty mapping."""
    times = {name: read_moment(data[name]) for name in TIMES if name in data}
    more = {"open_opinions": tuple(data["open_opinions"])} if "open_opinions" in data else {}
    return Trail(**{**data, **times, **more})


@dataclass(frozen=True, slots=True)
class Seen:
    """One sign that an entry gave; ``facts`` are numbers and moments for its sentence, ``unit`` is where it happened.

    ``other`` is the id of another dossier that has the same sign with it.
    """

    code: str
    unit: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    other: str = ""


Signs = tuple[Seen, ...]


def walk(trail: Trail, told: Told, rules: Rules) -> tuple[Trail, Signs]:
    """Return the trail after one entry, and the signs that it gave."""
    mover = MOVES.get(told.type)
    after, found = mover(trail, told, rules) if mover else (trail, ())
    late = rules.signs.get("late_entry")
    marked = told.type == "dossier.received" and bool(told.payload.get("late"))
    if late and (marked or told.recorded_at - told.at >= late.span > timedelta()):
        where = after.step_unit or after.reception_unit
        found = (*found, Seen("late_entry", where, {"minutes": _minutes(told.recorded_at - told.at)}))
    return after, found


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds()) // 60


def _percent(since: datetime | None, until: datetime | None, at: datetime) -> int | None:
    """Return how much of a span has passed; None where there is no span."""
    if since is None or until is None or until <= since:
        return None
    return int(100 * (at - since) / (until - since))


def _entered(trail: Trail, told: Told) -> Trail:
    p = told.payload
    return replace(
        trail,
        procedure=p["procedure"],
        reception_unit=p["reception_unit"],
        competent_unit=p["competent_unit"],
        channel=p["channel"] or 1,
    )


def _submitted(trail: Trail, told: Told, rules: Rules) -> tuple[Trail, Signs]:
    after = replace(_entered(trail, told), submitted_at=told.at, check_by=read_moment(told.payload["check_by"]))
    return after, _again(after, told, rules)


def _received(trail: Trail, told: Told, rules: Rules) -> tuple[Trail, Signs]:
    p = told.payload
    after = replace(
        _entered(trail, told),
        received_at=told.at,
        due_at=read_moment(p["due"]),
        term=p["term"],
        step_unit=p["step_unit"],
        step_since=told.at,
        step_due=read_moment(p["step_due"]),
    )
    found = [*_waited(told, rules, after), *_portal(trail, told, rules), *_posted(trail, told, rules, after)]
    return after, (*found, *(() if trail.submitted_at else _again(after, told, rules)))


def _waited(told: Told, rules: Rules, after: Trail) -> Signs:
    rule, taken = rules.signs.get("waited"), read_moment(told.payload.get("ticket_at"))
    if rule is None or taken is None or told.at - taken < rule.span:
        return ()
    return (Seen("waited", after.reception_unit, {"minutes": _minutes(told.at - taken), "since": moment(taken)}),)


def _portal(trail: Trail, told: Told, rules: Rules) -> Signs:
    online = trail.channel == 2 and trail.submitted_at is not None
    if "portal" not in rules.signs or not online or trail.check_by is None or told.at <= trail.check_by:
        return ()
    assert trail.submitted_at is not None
    facts = {"minutes": _minutes(told.at - trail.check_by), "since": moment(trail.submitted_at)}
    return (Seen("portal", trail.reception_unit, facts),)


def _posted(trail: Trail, told: Told, rules: Rules, after: Trail) -> Signs:
    rule = rules.signs.get("posted")
    sent = read_moment(told.payload.get("posted_at")) or trail.submitted_at
    if rule is None or after.channel != 3 or sent is None or told.at - sent < rule.span:
        return ()
    return (Seen("posted", after.reception_unit, {"minutes": _minutes(told.at - sent), "since": moment(sent)}),)


def _again(after: Trail, told: Told, rules: Rules) -> Signs:
    former = told.payload.get("after_refusal", "")
    if not former or "relodged" not in rules.signs:
        return ()
    return (Seen("relodged", after.reception_unit, {}, other=former),)


def _asked(trail: Trail, told: Told, rules: Rules) -> tuple[Trail, Signs]:
    where = trail.step_unit or trail.reception_unit
    found: list[Seen] = []
    if "second_supplement" in rules.signs and told.payload["count"] > 1:
        found.append(Seen("second_supplement", where, {"number": told.payload["count"]}))
    rule = rules.signs.get("late_supplement")
    gone = _percent(trail.received_at, trail.due_at, told.at)
    if rule and gone is not None and gone >= rule.percent:
        found.append(Seen("late_supplement", where, {"percent": gone}))
    return _dates(trail, told), tuple(found)


def _suspended(trail: Trail, told: Told, rules: Rules) -> tuple[Trail, Signs]:
    bare = "no_paper" in rules.signs and not str(told.payload["paper"]).strip()
    found = (Seen("no_paper", trail.step_unit, {"ground": told.payload["ground"]}),) if bare else ()
    return _dates(trail, told), found


def _dates(trail: Trail, told: Told) -> Trail:
    """Take the new dates of an entry; while the clock stands still the last ones stay."""
    due, step_due = read_moment(told.payload.get("due")), read_moment(told.payload.get("step_due"))
    return replace(trail, due_at=due or trail.due_at, step_due=step_due or trail.step_due)


def _moved(trail: Trail, told: Told, rules: Rules) -> tuple[Trail, Signs]:
    return _dates(trail, told), ()


def _routed(trail: Trail, told: Told, rules: Rules) -> tuple[Trail, Signs]:
    p = told.payload
    backs = trail.backs + (1 if p.get("back") else 0)
    after = replace(
        trail,
        step_unit=p["step_unit"],
        step_since=read_moment(p.get("step_since")) or told.at,
        step_due=read_moment(p["step_due"]),
        backs=backs,
    )
    rule = rules.signs.get("sent_back")
    if rule is None or not p.get("back"):
        return after, ()
    gone = _percent(trail.step_since, trail.step_due, told.at)
    if backs >= rule.number or (gone is not None and gone >= rule.percent):
        return after, (Seen("sent_back", trail.step_unit, {"number": backs, "percent": gone}),)
    return after, ()


def _decided(trail: Trail, told: Told, rules: Rules) -> tuple[Trail, Signs]:
    after = replace(trail, decided_at=told.at)
    where = trail.step_unit or trail.competent_unit
    found: list[Seen] = []
    early = trail.opinion_recorded is not None and told.at < trail.opinion_recorded
    if "before_opinion" in rules.signs and (trail.open_opinions or early):
        found.append(Seen("before_opinion", where, {"number": len(trail.open_opinions)}))
    rule = rules.signs.get("at_once")
    if rule and trail.received_at and told.at - trail.received_at <= rule.span and _long(trail.term, rule):
        found.append(Seen("at_once", where, {"minutes": _minutes(told.at - trail.received_at), "term": trail.term}))
    return after, tuple(found)


def _long(term: str, rule: Rule) -> bool:
    try:
        read = Term.parse(term)
    except Refused:
        return False
    return read.unit in ("working_days", "days") and read.amount >= rule.days


def _consulted(trail: Trail, told: Told, rules: Rules) -> tuple[Trail, Signs]:
    return replace(trail, open_opinions=(*trail.open_opinions, told.seq)), ()


def _opinion(trail: Trail, told: Told, rules: Rules) -> tuple[Trail, Signs]:
    left = tuple(seq for seq in trail.open_opinions if seq != told.payload["consultation"])
    after = replace(trail, open_opinions=left, opinion_recorded=told.recorded_at)
    decided = trail.decided_at
    if "before_opinion" not in rules.signs or decided is None or told.recorded_at <= decided:
        return after, ()
    return after, (Seen("before_opinion", trail.step_unit or trail.competent_unit, {"since": moment(decided)}),)


def _corrected(trail: Trail, told: Told, rules: Rules) -> tuple[Trail, Signs]:
    if "corrected" not in rules.signs or trail.received_at is None:
        return trail, ()
    facts = {"number": len(told.payload["fields"]), "ground": told.payload["ground"]}
    return trail, (Seen("corrected", trail.step_unit or trail.reception_unit, facts),)


Mover = Callable[[Trail, Told, Rules], tuple[Trail, Signs]]
MOVES: Final[Mapping[str, Mover]] = {
    "dossier.submitted": _submitted,
    "dossier.received": _received,
    "dossier.supplement_asked": _asked,
    "dossier.supplement_answered": _moved,
    "dossier.suspended": _suspended,
    "dossier.resumed": _moved,
    "dossier.verification_added": _moved,
    "dossier.extended": _moved,
    "dossier.due_changed": _moved,
    "dossier.routed": _routed,
    "dossier.recalled": _routed,
    "dossier.decided": _decided,
    "dossier.consultation_asked": _consulted,
    "dossier.consultation_answered": _opinion,
    "dossier.corrected": _corrected,
}


@dataclass(frozen=True, slots=True)
class Reception:
    """One reception of one officer's day: its own time, counted by the rule of the rush."""

    key: str
    at: datetime


def rush(day: tuple[Reception, ...], after: datetime, rule: Rule) -> tuple[Reception, ...]:
    """Return an officer's receptions of one day from ``after`` on, where there are so many that it is a sign."""
    late = tuple(one for one in day if one.at >= after)
    if len(late) < rule.number or 100 * len(late) < rule.percent * len(day):
        return ()
    return late
