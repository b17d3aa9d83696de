"""Starting the review of a procedure, a route or a rule set: a unit gets it, with a clock."""

from dataclasses import dataclass
from datetime import date, datetime
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
from motcua.procedures.models import Review
from motcua.procedures.models.reviews import OPEN
from motcua.procedures.recording import record

CAUSES: Final = ("act", "plan", "age", "own")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What is to be reviewed, by whom and why; ``last_day`` and ``year`` come from a plan, else a term runs."""

    kind: str
    code: str
    unit: str
    cause: str = "own"
    act: UUID | None = None
    plan_item: UUID | None = None
    last_day: date | None = None
    year: int = 0
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
    unit = people.unit(asked.unit)
    role = HEAD if people.holders(HEAD, unit.code, at) else LEADER
    due = (
        review_due.by_plan(unit.code, at, asked.last_day, asked.year)
        if asked.last_day is not None
        else review_due.by_term(unit.code, at, parameters.reviews(on).term)
    )
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
