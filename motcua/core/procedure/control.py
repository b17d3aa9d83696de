"""The parameters by which procedure control works, as dated data: the compliance cost, and the habits of reviews."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final, Literal

from motcua.core.procedure.build import build
from motcua.core.procedure.cost import Income, parse_hours
from motcua.core.worktime import Term

Report = Callable[[str, str], None]
COST: Final = "compliance-cost"
REVIEWS: Final = "reviews"


@dataclass(frozen=True, slots=True)
class UsualHours:
    """How long something usually takes: a kind of component, ``travel``, ``inspection`` or ``receive``."""

    what: str
    hours: str


@dataclass(frozen=True, slots=True)
class FieldUnit:
    """Which unit reviews the procedures of a field."""

    field: str
    unit: str


@dataclass(frozen=True, slots=True)
class CostParameters:
    """What an hour is worth (TT 02/2017/TT-VPCP Art. 27) and how long the usual tasks take, from a day on."""

    code: Literal["compliance-cost"]
    name: str
    valid_from: date
    source: str
    income_year: int
    gdp_per_head: int
    months: int = 12
    days: int = 22
    hours: int = 8
    usual: tuple[UsualHours, ...] = ()
    unverified: bool = False

    @property
    def income(self) -> Income:
        """Return the income of an hour."""
        return Income(self.gdp_per_head, self.months, self.days, self.hours)

    def usual_hours(self) -> dict[str, Fraction]:
        """Return the usual hours by what they are for."""
        return {one.what: parse_hours(one.hours) or Fraction(0) for one in self.usual}


@dataclass(frozen=True, slots=True)
class ReviewParameters:
    """How reviews run, from a day on.

    ``months`` without review make a procedure due for one; ``publication_counts`` takes the publication of a version
    for a review. ``term`` is the time for a review, ``warn_before`` the working time before its end at which those
    concerned are warned, ``extension`` what each of at most ``extensions`` adds. The plan is sent before
    ``plan_day``.``plan_month``. A procedure with ``late_percent`` or more of its dossiers of the last ``late_months``
    late is proposed for the plan.
    """

    code: Literal["reviews"]
    name: str
    valid_from: date
    source: str
    months: int
    term: Term
    warn_before: Term
    extension: Term
    control_unit: str
    publication_counts: bool = True
    extensions: int = 1
    plan_day: int = 31
    plan_month: int = 1
    late_percent: int = 10
    late_months: int = 12
    fields: tuple[FieldUnit, ...] = ()
    unverified: bool = False

    def unit_for(self, field: str) -> str:
        """Return the unit that reviews a field; procedure control itself where none is named."""
        return next((one.unit for one in self.fields if one.field == field), self.control_unit)

    def plan_due(self, year: int) -> date:
        """Return the last day on which the plan of a year may be sent."""
        return date(year, self.plan_month, self.plan_day)


AnyParameters = CostParameters | ReviewParameters


def parse_parameters(data: Mapping[str, Any]) -> tuple[AnyParameters | None, list[tuple[str, str]]]:
    """Return the parameters in plain data and everything that is wrong with them as (path, Vietnamese sentence)."""
    found: list[tuple[str, str]] = []

    def report(path: str, message: str) -> None:
        found.append((path, message))

    if data.get("code") == COST:
        cost = build(CostParameters, data, "", report)
        if cost is not None:
            _check_cost(cost, report)
        return cost, found
    if data.get("code") == REVIEWS:
        reviews = build(ReviewParameters, data, "", report)
        if reviews is not None:
            _check_reviews(reviews, report)
        return reviews, found
    return None, [("code", f"«{data.get('code')}» không phải bộ tham số: chọn {COST} hoặc {REVIEWS}.")]


def _check_cost(cost: CostParameters, report: Report) -> None:
    for name in ("gdp_per_head", "months", "days", "hours"):
        if getattr(cost, name) <= 0:
            report(name, "Phải lớn hơn 0.")
    for n, one in enumerate(cost.usual):
        if parse_hours(one.hours) is None:
            report(f"usual[{n}].hours", f"«{one.hours}» không phải số giờ; viết như 0,5 hoặc 30 phút.")


def _check_reviews(reviews: ReviewParameters, report: Report) -> None:
    for name in ("months", "late_months"):
        if getattr(reviews, name) <= 0:
            report(name, "Phải lớn hơn 0.")
    if not 0 <= reviews.late_percent <= 100:
        report("late_percent", "Phải từ 0 đến 100.")
    if reviews.extensions < 0:
        report("extensions", "Không được âm.")
    try:
        reviews.plan_due(2001)
    except ValueError:
        report("plan_day", "Không có ngày này trong năm.")
