"""QĐ 766/QĐ-TTg groups 2–4 as far as entries carry them, computed from facts: the formulas as the portal has them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from motcua.dossiers.models import DossierFact, ProcedureFact

# Components of these groups that no entry can say yet, their points, and why: "chưa có nguồn", never guessed.
UNSOURCED = {
    "4.4": (4, "chưa nối với kho dữ liệu điện tử của tổ chức, cá nhân nên không biết giấy tờ nào lấy từ kho"),
    "4.copies": (2, "chưa cấp bản sao chứng thực điện tử"),
}
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


def index(
    facts: Sequence[DossierFact], period: Period, register: Mapping[str, ProcedureFact] | None = None
) -> dict[str, Component]:
    """Return the components of groups 2 (progress), 3 (online, payment) and 4 (digitising).

    ``register`` are the procedures in force; one whose entry did not yet say what is counted (version 1) is left out
    of the procedures counted, and its dossiers count as giving written results.
    """
    published = register or {}
    handled = [fact for fact in facts if _handled_in(fact, period)]
    received = [fact for fact in handled if fact.received_at and fact.received_at >= period.start]
    eligible = [fact for fact in handled if fact.online == "full"]
    written = [fact for fact in handled if _written(published.get(fact.procedure))]
    whole = {fact.pk for fact in handled if fact.electronic or fact not in written}
    linked = [fact for fact in handled if fact.pk in whole]
    return {
        "2.1": Component(_of([f for f in handled if on_time(f, period)], handled), 20),
        "3.x": Component(_of([f for f in eligible if f.channel == 2], eligible), 12),
        "3.3": Component(_of([f for f in linked if f.channel == 2], handled), 0, Fraction(1, 2)),
        **_payment(handled, published),
        "4.1": Component(_of([f for f in written if f.electronic], written), 6),
        "4.2": Component(_of([f for f in linked if f.components_digitised], handled), 4, Fraction(4, 5)),
        "4.3": Component(_of([f for f in received if f.components_reused], received), 2, Fraction(4, 5)),
        **_population(handled, published),
        **{code: Component(None, most) for code, (most, _why) in UNSOURCED.items()},
    }


def _payment(handled: Sequence[DossierFact], published: Mapping[str, ProcedureFact]) -> dict[str, Component]:
    """A dossier whose fee is not known here is one of a procedure with a fee; only a fee of 0 đồng is left out."""
    owing = [fact for fact in handled if fact.fee_due != 0]
    with_fee = {fact.procedure for fact in owing}
    charging = {code for code, row in published.items() if row.fees}
    asked = {fact.procedure for fact in owing if fact.fee_due}
    return {
        "3.5a": Component(_of(asked & charging, charging), 2, Fraction(4, 5)),
        "3.5b": Component(_of({f.procedure for f in owing if f.fee_paid_online}, with_fee), 2, Fraction(4, 5)),
        "3.6": Component(_of([f for f in owing if f.fee_paid_online], owing), 6, Fraction(1)),
    }


def _population(handled: Sequence[DossierFact], published: Mapping[str, ProcedureFact]) -> dict[str, Component]:
    """Whether the account was verified by VNeID is not known (not connected): looking papers up counts alone."""
    looked_up = [fact for fact in handled if "population" in fact.databases]
    for_people = {code for code, row in published.items() if row.for_people}
    return {
        "4.5a": Component(_of({f.procedure for f in looked_up} & for_people, for_people), 2),
        "4.5b": Component(_of(looked_up, handled), 2),
    }


def _written(procedure: ProcedureFact | None) -> bool:
    return procedure is None or procedure.results is None or bool(procedure.results)


def on_time(fact: DossierFact, period: Period) -> bool:
    """Say whether a dossier is in time: the moment that counts, less what supplements took, against its appointment.

    The appointment is the first one, moved by extensions and stops but not by supplements: their time is subtracted
    instead. (The other reading, subtracting it and taking the new appointment too, would count it twice.)
    """
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
    """Return what counts as the end: result ready, else closed, else one open request for papers, else the period's.

    Where the dossier was closed while the applicant was waited for, the wait has been added to what is subtracted.
    """
    return fact.finished_at or fact.closed_at or fact.waiting_since or period.end


def _of(part: Collection[object], whole: Collection[object]) -> Ratio:
    return Fraction(len(part), len(whole)) if whole else None
