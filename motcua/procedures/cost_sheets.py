"""Cost sheets as plain data (in the erasable content of an entry) and back; fractions are texts, never floats."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from motcua.core.procedure.control import CostParameters
from motcua.core.procedure.cost import Burden, Income, Task, number_text, parse_number


def as_data(burden: Burden) -> dict[str, Any]:
    """Return a cost sheet as JSON holds it, with the income it was reckoned by."""
    income = burden.income
    return {
        "income": {
            "gdp_per_head": income.gdp_per_head, "months": income.months, "days": income.days, "hours": income.hours,
        },
        "times_per_year": number_text(burden.times_per_year),
        "subjects_per_year": burden.subjects_per_year,
        "tasks": [
            {
                "kind": task.kind, "name": task.name, "hours": number_text(task.hours), "hourly": task.hourly,
                "hired": task.hired, "paid": task.paid, "times": number_text(task.times),
            }
            for task in burden.tasks
        ],
    }  # fmt: skip


def from_data(data: Mapping[str, Any]) -> Burden | None:
    """Return the cost sheet behind plain data; None where there is none (its content was erased)."""
    if not data.get("tasks") and not data.get("income"):
        return None
    return Burden(
        tuple(
            Task(
                row["kind"], row["name"], _number(row["hours"]), row["hourly"], row["hired"], row["paid"],
                _number(row["times"]),
            )
            for row in data["tasks"]
        ),
        Income(**data["income"]),
        _number(data["times_per_year"]),
        data["subjects_per_year"],
    )  # fmt: skip


def empty(parameters: CostParameters) -> Burden:
    """Return a sheet without tasks: the cost of a procedure that is repealed."""
    return Burden((), parameters.income)


def _number(text: str) -> Fraction:
    found = parse_number(text)
    if found is None:
        raise ValueError(text)
    return found
