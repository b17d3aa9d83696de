"""Due dates with their whole trace, a second on one core, over a mix of terms, rules and pauses of a real counter.

The floor is the number we aim for (20,000). The trace's lines are written out each time; nothing is left lazy.
"""

import os
import random
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import django

from bench.rounds import ROUNDS, interleaved

ROWS = ("due_dates", "due_dates_paused", "due_dates_15_days")
FLOOR = 20_000
CASES = 4_000
Case = tuple[Any, ...]


def run() -> list[dict[str, Any]]:
    """Return how many due dates with trace a second come out: the mix, all of them paused, 15 working days alone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings.prod")
    os.environ.setdefault("SECRET_KEY", "bench")
    django.setup()
    mix = _cases(share_paused=0.15)
    paused = _cases(share_paused=1.0)
    fifteen = _cases(share_paused=0.0, only="15 working days")
    sides = {name: _timed(cases) for name, cases in zip(ROWS, (mix, paused, fifteen), strict=True)}
    measured = interleaved(sides, ROUNDS)
    return [
        {
            "name": name,
            "value": result.median,
            "unit": "per second",
            "floor": FLOOR if name == "due_dates" else None,
            "ratio": result.median / FLOOR if name == "due_dates" else None,
            "spread": result.spread,
        }
        for name, result in measured.items()
    ]


def _timed(cases: Sequence[Case]) -> Any:
    from motcua.core.worktime import deadline

    def side() -> float:
        lines = 0
        began = time.process_time()
        for case in cases:
            lines += sum(1 for line in deadline(*case).trace if line.text)
        assert lines > len(cases)
        return len(cases) / (time.process_time() - began)

    return side


def _cases(*, share_paused: float, only: str = "") -> list[Case]:
    from motcua.core.worktime import ClockEvent, Term
    from motcua.core.worktime.vietnamese import LOCAL
    from motcua.worktime.files import FileBook

    book = FileBook(Path(__file__).resolve().parents[1] / "definitions")
    calendar = book.calendar_for("H37")
    dice = random.Random(2026)
    mix = [
        ("same day", "same-day-1500", 30),
        ("3 working days", "default", 25),
        ("3 working days", "decree-297-2025", 10),
        ("5 working days", "default", 8),
        ("8 working hours", "default", 8),
        ("0.5 working days", "steps", 7),
        ("10 working days", "default", 6),
        ("15 days", "default", 3),
        ("4.5 + 3 working days", "land-registration", 3),
    ]
    start = datetime(2025, 1, 2, 7, 30, tzinfo=LOCAL)
    cases: list[Case] = []
    for _ in range(CASES):
        text, rules, _weight = dice.choices(mix, [weight for *_, weight in mix])[0]
        received = start + timedelta(minutes=dice.randrange(600 * 1440))
        events = []
        if dice.random() < share_paused:
            begins = received + timedelta(minutes=dice.randrange(1, 2 * 1440))
            events = [ClockEvent.paused(begins, "supplement"), ClockEvent.resumed(begins + timedelta(days=2, hours=3))]
        cases.append((received, Term.parse(only or text), calendar, book.rules(rules, received.date()), events))
    return cases
