"""Random questions to the clock, thickest where it is hardest: holidays, make-up days, edges of office hours."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

_day = datetime.fromisoformat
FIRST, LAST = _day("2024-01-02"), _day("2027-09-01")
HOT = (
    _day("2024-02-06"), _day("2024-02-26"), _day("2024-04-25"), _day("2025-01-22"), _day("2025-04-23"),
    _day("2025-08-27"), _day("2025-12-29"), _day("2026-02-11"), _day("2026-04-22"),
    _day("2026-08-19"), _day("2026-11-20"), _day("2027-01-30"), _day("2027-04-27"),
)  # fmt: skip
HOURS, MINUTES = (7, 8, 9, 10, 11, 13, 14, 15, 16, 17), (0, 15, 30, 29, 31, 59, 1)
WHOLE, DAYS, HOUR_TERMS = (1, 2, 3, 4, 5, 7, 10, 12, 15, 20, 30), (2, 3, 5, 7, 10, 15, 30, 45), (2, 3, 4, 8, 9, 16, 40)
PARTS = ("0.25", "0.5", "0.75", "1.5", "2.5", "4.5", "3.25")


def questions(seed: int, count: int) -> Iterator[dict[str, Any]]:
    """Yield so many questions of a seed, as lines of a batch."""
    random = Random(seed)
    for _ in range(count):
        yield _question(random)


def _question(random: Random) -> dict[str, Any]:
    hot = random.choice(HOT)
    received = _moment(random, hot, 12) if random.random() < 0.5 else _moment(random, FIRST, (LAST - FIRST).days)
    term = random.choice(
        (
            *(f"{random.choice(WHOLE)} working days" for _ in range(3)),
            *(f"{random.choice(PARTS)} working days" for _ in range(2)),
            f"{random.choice(DAYS)} days",
            f"{random.choice(HOUR_TERMS)} working hours",
            "same day",
        )
    )
    asked: dict[str, Any] = {"term": term, "unit": "H37", "received": _written(received)}
    if term == "same day":
        return {**asked, "rules": "same-day-1500"}
    known = [("decree-297-2025", _day("2025-11-01")), ("decree-63-2024", _day("2024-07-01"))]
    rules = [name for name, since in known if received >= since]
    if rules and random.random() < 0.3:
        asked["rules"] = random.choice(rules)
    if random.random() < 0.5:
        asked["pauses"] = _pauses(random, received)
    return asked


def _pauses(random: Random, received: datetime) -> list[list[str | None]]:
    pauses: list[list[str | None]] = []
    since = received
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        start = max(since, _moment(random, since, random.choice((1, 3, 10))))
        end = _moment(random, start, random.choice((1, 2, 6, 20)))
        if end <= start:
            end = start + timedelta(minutes=random.choice((1, 30, 600)))
        pauses.append([_written(start), _written(end)])
        since = end + timedelta(minutes=1)
    if random.random() < 0.1:
        pauses[-1][1] = None
    random.shuffle(pauses)
    return pauses


def _moment(random: Random, since: datetime, days: int) -> datetime:
    found = since + timedelta(minutes=random.randrange(days * 1440))
    if random.random() < 0.5:
        found = found.replace(hour=random.choice(HOURS), minute=random.choice(MINUTES))
    edge = random.random()
    if edge < 0.08:
        return found.replace(hour=17, minute=0)
    return found.replace(hour=0, minute=0) if edge < 0.12 else found


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
