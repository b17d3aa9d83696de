"""QĐ 766/QĐ-TTg groups 2–4 as far as entries carry them, computed from facts: the formulas as the portal has them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from motcua.dossiers.models import DossierFact

Ratio = Fraction | None


@dataclass(frozen=True)
class Period:
    """A month or year, and the longest time of a procedure for dossiers that were given no appointment."""

    start: datetime
    end: datetime
    longest: timedelta


@dataclass(frozen=True)
class Component:
    """One line of the index: its ratio, the points it can bring and the target from which it brings them all."""

    ratio: Ratio
    most: int
    target: Fraction | None = None

    @property
    def points(self) -> Decimal | None:
        """Return R × Pmax; with a target T, Pmax from T on and R × Pmax / T below; nothing where nothing is counted."""
        if self.ratio is None:
            return None
        reached = self.ratio if self.target is None else min(Fraction(1), self.ratio / self.target)
        exact = Decimal((reached * self.most).numerator) / Decimal((reached * self.most).denominator)
        return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def index(facts: Sequence[DossierFact], period: Period) -> dict[str, Component]:
    """Return the components of groups 2 (progress), 3 (online, payment) and 4 (digitising)."""
    handled = [fact for fact in facts if _handled_in(fact, period)]
    eligible = [fact for fact in handled if fact.online == "full"]
    owing = [fact for fact in handled if fact.fee_due]
    with_fee = {fact.procedure for fact in owing}
    electronic = [fact for fact in handled if fact.electronic]
    return {
        "2.1": Component(_of([f for f in handled if on_time(f, period)], handled), 20),
        "3.x": Component(_of([f for f in eligible if f.channel == 2], eligible), 12),
        "3.3": Component(_of([f for f in electronic if f.channel == 2], handled), 0, Fraction(1, 2)),
        "3.5b": Component(_of({f.procedure for f in owing if f.fee_paid_online}, with_fee), 2, Fraction(4, 5)),
        "3.6": Component(_of([f for f in owing if f.fee_paid_online], owing), 6, Fraction(1)),
        "4.1": Component(_of(electronic, handled), 6),
        "4.2": Component(_of([f for f in electronic if f.components_digitised], handled), 4, Fraction(4, 5)),
        "4.3": Component(_of([f for f in handled if f.components_reused], handled), 2, Fraction(4, 5)),
    }


def on_time(fact: DossierFact, period: Period) -> bool:
    """Say whether a dossier is in time: the moment that counts, less what supplements took, against its appointment."""
    if fact.supplements_after >= 2:
        return False
    assert fact.received_at is not None
    used_until = _end(fact, period) - timedelta(seconds=fact.waiting_seconds)
    if fact.appointed_at is None:
        return used_until - fact.received_at <= period.longest
    return used_until <= fact.appointed_at


def mean_days(facts: Sequence[DossierFact]) -> Fraction | None:
    """Return component 2.2, shown and not scored: days from reception to result, over the finished dossiers."""
    seconds = [(f.finished_at - f.received_at).total_seconds() for f in facts if f.finished_at and f.received_at]
    return Fraction(int(sum(seconds)), 86_400 * len(seconds)) if seconds else None


def _handled_in(fact: DossierFact, period: Period) -> bool:
    if fact.received_at is None or fact.received_at >= period.end or fact.ending == "annulled":
        return False
    return fact.ready_at is None or fact.ready_at >= period.start


def _end(fact: DossierFact, period: Period) -> datetime:
    """Return what counts as the end: result ready, else closed, else one open request for papers, else the period's."""
    return fact.finished_at or fact.closed_at or fact.waiting_since or period.end


def _of(part: Collection[object], whole: Collection[object]) -> Ratio:
    return Fraction(len(part), len(whole)) if whole else None
