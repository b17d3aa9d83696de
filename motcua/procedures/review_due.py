"""When a review is due, and why: a term of the parameters by the unit's calendar, or the last day of a plan's item."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from motcua.core.phrase import Phrase, to_data
from motcua.core.worktime import Line, Term, deadline
from motcua.core.worktime.facts import Day, Length, Moment
from motcua.core.worktime.vietnamese import LOCAL, local
from motcua.ledger import read
from motcua.ledger.read import Entry
from motcua.procedures.models import PlanItem, Review
from motcua.worktime import queries as worktime

RULES: Final = "default"
_ONE_DAY: Final = Term.parse("1 days")


@dataclass(frozen=True, slots=True)
class Due:
    """A due moment with the plain data of its trace; ``term`` is empty where a plan gives the last day."""

    at: datetime
    term: str
    trace: dict[str, Any]


def by_term(unit: str, begun: datetime, term: Term) -> Due:
    """Return when a review ends that begins at a moment and may take a term, by the calendar of its unit."""
    said = Phrase("Giao rà soát lúc {begun}; thời gian: {term}.", begun=Moment.of(begun), term=Length(term))
    return _after(unit, begun, term, said)


def longer(unit: str, since: datetime, term: Term) -> Due:
    """Return when a review ends that gets a term more, from its due date or from the moment it is given."""
    said = Phrase("Gia hạn thêm {term}, tính từ {since}.", since=Moment.of(since), term=Length(term))
    return _after(unit, since, term, said)


def by_plan(unit: str, begun: datetime, last_day: date, year: int) -> Due:
    """Return when a review ends whose last day a plan gives: at close of office; a day off moves it on."""
    calendar = worktime.calendar_for(unit)
    noon_before = datetime.combine(last_day - timedelta(days=1), time(12), LOCAL)
    found = deadline(noon_before, _ONE_DAY, calendar, worktime.rules(RULES, noon_before.date()))
    assert found.due is not None
    kept = [line for line in found.trace if line.kind in ("rolled", "skipped")]
    said = Phrase(
        "Giao rà soát lúc {begun}; theo kế hoạch rà soát năm {year}, đến hết {day}.",
        begun=Moment.of(begun),
        year=str(year),
        day=Day(last_day),
    )
    return Due(found.due, "", _trace(found.due, begun, kept, said))


def reckoned(row: Review) -> Due:
    """Return when an open review is due by the calendars of today: its first date, then every extension after it.

    Raises ``Refused`` where a calendar no longer reaches so far.
    """
    first, *later = read.stream(row.stream)
    due = _first(row, first)
    for entry in later:
        if entry.type == "review.extended":
            due = longer(row.unit, max(due.at, entry.at), Term.parse(entry.payload["term"]))
    return due


def _first(row: Review, started: Entry) -> Due:
    """Return the date that a review was given out with; the line of the plan as it was approved then."""
    if row.term:
        return by_term(row.unit, row.opened_at, Term.parse(row.term))
    last_day = started.payload.get("last_day")
    if last_day:
        day = date.fromisoformat(last_day)
    else:  # given out before the entry told the day
        item = PlanItem.objects.filter(item=row.plan_item).first() if row.plan_item else None
        day = item.ends if item else local(datetime.fromisoformat(started.payload["due"])).date()
    return by_plan(row.unit, row.opened_at, day, day.year)


def _after(unit: str, begun: datetime, term: Term, said: Phrase) -> Due:
    calendar = worktime.calendar_for(unit)
    found = deadline(begun, term, calendar, worktime.rules(RULES, begun.astimezone(LOCAL).date()))
    assert found.due is not None  # nothing pauses a review
    return Due(found.due, str(term), _trace(found.due, begun, found.trace, said))


def _trace(due: datetime, begun: datetime, lines: Iterable[Line], said: Phrase) -> dict[str, Any]:
    """Return the trace as plain data, with words for a review instead of a dossier's receipt and appointment.

    Each line has its Vietnamese text and, as ``said``, its phrase for another language.
    """
    told = [Line("received", local(begun).date(), said)]
    told += [line for line in lines if line.kind not in ("received", "term", "due")]
    told.append(Line("due", local(due).date(), Phrase("Hạn rà soát: {due}.", due=Moment.of(due))))
    return {
        "due": due.astimezone(LOCAL).isoformat(),
        "trace": [{**line.as_json(), "said": to_data(line.said)} for line in told],
    }
