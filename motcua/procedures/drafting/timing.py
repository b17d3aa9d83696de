"""The three clocks of a draft's publication on a day, by the working calendar of the province."""

from datetime import date

from motcua.core.procedure.clocks import Clock, Dates, clocks
from motcua.core.procedure.draft import Written
from motcua.core.refusal import Refused
from motcua.people.queries import local_day
from motcua.procedures.drafting import rules
from motcua.procedures.models import Draft
from motcua.procedures.models.drafts import PUBLISHED
from motcua.worktime import queries as worktime


def clocks_of(draft: Draft, written: Written, today: date) -> tuple[Clock, ...]:
    """Return where the clocks stand; a published draft was public, and receivable, on the day it was published here.

    Empty where no working calendar is published: nothing is reckoned then, and no date is guessed.
    """
    done = local_day(draft.changed_at) if draft.state == PUBLISHED else None
    plan = written.plan
    dates = Dates(plan.effective_date, plan.decision_date, done, done, receivable=written.whole.receivable)
    current = rules.on(today)
    try:
        calendar = worktime.calendar_for(current.calendar_of)
    except Refused:
        return ()
    return clocks(current, dates, calendar, today)
