"""The tasks that a procedure asks of an applicant, ready for the cost sheet: papers, way, fees, inspection, result."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from motcua.core.procedure.components import Component
from motcua.core.procedure.cost import Task
from motcua.core.procedure.definition import ProcedureDefinition

NOTHING = Fraction(0)


def tasks_of(definition: ProcedureDefinition, hours: Mapping[str, Fraction]) -> tuple[Task, ...]:
    """Return the tasks of one execution lodged at the counter, to be corrected by whoever reckons.

    ``hours`` gives the usual hours for a kind of component ("declaration") and for ``travel``, ``inspection`` and
    ``receive``; what it does not name takes none. Of a group of papers one is enough, so each counts its share. Papers
    that the office looks up itself cost nothing and are left out, and so are fees that are free or not known.
    """
    return (
        *_papers(definition, hours),
        Task("travel", "Đi nộp hồ sơ", hours.get("travel", NOTHING)),
        *_fees(definition),
        *_inspection(definition, hours),
        Task("receive", "Nhận kết quả", hours.get("receive", NOTHING)),
    )


def _papers(definition: ProcedureDefinition, hours: Mapping[str, Fraction]) -> Iterator[Task]:
    asked = [one for one in definition.components if _asked(one)]
    for component in asked:
        group = [one for one in asked if component.need == "one_of" and one.group == component.group]
        share = Fraction(1, len(group)) if group else Fraction(1)
        name = component.name[:1].lower() + component.name[1:]
        yield Task("prepare", f"Chuẩn bị {name}", hours.get(component.kind, NOTHING), times=share)


def _asked(component: Component) -> bool:
    """Tell whether an applicant at the counter has to bring it."""
    at_counter = not component.channels or "direct" in component.channels
    return (
        at_counter
        and component.kind not in ("data", "e_form")
        and component.need != "fallback"
        and not component.reused
    )


def _fees(definition: ProcedureDefinition) -> Iterator[Task]:
    for fee in definition.fees:
        amount = fee.due()
        if amount and (not fee.channels or "direct" in fee.channels):
            yield Task("fee", fee.name, paid=amount)


def _inspection(definition: ProcedureDefinition, hours: Mapping[str, Fraction]) -> Iterator[Task]:
    for ground in definition.clock_grounds:
        if ground.kind == "verification":
            yield Task("inspection", ground.name, hours.get("inspection", NOTHING))
