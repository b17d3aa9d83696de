"""Give a signed result its number, mark it sealed and send it on: the clerk's one act."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.core.process.decide import issuing as decide
from motcua.core.process.decide.decision import Decision
from motcua.core.process.fold import Snapshot
from motcua.core.process.states import State
from motcua.core.worktime.vietnamese import local
from motcua.documents import numbers
from motcua.documents.actions.use_reserved import use_reserved
from motcua.documents.policies import part_of
from motcua.documents.series import plan
from motcua.dossiers import policies
from motcua.dossiers.actions.seeing import seen_step
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import law_of
from motcua.dossiers.reading import Found
from motcua.ledger import read as ledger
from motcua.people.actor import Actor


@dataclass(frozen=True, slots=True)
class Reserved:
    """A reserved number to use instead of the next one, for a paper that bears ``day``."""

    year: int
    number: int
    day: date


def issue(
    dossier_id: UUID,
    *,
    actor: Actor,
    at: datetime,
    key: str | None,
    reserved: Reserved | None = None,
    step_seq: int | None = None,
) -> Done:
    """Number, seal and pass on; a number that the decision already bears is kept and none is taken."""

    def attempt(found: Found) -> Plan:
        seen_step(found.now, step_seq)
        policies.holds(actor, found.now).enforce()
        decision = decide.issue(found.now, at, law=law_of(found.now, local(at).date(), found.stamp))
        told = _number(found, reserved, actor, at)
        return Plan(_told(decision, told), result={"slip": told["number"]})

    asked = {"reserved": [reserved.year, reserved.number, reserved.day.isoformat()] if reserved else None}
    return change(
        dossier_id,
        action="dossier.issue",
        actor=actor,
        at=at,
        key=key,
        request={**asked, "step_seq": step_seq},
        attempt=attempt,
        numbered=True,
    )


def series_for(now: Snapshot) -> tuple[str, str]:
    """Return the agency and the series that number what the current step issues."""
    decided = now.state is State.DECIDED
    series = plan().of_result(now.procedure, decided=decided, rejected=now.outcome == "rejected")
    return part_of(now.step_unit), series


def number_of(found: Found) -> str:
    """Return the number that the decision bears already, "" where it has none."""
    if found.now.state is not State.DECIDED:
        return ""
    told = [entry.payload for entry in ledger.stream(found.stream) if entry.type == "dossier.decided"]
    return str(told[-1].get("number", "")) if told else ""


def _number(found: Found, reserved: Reserved | None, actor: Actor, at: datetime) -> dict[str, Any]:
    borne = number_of(found)
    if borne:
        return {"number": borne}
    agency, series = series_for(found.now)
    about = {"subject": found.stream, "note": found.now.code}
    if reserved is None:
        given = numbers.take(agency, series, at, actor=actor.id, **about)
    else:
        given = use_reserved(
            agency, series, reserved.year, reserved.number, day=reserved.day, actor=actor, at=at, **about
        )
    return {"number": given.symbol, "agency": agency, "series": series, "year": given.year}


def _told(decision: Decision, told: dict[str, Any]) -> Decision:
    first = decision.drafts[0]
    return replace(decision, drafts=(replace(first, payload={**first.payload, **told}), *decision.drafts[1:]))
