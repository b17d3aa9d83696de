"""What one applicant needs: papers and fees of a case, for given answers, channel and day."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from motcua.core.procedure.components import ChannelCode, Component
from motcua.core.procedure.definition import Case, ProcedureDefinition
from motcua.core.procedure.fees import Exemption, Fee
from motcua.core.rules import Answers, Condition, Words, evaluate, whole

Asked = Literal["required", "one_of", "if_applies", "if_lookup_fails", "looked_up", "shown"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """A component, how it is asked for in this case, and why."""

    component: Component
    asked: Asked
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A fee in this case; ``amount`` in đồng, None where not known here; ``waived`` when this person pays nothing.

    ``exemption`` is the group that the answers put the person into; ``offered`` are those that may still apply.
    """

    fee: Fee
    amount: int | None
    waived: bool
    because: tuple[str, ...] = ()
    exemption: Exemption | None = None
    offered: tuple[Exemption, ...] = ()


def requirements(
    definition: ProcedureDefinition, case: Case, answers: Answers, channel: ChannelCode
) -> tuple[Requirement, ...]:
    """Return the components asked for, in the procedure's order; those that don't apply are left out.

    Nothing outside this list may be asked of the applicant (NĐ 118/2025 Đ5). A condition whose answer is missing leaves
    the paper in the list as ``if_applies``.
    """
    words = definition.words()
    wanted = set(case.components)
    return tuple(
        requirement
        for component in definition.components
        if (not wanted or component.code in wanted) and (not component.channels or channel in component.channels)
        for requirement in _asked(component, answers, words)
    )


def _asked(component: Component, answers: Answers, words: Words) -> list[Requirement]:
    because: tuple[str, ...] = ()
    if component.when is not None:
        found = evaluate(component.when, answers, words)
        if found.value is False:
            return []
        if found.value is None:
            return [Requirement(component, "if_applies", found.because)]
        because = found.because
    return [Requirement(component, _manner(component), because)]


def _manner(component: Component) -> Asked:
    if component.kind == "data" or component.reused:
        return "looked_up"
    if component.need == "fallback":
        return "if_lookup_fails"
    if component.kind == "shown":
        return "shown"
    if component.need == "one_of":
        return "one_of"
    if component.need == "by_case" and component.when is None:
        return "if_applies"
    return "required"


def fees_due(
    definition: ProcedureDefinition, case: Case, answers: Answers, channel: ChannelCode, on: date
) -> tuple[FeeLine, ...]:
    """Return the fees of a case for this applicant on a day, with amounts for the quantities answered."""
    words = definition.words()
    lines = []
    for fee in definition.fees:
        if case.fees and fee.code not in case.fees:
            continue
        if (fee.channels and channel not in fee.channels) or not fee.valid_on(on):
            continue
        applies, because = _holds(fee.when, answers, words, otherwise=True)
        if not applies:
            continue
        lines.append(_line(fee, because, answers, words))
    return tuple(lines)


def _line(fee: Fee, because: tuple[str, ...], answers: Answers, words: Words) -> FeeLine:
    units, copies = _quantity(fee.units_from, answers), _quantity(fee.copies_from, answers)
    full = 0 if copies == 0 else fee.due(units, copies)
    waived, why = _holds(fee.waived_when, answers, words, otherwise=False)
    if waived:
        return FeeLine(fee, 0, True, why)
    offered: list[Exemption] = []
    best: FeeLine | None = None
    for exemption in fee.exemptions:
        found = None if exemption.when is None else evaluate(exemption.when, answers, words)
        if found is None or found.value is None:
            offered.append(exemption)
        elif found.value and (best is None or best.exemption is None or exemption.percent > best.exemption.percent):
            best = FeeLine(fee, exemption.of(full), exemption.percent == 100, found.because, exemption)
    if best is not None:
        return best
    return FeeLine(fee, full, False, because, offered=tuple(offered))


def _holds(
    condition: Condition | None, answers: Answers, words: Words, *, otherwise: bool
) -> tuple[bool, tuple[str, ...]]:
    if condition is None:
        return otherwise, ()
    found = evaluate(condition, answers, words)
    return found.value is True, found.because


def _quantity(code: str, answers: Answers) -> int:
    if not code:
        return 1
    given = whole(answers.get(code, 0) or 0)
    return max(given or 0, 0)
