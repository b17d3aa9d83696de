"""Each working morning: which clocks of publishing run out or have run out."""

from datetime import datetime, time

from motcua.core.procedure.draft import read
from motcua.ledger.follow import daily, timetable
from motcua.people.actor import system
from motcua.people.queries import local_day
from motcua.procedures.actions.warn_clock import warn_clock
from motcua.procedures.drafting import reads, timing
from motcua.procedures.models import Draft
from motcua.procedures.models.drafts import OPEN

TIMETABLE = system("timetable")


def warn(now: datetime) -> int:
    """Warn of every clock of an open draft that has two days left or fewer; return how many warnings are new."""
    today, new = local_day(now), 0
    for line in reads.lines(Draft.objects.filter(state__in=OPEN)):
        for clock in timing.clocks_of(line.row, read(line.document), today):
            if clock.state in ("soon", "late"):
                new += warn_clock(line.row.pk, clock, actor=TIMETABLE, at=now)
    return new


def register() -> None:
    """Run every day at half past six."""
    timetable("procedures.warn_clocks", daily(time(6, 30)))(warn)
