"""What a lodgement would lead to if it were received now: its case, papers, money and due date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from motcua.core.procedure.components import ChannelCode
from motcua.core.procedure.definition import Case, choose_case
from motcua.core.procedure.requirements import FeeLine, Requirement, fees_due, requirements
from motcua.core.refusal import Refused
from motcua.core.worktime import deadline
from motcua.core.worktime.vietnamese import local
from motcua.dossiers.law import law_for
from motcua.procedures.queries import Published
from motcua.ui import refusals
from motcua.ui.formatting import term
from motcua.worktime import explaining


@dataclass(frozen=True, slots=True)
class Preview:
    """The case that the answers lead to (None while one is missing), what it asks for, costs and promises."""

    case: Case | None
    because: tuple[str, ...] = ()
    papers: tuple[Requirement, ...] = ()
    fees: tuple[FeeLine, ...] = ()
    total: int | None = 0
    term: str = ""
    due: datetime | None = None
    why: str = ""
    problem: str = ""


def preview(
    published: Published, answers: Mapping[str, Any], channel: ChannelCode, competent_unit: str, at: datetime
) -> Preview:
    """Work out what receiving at ``at`` would mean; ``problem`` says what stands in the way."""
    definition, on = published.definition, local(at).date()
    choice = choose_case(definition, answers)
    if choice.case is None:
        return Preview(None, choice.because)
    case = choice.case
    fees = fees_due(definition, case, answers, channel, on)
    known = Preview(
        case,
        because=choice.because,
        papers=requirements(definition, case, answers, channel),
        fees=fees,
        total=None if any(line.amount is None for line in fees) else sum(line.amount or 0 for line in fees),
        term=term(case.term),
    )
    if not competent_unit:
        return known
    try:
        law = law_for(str(published.id), case.code, competent_unit, on)
    except Refused as refused:
        return replace(known, problem=refusals.message(refused))
    promised = deadline(at, law.term, law.calendar, law.rules)
    return replace(known, due=promised.due, why=explaining.why(promised))
