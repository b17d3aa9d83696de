"""What happens to reviews by itself: warnings before and after the due date, new dates after a calendar changed."""

from datetime import datetime, time

from motcua.core.refusal import Refused
from motcua.core.worktime import Term, deadline
from motcua.core.worktime.vietnamese import local
from motcua.ledger import clock
from motcua.ledger.follow import daily, reaction, timetable
from motcua.ledger.read import Entry
from motcua.people.actor import system
from motcua.procedures import parameters
from motcua.procedures.actions.move_review_due import move_review_due
from motcua.procedures.actions.warn_review import warn_review
from motcua.procedures.models import Review
from motcua.procedures.models.reviews import OPEN
from motcua.procedures.review_due import RULES
from motcua.worktime import queries as worktime

TIMETABLE = system("timetable")


def warn(now: datetime) -> None:
    """Warn of every open review that is late, or will be within the time that the parameters name."""
    waiting = list(Review.objects.filter(state=OPEN).exclude(warned="late"))
    if not waiting:
        return
    try:
        rules = parameters.reviews(local(now).date())
    except Refused:
        return  # nothing is published: nobody has said when to warn
    for review in waiting:
        stage = stage_of(review.unit, now, review.due_at, rules.warn_before)
        if stage:
            warn_review(review.pk, stage, rules.control_unit, actor=TIMETABLE, at=now)


def stage_of(unit: str, now: datetime, due: datetime, before: Term) -> str:
    """Return ``late`` after the due moment, ``soon`` when a term that began now would reach it, else nothing."""
    if now > due:
        return "late"
    reached = deadline(now, before, worktime.calendar_for(unit), worktime.rules(RULES, local(now).date())).due
    return "soon" if reached is not None and reached >= due else ""


def recompute(entry: Entry, key: str) -> None:
    """Reckon the dates of open reviews again after a calendar or the common rule set was published."""
    if entry.type == "rules.published" and entry.payload["code"] != RULES:
        return
    for pk in list(Review.objects.filter(state=OPEN).values_list("pk", flat=True)):
        move_review_due(pk, actor=TIMETABLE, at=clock.now())


def register() -> None:
    """Register the job and the reaction."""
    timetable("procedures.warn_reviews", daily(time(7, 0)))(warn)
    reaction("procedures.recompute_reviews", types=("calendar.published", "rules.published"))(recompute)
