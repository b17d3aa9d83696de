"""The legal clock: a receipt, a term, a calendar, a rule set and what happened give the due moment and its trace."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from motcua.core.worktime.calendar import Calendar
from motcua.core.worktime.engine import Engine, run
from motcua.core.worktime.events import ClockEvent
from motcua.core.worktime.plan import Planner, Stretch
from motcua.core.worktime.rules import RuleSet
from motcua.core.worktime.story import Story
from motcua.core.worktime.term import Term
from motcua.core.worktime.trace import Line


class Deadline:
    """The answer of :func:`deadline`.

    ``due`` is a local aware moment, or ``None`` while the clock stands still (``running`` is then ``False``): a date
    that depends on when the clock goes on is not promised. A pause that begins after the term has run out changes
    nothing: ``due`` stays.
    """

    __slots__ = ("_received", "_runs", "_second", "_trace", "calendar", "due", "rules", "running", "term")

    def __init__(
        self, calendar: Calendar, rules: RuleSet, term: Term, received: int, runs: list[tuple[Stretch, Engine | None]]
    ) -> None:
        engine = runs[-1][1]
        self.calendar, self.rules, self.term = calendar, rules, term
        self._received, self._runs = received, runs
        self._second = engine.due if engine is not None else None
        self._trace: tuple[Line, ...] | None = None
        self.due: datetime | None = None if self._second is None else calendar.at(self._second)
        self.running: bool = self._second is not None

    @property
    def receipt(self) -> datetime:
        """The receipt after the rules that move it; after a restart, the moment from which the term runs anew."""
        return self.calendar.at(next(s for s, _ in reversed(self._runs) if s.why != "financial_obligation").start)

    @property
    def received(self) -> datetime:
        """The moment of reception as it happened, in local time."""
        return self.calendar.at(self._received)

    @property
    def paused_since(self) -> datetime | None:
        """Since when the clock stands still, or ``None`` while it runs."""
        pause = None if self.running else self._runs[-1][0].standing
        return None if pause is None else self.calendar.at(pause.start)

    @property
    def trace(self) -> tuple[Line, ...]:
        """Every day counted or skipped and why, every pause and rule with its source; written on first use."""
        if self._trace is None:
            self._trace = Story(self.calendar, self.rules).tell(self._received, self._runs, self._second)
        return self._trace

    @property
    def appointments(self) -> tuple[datetime, ...]:
        """The due moments promised: one; or, with a financial obligation, first the sending of the tax slip.

        The second one is left out while it can't be promised.
        """
        if self.term.then is None:
            return () if self.due is None else (self.due,)
        whole = next(s for s, _ in reversed(self._runs) if s.why != "financial_obligation")
        own = [p for p in whole.pauses if p.event.ground != "financial_obligation"]
        first = run(self.calendar, self.rules, Stretch(whole.start, self.term.parts[0], pauses=own)).due
        return tuple(moment for moment in (None if first is None else self.calendar.at(first), self.due) if moment)

    def as_json(self) -> dict[str, Any]:
        """The answer as plain data with local ISO times."""
        return {
            "due": None if self.due is None else self.due.isoformat(),
            "running": self.running,
            "received": self.received.isoformat(),
            "receipt": self.receipt.isoformat(),
            "appointments": [moment.isoformat() for moment in self.appointments],
            "term": str(self.term),
            "rules": self.rules.id,
            "calendar": self.calendar.code,
            "calendar_version": self.calendar.version,
            "trace": [line.as_json() for line in self.trace],
        }


def deadline(
    received: datetime, term: Term, calendar: Calendar, rules: RuleSet, events: Sequence[ClockEvent] = ()
) -> Deadline:
    """Return the due moment of a term and its trace (Civil Code 2015 Art. 147–148 unless a rule says otherwise).

    ``received`` and the events' times are aware; events come in the order of their times. Raises ``Refused``:
    ``outside_calendar`` for years without a calendar, ``extended_already`` for a second extension, ``already_paused``,
    ``not_paused``, ``event_before_receipt``, ``events_out_of_order``.
    """
    second = calendar.second(received)
    stretches = Planner(calendar, rules, term, second).read(events)
    last = len(stretches) - 1
    runs: list[tuple[Stretch, Engine | None]] = [
        # What ran before a restart no longer counts, so it isn't run at all.
        (stretch, None if i < last and stretches[i + 1].why == "restarted" else run(calendar, rules, stretch))
        for i, stretch in enumerate(stretches)
    ]
    return Deadline(calendar, rules, term, second, runs)


def capped(step_due: datetime, legal_due: datetime | None) -> datetime:
    """Return a step's due moment: never later than the legal due of the dossier."""
    return step_due if legal_due is None else min(step_due, legal_due)
