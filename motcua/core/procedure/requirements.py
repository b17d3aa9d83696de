"""What one applicant needs: papers and fees of a case, for given answers, channel and day."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from motcua.core.procedure.components import ChannelCode, Component
from motcua.core.procedure.definition import Case, ProcedureDefinition
from motcua.core.procedure.fees import Fee
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
    """A fee in this case; ``amount`` in đồng, None where not known here; ``waived`` when this person pays nothing."""

    fee: Fee
    amount: int | None
    waived: bool
    because: tuple[str, ...] = ()


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
    if component.kind == "data":
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
        waived, why = _holds(fee.waived_when, answers, words, otherwise=False)
        units, copies = _quantity(fee.units_from, answers), _quantity(fee.copies_from, answers)
        amount = 0 if waived or copies == 0 else fee.due(units, copies)
        lines.append(FeeLine(fee, amount, waived, why if waived else because))
    return tuple(lines)


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
