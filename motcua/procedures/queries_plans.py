"""Reads of yearly plans: their lines with how far each is, and what the data suggests to review."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

from django.utils.translation import gettext as _

from motcua.core.procedure.control import ReviewParameters
from motcua.core.worktime.vietnamese import LOCAL
from motcua.procedures import ports, queries_acts, queries_reviews
from motcua.procedures.citing import PROCEDURE
from motcua.procedures.models import ActEffect, PlanItem, Review, ReviewPlan
from motcua.procedures.models.plans import APPROVED
from motcua.procedures.models.reviews import CANCELLED, CONCLUDED
from motcua.procedures.queries_reviews import Age

MOST_SUGGESTED: Final = 200
FEWEST_FINISHED: Final = 10


@dataclass(frozen=True, slots=True)
class Followed:
    """One line of a plan with its reviews; ``state`` is done, late, running or waiting."""

    item: PlanItem
    reviews: tuple[Review, ...]
    state: str
    to_start: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A procedure that the data suggests to review, and why; ``weight`` puts the most urgent first."""

    code: str
    title: str
    field: str
    lead: str
    reasons: tuple[str, ...]
    weight: int


@dataclass(slots=True)
class _Reasons:
    texts: list[str] = field(default_factory=list)
    weight: int = 0

    def add(self, text: str, weight: int) -> None:
        self.texts.append(text)
        self.weight += weight


def plans() -> list[ReviewPlan]:
    """Return all plans, the newest year first."""
    return list(ReviewPlan.objects.order_by("-year"))


def of_year(year: int) -> ReviewPlan | None:
    """Return the plan of a year."""
    return ReviewPlan.objects.filter(year=year).first()


def item_of(review: Review) -> PlanItem | None:
    """Return the line of a plan for which a review was started."""
    if review.plan_item is None:
        return None
    return PlanItem.objects.select_related("plan").filter(item=review.plan_item).first()


def followed(plan: ReviewPlan, on: date) -> list[Followed]:
    """Return the lines of a plan, each with its reviews and how far it is on a day."""
    items = list(plan.items.all())
    by_item: dict[object, list[Review]] = {}
    for review in Review.objects.filter(plan_item__in=[one.item for one in items]).exclude(state=CANCELLED):
        by_item.setdefault(review.plan_item, []).append(review)
    return [_followed(item, plan, by_item.get(item.item, []), on) for item in items]


def _followed(item: PlanItem, plan: ReviewPlan, reviews: list[Review], on: date) -> Followed:
    begun = {review.subject for review in reviews}
    to_start = tuple(code for code in item.procedures if code not in begun)
    done = bool(reviews) and not to_start and all(review.state == CONCLUDED for review in reviews)
    if done:
        state = "done"
    elif plan.state == APPROVED and on > item.ends:
        state = "late"
    else:
        state = "running" if reviews else "waiting"
    ordered = sorted(reviews, key=lambda review: (review.opened_at, review.subject))
    return Followed(item, tuple(ordered), state, to_start)


def suggestions(on: date, year: int, parameters: ReviewParameters) -> list[Suggestion]:
    """Return the procedures that the data suggests for the plan of a year, the most urgent first.

    Reasons: nobody looked at it for the months of the parameters by the end of the year; it cites acts that were or
    will be amended, replaced or repealed after it was last looked at; many of its dossiers were late.
    """
    known = queries_reviews.ages(on, publication_counts=parameters.publication_counts)
    reasons: dict[str, _Reasons] = {one.code: _Reasons() for one in known}
    _by_acts(known, on, year, reasons)
    _by_age(known, date(year, 12, 31), parameters.months, reasons)
    _by_lateness(on, parameters, reasons)
    found = [
        Suggestion(
            one.code, one.title, one.field, parameters.unit_for(one.field_code), tuple(reasons[one.code].texts),
            reasons[one.code].weight,
        )
        for one in known
        if reasons[one.code].texts and one.open_review is None
    ]  # fmt: skip
    return sorted(found, key=lambda one: -one.weight)[:MOST_SUGGESTED]


def _by_acts(known: Iterable[Age], on: date, year: int, reasons: dict[str, _Reasons]) -> None:
    last = {one.code: one.last for one in known}
    within = ActEffect.objects.filter(begins__lte=date(year, 12, 31)).select_related("act").order_by("begins", "pk")
    effects = list(within)
    keys = {target: set(queries_acts.keys_for(target)) for target in {effect.target for effect in effects}}
    cites = {
        one.code: {place.key for place in one.places}
        for one in queries_acts.affected(keys, on)
        if one.kind == PROCEDURE and one.code in reasons
    }
    for effect in effects:
        told = _("Căn cứ %(old)s bị %(new)s %(verb)s từ %(day)s") % {
            "old": effect.written,
            "new": effect.act.number,
            "verb": {"amends": _("sửa đổi"), "replaces": _("thay thế"), "repeals": _("bãi bỏ")}[effect.effect],
            "day": f"{effect.begins:%d/%m/%Y}",
        }
        for code, cited in cites.items():
            looked = last[code]
            rests = cited & keys[effect.target] and (looked is None or looked < effect.begins)
            if rests and told not in reasons[code].texts:
                reasons[code].add(told, 1000)


def _by_age(known: Iterable[Age], end: date, months: int, reasons: dict[str, _Reasons]) -> None:
    for one in known:
        if one.last is None:
            reasons[one.code].add(_("Chưa rà soát lần nào"), 100)
            continue
        age = queries_reviews.months_between(one.last, end)
        if age >= months:
            told = _("Đến cuối năm đã %(months)d tháng chưa rà soát (lần gần nhất %(day)s)")
            reasons[one.code].add(told % {"months": age, "day": f"{one.last:%d/%m/%Y}"}, min(age, 99))


def _by_lateness(on: date, parameters: ReviewParameters, reasons: dict[str, _Reasons]) -> None:
    month = on.year * 12 + on.month - 1 - parameters.late_months
    since = datetime.combine(date(month // 12, month % 12 + 1, 1), time(), LOCAL)
    for code, came_out in ports.late_since(since).items():
        enough = came_out.finished >= FEWEST_FINISHED and came_out.percent >= parameters.late_percent
        if code in reasons and enough and came_out.late:
            told = _("%(percent)d%% hồ sơ trễ hạn (%(late)d/%(all)d từ %(day)s)") % {
                "percent": came_out.percent, "late": came_out.late, "all": came_out.finished,
                "day": f"{since:%d/%m/%Y}",
            }  # fmt: skip
            reasons[code].add(told, 100 + came_out.percent)
