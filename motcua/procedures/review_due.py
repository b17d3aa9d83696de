"""When a review is due, and why: a term of the parameters by the unit's calendar, or the last day of a plan's item."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.core.worktime import Line, Term, deadline
from motcua.core.worktime.vietnamese import LOCAL
from motcua.core.worktime.vietnamese import moment as in_words
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
    calendar = worktime.calendar_for(unit)
    found = deadline(begun, term, calendar, worktime.rules(RULES, begun.astimezone(LOCAL).date()))
    assert found.due is not None  # nothing pauses a review
    return Due(found.due, str(term), _trace(found.due, begun, found.trace, term.vi()))


def by_plan(unit: str, begun: datetime, last_day: date, year: int) -> Due:
    """Return when a review ends whose last day a plan gives: at close of office; a day off moves it on."""
    calendar = worktime.calendar_for(unit)
    noon_before = datetime.combine(last_day - timedelta(days=1), time(12), LOCAL)
    found = deadline(noon_before, _ONE_DAY, calendar, worktime.rules(RULES, noon_before.date()))
    assert found.due is not None
    kept = [line for line in found.trace if line.kind in ("rolled", "skipped")]
    said = _("theo kế hoạch rà soát năm %(year)d, đến hết ngày %(day)s") % {"year": year, "day": f"{last_day:%d/%m/%Y}"}
    return Due(found.due, "", _trace(found.due, begun, kept, said))


def _trace(due: datetime, begun: datetime, lines: Iterable[Line], term: str) -> dict[str, Any]:
    """Return the trace as plain data, with words for a review instead of a dossier's receipt and appointment."""
    told: list[dict[str, str | None]] = [
        _line("received", begun, f"Giao rà soát lúc {in_words(begun)}; thời gian: {term}.")
    ]
    told += [line.as_json() for line in lines if line.kind not in ("received", "term", "due")]
    told.append(_line("due", due, f"Hạn rà soát: {in_words(due)}."))
    return {"due": due.astimezone(LOCAL).isoformat(), "trace": told}


def _line(kind: str, at: datetime, text: str) -> dict[str, str | None]:
    return {"kind": kind, "day": at.astimezone(LOCAL).date().isoformat(), "text": text, "source": None}
