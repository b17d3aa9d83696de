"""Finds what a decision needs to know: the case's term and rules, the unit's calendar, the route."""

from __future__ import annotations

from datetime import date

from motcua.core.procedure.definition import Case, ClockGround, ProcedureDefinition
from motcua.core.process.decide.clock import Law
from motcua.core.process.fold import Snapshot
from motcua.core.refusal import Refused
from motcua.core.worktime import Term
from motcua.procedures import queries as procedures
from motcua.worktime import queries as worktime

STEPS = "steps"


def law_for(version_id: str, case_code: str, competent_unit: str, on: date) -> Law:
    """Return the law of a case at the unit that decides, with the rules in force on a day."""
    published = procedures.by_version(version_id)
    case = published.definition.case(case_code)
    return _law(case, case.term, competent_unit, on, version_id)


def law_of(dossier: Snapshot, on: date) -> Law:
    """Return the law of a received dossier: its own version, case and term; rules as of its reception."""
    published = procedures.by_version(dossier.procedure_version)
    case = published.definition.case(dossier.case)
    received = dossier.received_at.date() if dossier.received_at else on
    return _law(
        case,
        Term.parse(dossier.term) if dossier.term else case.term,
        dossier.competent_unit,
        received,
        dossier.procedure_version,
    )


def _law(case: Case, term: Term, unit: str, on: date, version_id: str) -> Law:
    calendar = worktime.calendar_for(unit)
    rules = worktime.rules(case.rule_set, on)
    return Law(
        term=term,
        calendar=calendar,
        rules=rules,
        steps=worktime.rules(STEPS, on),
        route=procedures.route(version_id, case.route),
        basis=f"{calendar.version} {rules.version}",
    )


def definition_of(dossier: Snapshot) -> ProcedureDefinition:
    """Return the published definition that the dossier runs on; it never changes under it (promise 5)."""
    return procedures.by_version(dossier.procedure_version).definition


def ground_of(dossier: Snapshot, code: str, kind: str) -> ClockGround:
    """Return a ground by which the procedure lets the clock stand or run longer; nothing else may move it."""
    grounds = [ground for ground in definition_of(dossier).clock_grounds if ground.kind == kind]
    found = next((ground for ground in grounds if ground.code == code), None)
    if found is None:
        names = "; ".join(ground.name for ground in grounds)
        hint = f"Các căn cứ được dùng: {names}." if names else "Thủ tục này không có căn cứ nào như vậy."
        raise Refused("no_such_ground", "Thủ tục không cho dừng hoặc kéo dài thời hạn theo căn cứ này.", hint)
    return found
