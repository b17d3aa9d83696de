"""Compliance cost of a procedure (TT 02/2017/TT-VPCP Art. 27): tasks, one execution, a year, before and after.

Money is đồng. Everything is reckoned in whole numbers and fractions and rounded only when it is shown (half up to the
đồng), so that sums of rows, differences and shares agree. Opportunity costs are left out, as Art. 27 has it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

TaskKind = Literal["prepare", "travel", "fee", "inspection", "receive", "other"]
TASK_KINDS: Final[tuple[TaskKind, ...]] = ("prepare", "travel", "fee", "inspection", "receive", "other")
_AMOUNT: Final = re.compile(r"\d{1,3}(?:[.\s]\d{3})+|\d+")
_NUMBER: Final = r"\d+(?:[.,]\d+)?|\d+\s*/\s*\d+"
_HOURS: Final = re.compile(
    rf"(?:(?P<hours>{_NUMBER})\s*(?:giờ|gio|h|g)?)?\s*(?:(?P<minutes>\d+)\s*(?:phút|phut|p|')?)?", re.IGNORECASE
)
_MINUTES: Final = re.compile(r"(?P<minutes>\d+)\s*(?:phút|phut|p|')", re.IGNORECASE)
LARGEST: Final = 10**15


@dataclass(frozen=True, slots=True)
class Income:
    """What an hour of an applicant's time is worth: GDP per head and year ÷ months ÷ days ÷ hours, of one year."""

    gdp_per_head: int
    months: int = 12
    days: int = 22
    hours: int = 8

    @property
    def hourly(self) -> Fraction:
        """Return the average income of one hour in đồng, exact."""
        return Fraction(self.gdp_per_head, self.months * self.days * self.hours)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that an applicant must do in an execution.

    ``hours`` of own time, valued by ``hourly`` đồng or by the average income where that is None; ``hired`` is what a
    hired service costs, ``paid`` a fee, charge or other outlay, both in đồng each time; ``times`` says how often it is
    done in one execution (a half: every second applicant must).
    """

    kind: TaskKind
    name: str
    hours: Fraction = Fraction(0)
    hourly: int | None = None
    hired: int = 0
    paid: int = 0
    times: Fraction = Fraction(1)

    def labour(self, hourly: Fraction) -> Fraction:
        """Return hours × hourly income + hired service, for all its times in one execution."""
        rate = hourly if self.hourly is None else Fraction(self.hourly)
        return (self.hours * rate + self.hired) * self.times

    def outlay(self) -> Fraction:
        """Return fees, charges and other outlays of one execution."""
        return self.paid * self.times

    def cost(self, hourly: Fraction) -> Fraction:
        """Return what the task costs in one execution, in đồng."""
        return self.labour(hourly) + self.outlay()


@dataclass(frozen=True, slots=True)
class Burden:
    """A procedure as applicants carry it: its tasks, how often a year each does it, and how many they are."""

    tasks: tuple[Task, ...]
    income: Income
    times_per_year: Fraction = Fraction(1)
    subjects_per_year: int = 0

    @property
    def one(self) -> Fraction:
        """Return the cost of one execution: Σ of the tasks' costs, fees, charges and other outlays included."""
        return sum((task.cost(self.income.hourly) for task in self.tasks), Fraction(0))

    @property
    def year(self) -> Fraction:
        """Return the cost of a year: one execution × times a year × subjects a year."""
        return self.one * self.times_per_year * self.subjects_per_year

    def by_kind(self) -> dict[TaskKind, Fraction]:
        """Return the cost of one execution by kind of task, in the order of the form; only kinds that occur."""
        return {
            kind: sum((t.cost(self.income.hourly) for t in self.tasks if t.kind == kind), Fraction(0))
            for kind in TASK_KINDS
            if any(task.kind == kind for task in self.tasks)
        }


@dataclass(frozen=True, slots=True)
class Saving:
    """The cost before and after; the saving is their difference and may be negative."""

    before: Fraction
    after: Fraction

    @property
    def saved(self) -> Fraction:
        """Return what is saved, in đồng."""
        return self.before - self.after

    @property
    def percent(self) -> Fraction | None:
        """Return the saving as a percentage of the cost before; None where there was no cost."""
        return None if self.before == 0 else self.saved * 100 / self.before


def rounded(amount: Fraction) -> int:
    """Return an amount in whole đồng, half up (away from zero)."""
    doubled = abs(amount) * 2
    whole = (doubled.numerator // doubled.denominator + 1) // 2
    return whole if amount >= 0 else -whole


def percent_text(share: Fraction | None, digits: int = 2) -> str:
    """Write a percentage as Vietnamese papers do: ``77,44%``; empty where there is none."""
    if share is None:
        return ""
    scaled = rounded(share * 10**digits)
    sign, (whole, rest) = "-" if scaled < 0 else "", divmod(abs(scaled), 10**digits)
    tail = f"{rest:0{digits}d}".rstrip("0") if digits else ""
    return f"{sign}{whole}{',' + tail if tail else ''}%"


def total(savings: Iterable[Saving]) -> Saving:
    """Return the sum of several savings."""
    listed = list(savings)
    return Saving(sum((one.before for one in listed), Fraction(0)), sum((one.after for one in listed), Fraction(0)))


def parse_number(text: str) -> Fraction | None:
    """Read a number that is no money: "0,5", "1/2", "2"; None for anything else, negatives included."""
    text = text.strip()
    if not re.fullmatch(_NUMBER, text):
        return None
    head, slash, tail = text.replace(",", ".").partition("/")
    if slash and int(tail) == 0:
        return None
    found = Fraction(int(head), int(tail)) if slash else Fraction(head)
    return found if found <= LARGEST else None


def parse_hours(text: str) -> Fraction | None:
    """Read hours as people write them: "0,5", "1/2 giờ", "30 phút", "1 giờ 30"; None for anything else."""
    text = text.strip()
    only = _MINUTES.fullmatch(text)
    match = only or _HOURS.fullmatch(text)
    if match is None or not text:
        return None
    given = match.groupdict()
    hours = parse_number(given["hours"]) if given.get("hours") else Fraction(0)
    minutes = Fraction(int(given["minutes"]), 60) if given.get("minutes") else Fraction(0)
    return None if hours is None or hours + minutes > LARGEST else hours + minutes


def parse_amount(text: str) -> int | None:
    """Read whole đồng: "18.509.608", "18509608 đ"; None for anything else, negatives and fractions included."""
    bare = re.sub(r"(?:\s*(?:đồng|đ|vnd|vnđ))\.?$", "", text.strip(), flags=re.IGNORECASE)
    if not _AMOUNT.fullmatch(bare):
        return None
    found = int(re.sub(r"[.\s]", "", bare))
    return found if found <= LARGEST else None


def number_text(number: Fraction) -> str:
    """Write a number so that :func:`parse_number` reads the same: "0,5", "2", "1/3"."""
    if number.denominator == 1:
        return str(number.numerator)
    for digits in (1, 2, 3):
        scaled = number * 10**digits
        if scaled.denominator == 1:
            whole, rest = divmod(scaled.numerator, 10**digits)
            return f"{whole},{rest:0{digits}d}"
    return f"{number.numerator}/{number.denominator}"
