"""Starting the review of a procedure, a route or a rule set: a unit gets it, with a clock."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.core.process.events import moment
from motcua.core.refusal import Refused
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.people.roles import HEAD, LEADER
from motcua.procedures import parameters, queries_acts, recipes, review_due, review_policies
from motcua.procedures.models import PlanItem, Review
from motcua.procedures.models.plans import APPROVED
from motcua.procedures.models.reviews import OPEN
from motcua.procedures.recording import record

CAUSES: Final = ("act", "plan", "age", "own")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What is to be reviewed, by whom and why; with a ``plan_item`` its last day counts, else a term runs.

    ``unit`` empty means whoever the parameters name for the field.
    """

    kind: str
    code: str
    unit: str
    cause: str = "own"
    act: UUID | None = None
    plan_item: UUID | None = None
    request: str = ""


def start_review(asked: Reviewed, *, actor: Actor, at: datetime, key: Key | None = None) -> Review:
    """Give a review to a unit; what is already under review is refused, and says by whom."""
    review_policies.can_keep(actor).enforce()
    on = timezone.localdate(at)
    subject = queries_acts.applying(asked.kind, asked.code, on)
    if subject is None:
        raise Refused(
            "unknown_subject",
            _("%(code)s không có bản nào đang áp dụng hoặc chờ hiệu lực nên không rà soát được.")
            % {"code": asked.code},
        )
    unit = people.unit(asked.unit or parameters.reviews(on).unit_for(subject.field_code))
    role = HEAD if people.holders(HEAD, unit.code, at) else LEADER
    item = _line(asked.plan_item)
    due = _due(item, unit.code, at)
    told: dict[str, Any] = {
        "subject_kind": asked.kind,
        "subject": asked.code,
        "subject_version": str(subject.version),
        "cause": asked.cause,
        "act": str(asked.act) if asked.act else None,
        "plan_item": str(asked.plan_item) if asked.plan_item else None,
        "unit": unit.code,
        "role": role,
        "term": due.term,
        "rule_set": review_due.RULES,
        "due": moment(due.at),
    }
    if item is not None:
        told["last_day"] = item.ends.isoformat()
    content = {"request": asked.request.strip()} if asked.request.strip() else None

    def attempt() -> UUID:
        running = Review.objects.filter(subject_kind=asked.kind, subject=asked.code, state=OPEN).first()
        if running is not None:
            raise Refused(
                "under_review",
                _("%(code)s đang được %(unit)s rà soát.")
                % {"code": asked.code, "unit": people.unit(running.unit).name},
                _("Mở việc rà soát đang chạy; kết luận hoặc hủy rồi mới giao lại."),
            )
        entry = NewEntry("review.started", told, content)
        done = record(recipes.REVIEWS, None, [entry], actor=actor.id, at=at, key=key, aside={"trace": due.trace})
        return UUID(done.stream.partition(":")[2])

    return Review.objects.get(pk=once(key, actor.id, attempt, lambda first: UUID(first["id"])))


def _line(named: UUID | None) -> PlanItem | None:
    """Return the line of an approved plan that a review is given out for."""
    if named is None:
        return None
    item = PlanItem.objects.select_related("plan").filter(item=named).first()
    if item is None or item.plan.state != APPROVED:
        raise Refused("plan_not_approved", _("Kế hoạch chưa được duyệt nên chưa giao rà soát được."))
    return item


def _due(item: PlanItem | None, unit: str, at: datetime) -> review_due.Due:
    """Return when the review ends: on the last day of its line of the plan, else after the usual term."""
    if item is None:
        return review_due.by_term(unit, at, parameters.reviews(timezone.localdate(at)).term)
    return review_due.by_plan(unit, at, item.ends, item.plan.year)
